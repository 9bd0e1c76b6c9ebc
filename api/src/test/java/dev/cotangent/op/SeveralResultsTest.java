package dev.cotangent.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A general operation with two results is one node, pulled once, in both modes and at every order.
class SeveralResultsTest {
  private static int pulls;

  /// The sine and the cosine of one operand.
  private static final General SIN_COS =
      new General() {
        @Override
        public String name() {
          return "sinCos";
        }

        @Override
        public General lifted(int size) {
          return this;
        }

        @Override
        public Spec[] inferAll(Spec... operands) {
          return new Spec[] {operands[0], operands[0]};
        }

        @Override
        public Tensor[] evaluateAll(Tensor... operands) {
          return new Tensor[] {operands[0].sin(), operands[0].cos()};
        }

        @Override
        public @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
          var dx = dxs[0];
          if (dx == null) return new @Nullable Tensor[2];
          return new @Nullable Tensor[] {dx.times(ys[1]), dx.times(ys[0]).unaryMinus()};
        }

        @Override
        public boolean readsOperands() {
          return false;
        }

        @Override
        public @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
          pulls++;
          var sin = cts[0] == null ? null : cts[0].times(ys[1]);
          var cos = cts[1] == null ? null : cts[1].times(ys[0]).unaryMinus();
          if (sin == null) return cos;
          return cos == null ? sin : sin.plus(cos);
        }
      };

  /// sin(x)^2 cos(x), whose derivative is 2 sin cos^2 - sin^3.
  private static Tensor product(Tensor x) {
    var both = SIN_COS.bindAll(x);
    return both[0].square().times(both[1]);
  }

  private static double derivative(double x) {
    return 2 * Math.sin(x) * Math.pow(Math.cos(x), 2) - Math.pow(Math.sin(x), 3);
  }

  /// Of 2 sin cos^2 - sin^3: 2 cos^3 - 4 sin^2 cos - 3 sin^2 cos.
  private static double secondDerivative(double x) {
    return 2 * Math.pow(Math.cos(x), 3) - 7 * Math.pow(Math.sin(x), 2) * Math.cos(x);
  }

  @Test
  void isOneNodePulledOnce() {
    var recording = Autodiff.vjp(SeveralResultsTest::product, Tensor.scalar(0.7));
    var nodes = recording.tape().nodes().filter(node -> node.op().equals("sinCos"));
    assertEquals(1, nodes.size());
    assertEquals(2, nodes.head().results());
    pulls = 0;
    assertEquals(derivative(0.7), recording.pullback().apply(Tensor.scalar(1)).item(), 1e-14);
    assertEquals(1, pulls);
  }

  @Test
  void aResultThatIsNotUsedIsASymbolicZero() {
    var gradient = Autodiff.grad((Tensor x) -> SIN_COS.bindAll(x)[1]);
    assertEquals(-Math.sin(0.7), gradient.apply(Tensor.scalar(0.7)).item(), 1e-15);
  }

  @Test
  void forwardModeAgrees() {
    var both = Autodiff.jvp(SeveralResultsTest::product, Tensor.scalar(0.7), Tensor.scalar(3));
    assertEquals(3 * derivative(0.7), both.tangent().item(), 1e-14);
  }

  @Test
  void everyNestingAgrees() {
    var x = Tensor.scalar(0.7);
    var one = Tensor.scalar(1);
    var gradient = Autodiff.grad(SeveralResultsTest::product);
    assertEquals(secondDerivative(0.7), Autodiff.grad(gradient).apply(x).item(), 1e-13);
    assertEquals(secondDerivative(0.7), Autodiff.jvp(gradient, x, one).tangent().item(), 1e-13);
    var forward =
        Autodiff.grad((Tensor y) -> Autodiff.jvp(SeveralResultsTest::product, y, one).tangent());
    assertEquals(secondDerivative(0.7), forward.apply(x).item(), 1e-13);
  }
}
