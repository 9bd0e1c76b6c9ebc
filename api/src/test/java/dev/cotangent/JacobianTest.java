package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Jacobians, Hessians and products with them, against closed forms.
class JacobianTest {
  private static final Tensor X = Tensor.of(1, 2, 3);
  private static final Structure<Tuple2<Tensor, Tensor>> PAIR =
      Structure.pair(Structure.tensor(), Structure.tensor());

  private static void assertClose(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertTrue(actual.allClose(expected, 1e-12, 1e-12), () -> expected + "\nbut was " + actual);
  }

  private static void both(Function1<Tensor, Tensor> f, Tensor x, Tensor expected) {
    assertClose(expected, Autodiff.jacobian(f).apply(x));
    assertClose(expected, Autodiff.jacobianForward(f).apply(x));
  }

  @Test
  void ofALinearMap() {
    var a = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
    both(x -> a.matmul(x), X, a);
  }

  @Test
  void ofPositionByPositionFunctions() {
    both(Tensor::sin, X, Tensor.eye(3).times(X.cos()));
  }

  @Test
  void shapesAreThoseOfTheResultThenOfTheArgument() {
    var x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
    // d (sum over columns)_i / d x_jk = [i = j]
    var expected = Tensor.eye(2).expandDims(2).broadcastTo(Shape.of(2, 2, 3));
    both(y -> y.sum(1), x, expected);
    both(y -> y.sum(), x, Tensor.ones(2, 3));
    both(s -> X.times(s), Tensor.scalar(2), X);
    both(s -> s.square(), Tensor.scalar(2), Tensor.scalar(4));
    both(y -> y.exp(), Tensor.zeros(0), Tensor.zeros(0, 0));
    both(y -> y.exp(), Tensor.zeros(2, 0), Tensor.zeros(2, 0, 2, 0));
    both(_ -> X, Tensor.of(5, 6), Tensor.zeros(3, 2));
  }

  @Test
  void keepsThePrecision() {
    var x = Tensor.floats(1, 2);
    assertEquals(DType.FLOAT32, Autodiff.jacobian(Tensor::exp).apply(x).dtype());
    assertEquals(DType.FLOAT32, Autodiff.jacobianForward(Tensor::exp).apply(x).dtype());
    assertEquals(DType.FLOAT32, Autodiff.hessian((Tensor y) -> y.exp().sum()).apply(x).dtype());
  }

  @Test
  void theFunctionRunsOnce() {
    int[] runs = {0};
    Function1<Tensor, Tensor> f =
        x -> {
          runs[0]++;
          return x.sin();
        };
    Autodiff.jacobian(f).apply(X);
    assertEquals(1, runs[0]);
    Autodiff.jacobianForward(f).apply(X);
    assertEquals(2, runs[0]);
    Autodiff.hessian(f.andThen(y -> y.sum())).apply(X);
    assertEquals(3, runs[0]);
  }

  @Test
  void mayBranchOnValues() {
    Function1<Tensor, Tensor> f = x -> x.sum().item() > 0 ? x.square() : x;
    both(f, Tensor.of(1, 2), Tensor.of(new double[][] {{2, 0}, {0, 4}}));
    both(f, Tensor.of(-1, -2), Tensor.eye(2));
  }

  @Test
  void hessianOfACubicForm() {
    // f = x0^2 x1 + x1 x2^2
    Function1<Tensor, Tensor> f =
        x -> x.get(0).square().times(x.get(1)).plus(x.get(1).times(x.get(2).square()));
    var expected = Tensor.of(new double[][] {{4, 2, 0}, {2, 0, 6}, {0, 6, 4}});
    assertClose(expected, Autodiff.hessian(f).apply(X));
    assertClose(expected, Autodiff.jacobian(Autodiff.grad(f)).apply(X));
    assertClose(
        expected.matmul(Tensor.of(1, -1, 2)), Autodiff.hvp(f).apply(X, Tensor.of(1, -1, 2)));
  }

  @Test
  void hessianOfAFunctionOfAMatrix() {
    // of sum x^4: 12 x^2 on the diagonal of (2, 2, 2, 2)
    var x = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    var hessian = Autodiff.hessian((Tensor y) -> y.pow(4).sum()).apply(x);
    assertEquals(Shape.of(2, 2, 2, 2), hessian.shape());
    var diagonal = x.square().times(12).flatten();
    assertClose(Tensor.eye(4).times(diagonal), hessian.reshape(4, 4));
  }

  /// g = sum over i of (df/dx_i)^2 for f = sum x^3 / 3, so g = sum x^4.
  @Test
  void hessianOfAFunctionThatCallsGrad() {
    Function1<Tensor, Tensor> f = x -> x.pow(3).sum().div(3);
    Function1<Tensor, Tensor> g = x -> Autodiff.grad(f).apply(x).square().sum();
    assertClose(Tensor.eye(3).times(X.square().times(12)), Autodiff.hessian(g).apply(X));
  }

  @Test
  void thirdDerivatives() {
    // of x0 x1 x2: 1 wherever the three indices differ
    var third = Autodiff.jacobian(Autodiff.hessian((Tensor x) -> x.prod())).apply(X);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          double expected = i != j && j != k && i != k ? 1 : 0;
          assertEquals(expected, third.get(i, j, k).item(), 1e-12);
        }
      }
    }
  }

  @Test
  void ofStructuresOverTheLeavesInARow() {
    // f = a . b: d/d(a, b) = (b, a), second derivatives: the identity off the diagonal
    Function1<Tuple2<Tensor, Tensor>, Tensor> f = p -> p._1.dot(p._2);
    var at = Tuple.of(Tensor.of(1, 2), Tensor.of(3, 4));
    assertClose(Tensor.of(3, 4, 1, 2), Autodiff.jacobian(PAIR, f).apply(at));
    assertClose(Tensor.of(3, 4, 1, 2), Autodiff.jacobianForward(PAIR, f).apply(at));
    var expected =
        Tensor.of(new double[][] {{0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 0, 0}, {0, 1, 0, 0}});
    assertClose(expected, Autodiff.hessian(PAIR, f).apply(at));
    var v = Tuple.of(Tensor.of(5, 6), Tensor.of(7, 8));
    assertEquals(Tuple.of(v._2, v._1), Autodiff.hvp(PAIR, f).apply(at, v));
  }

  @Test
  void ofAStructureOfSeveralTypes() {
    Function1<Tuple2<Tensor, Tensor>, Tensor> f = p -> p._1.times(p._2).sum();
    var at = Tuple.of(Tensor.of(1, 2), Tensor.floats(3));
    assertClose(Tensor.of(3, 3, 3), Autodiff.jacobian(PAIR, f).apply(at));
    var v = Tuple.of(Tensor.of(0, 0), Tensor.floats(1));
    assertEquals(Tuple.of(Tensor.of(1, 1), Tensor.floats(0)), Autodiff.hvp(PAIR, f).apply(at, v));
  }

  @Test
  void misuse() {
    Function1<Tensor, Tensor> ints = x -> x.toDType(DType.INT32);
    for (var jacobian : List.of(Autodiff.jacobian(ints), Autodiff.jacobianForward(ints))) {
      var e = assertThrows(IllegalArgumentException.class, () -> jacobian.apply(X));
      Messages.contains(e, "jacobian", "INT32");
    }
    var notScalar =
        assertThrows(
            IllegalArgumentException.class, () -> Autodiff.hessian(Tensor::square).apply(X));
    Messages.startsWith(notScalar, "hessian", "rank 0", "(3)");
    var notFloating =
        assertThrows(
            IllegalArgumentException.class,
            () -> Autodiff.jacobian(PAIR, p -> p._1).apply(Tuple.of(X, Tensor.ints(1))));
    Messages.startsWith(notFloating, "jacobian", "tensor 1", "INT32");
    var tangent =
        assertThrows(
            IllegalArgumentException.class,
            () -> Autodiff.hvp((Tensor x) -> x.sum()).apply(X, Tensor.of(1)));
    Messages.startsWith(tangent, "hvp", "tangent", "(1)", "(3)");
  }
}
