package dev.cotangent.imperative;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cotangent.Losses;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Going backward, with the numbers that PyTorch gives.
class BackwardTest {
  private static final BackwardOptions RETAIN = BackwardOptions.of().withRetainGraph(true);
  private static final BackwardOptions CREATE = BackwardOptions.of().withCreateGraph(true);

  private static Variable scalar(double value) {
    return Variable.parameter(Tensor.scalar(value));
  }

  @Test
  void cubesAndSquares() {
    var a = Variable.parameter(Tensor.of(2, 3));
    var b = Variable.parameter(Tensor.of(6, 4));
    var q = a.pow(3).times(3).minus(b.square());
    q.backward(Tensor.of(1, 1));
    assertEquals(Tensor.of(-12, 65), q.value());
    assertEquals(Tensor.of(36, 81), a.grad());
    assertEquals(Tensor.of(-12, -8), b.grad());
  }

  @Test
  void oneElementOfAnyRankIsAScalar() {
    var a = Variable.parameter(Tensor.of(1));
    var b = Variable.parameter(Tensor.of(2));
    a.plus(b).backward();
    assertEquals(Tensor.of(1), a.grad());
    assertEquals(Tensor.of(1), b.grad());
  }

  @Test
  void gradientsAccumulateUntilZeroed() {
    var x = scalar(2);
    assertNull(x.grad());
    x.pow(2).backward();
    assertEquals(Tensor.scalar(4), x.grad());
    x.pow(2).backward();
    assertEquals(Tensor.scalar(8), x.grad());
    x.zeroGrad();
    assertNull(x.grad());
    x.pow(2).backward();
    assertEquals(Tensor.scalar(4), x.grad());
  }

  @Test
  void aVariableUsedTwiceReceivesBoth() {
    var x = scalar(3);
    x.times(x).plus(x).backward();
    assertEquals(Tensor.scalar(7), x.grad());
  }

  @Test
  void withoutSavedValuesASecondTimeWorks() {
    var x = scalar(2);
    var y = x.plus(1);
    y.backward();
    y.backward();
    assertEquals(Tensor.scalar(2), x.grad());
  }

  @Test
  void retainedValuesServeAgain() {
    var x = scalar(2);
    var y = x.pow(2);
    y.backward(RETAIN);
    y.backward();
    assertEquals(Tensor.scalar(8), x.grad());
  }

  @Test
  void constantsHaveNoGradient() {
    var w = scalar(2);
    var x = Variable.constant(Tensor.scalar(3));
    w.times(x).backward();
    assertNull(x.grad());
    assertEquals(Tensor.scalar(3), w.grad());
  }

  @Test
  void aDetachedFactorIsConstant() {
    var x = scalar(3);
    var y = x.times(x.detach());
    y.backward();
    assertEquals(9, y.item());
    assertEquals(Tensor.scalar(3), x.grad());
    assertFalse(x.detach().requiresGrad());
  }

  @Test
  void secondDerivativeThroughBackward() {
    var x = scalar(2);
    x.pow(3).backward(CREATE);
    var first = requireNonNull(x.gradVariable());
    assertEquals(12, first.item());
    x.zeroGrad();
    first.backward();
    assertEquals(Tensor.scalar(12), x.grad());
  }

  @Test
  void thirdDerivativeThroughGrad() {
    var x = scalar(0.5);
    var inputs = Array.of(x);
    var y = Array.of(x.sin().times(x));
    for (int order = 1; order <= 3; order++) y = Array.of(derivative(y, inputs));
    assertEquals(-3 * Math.sin(0.5) - 0.5 * Math.cos(0.5), y.head().item(), 1e-14);
  }

  private static Variable derivative(Array<Variable> y, Array<Variable> x) {
    var result = Imperative.grad(y, x, CREATE).head();
    if (result == null) throw new AssertionError("not allowed to be unused");
    return result;
  }

  @Test
  void gradLeavesGradientsAlone() {
    var x = scalar(2);
    var h = x.times(3);
    var gradients = Imperative.grad(h.square(), Array.of(x, h));
    assertEquals(Tensor.scalar(36), gradients.get(0).value());
    assertEquals(Tensor.scalar(12), gradients.get(1).value());
    assertNull(x.grad());
    assertFalse(gradients.head().requiresGrad());
  }

  /// Where a function does not lead to an input, it is not pulled, and keeps what it saved.
  @Test
  void gradGoesOnlyWhereItMust() {
    var x = scalar(2);
    var z = scalar(3);
    z.registerHook(gradient -> {
      throw new AssertionError("not asked for");
    });
    var y = x.exp().times(2).plus(z.exp());
    assertEquals(2 * Math.exp(2), gradient(y, x).item(), 1e-14);
    var h = x.exp();
    h.backward(gradient(h.times(3), h).value());
    assertEquals(Tensor.scalar(3 * Math.exp(2)), x.grad());
  }

  private static Variable gradient(Variable y, Variable x) {
    return Imperative.grad(y, Array.of(x)).head();
  }

  @Test
  void whatWasReleasedIsNotPulledForAnotherBranch() {
    var x = scalar(2);
    var z = scalar(3);
    var shared = x.exp();
    gradient(shared, x);
    assertEquals(Math.exp(3), gradient(shared.plus(z.exp()), z).item(), 1e-14);
  }

  /// As in PyTorch: zeros, not nothing.
  @Test
  void anOperationThatIsFlatEverywhere() {
    var x = Variable.parameter(Tensor.of(1.5, 2.5));
    x.floor().sum().backward();
    assertEquals(Tensor.of(0, 0), x.grad());
    x.sign().times(x).sum().backward(CREATE);
    assertEquals(Tensor.of(1, 1), x.grad());
    assertEquals("round", requireNonNull(x.round().gradFn()).name());
  }

  @Test
  void severalResultsAreOfOneRun() {
    var runs = new AtomicInteger();
    var parts =
        scalar(2)
            .liftAll(x -> {
              runs.incrementAndGet();
              return Array.of(x.square(), x.exp(), Tensor.scalar(1));
            });
    assertEquals(1, runs.get());
    assertEquals(Array.of(true, true, false), parts.map(Variable::requiresGrad));
  }

  @Test
  void gradOfSeveralOutputsIsTheSum() {
    var x = scalar(3);
    var unused = scalar(1);
    var gradients =
        Imperative.grad(
            Array.of(x.square(), x.times(5)),
            Array.of(x, unused),
            BackwardOptions.of().withAllowUnused(true));
    assertEquals(Tensor.scalar(11), requireNonNull(gradients.get(0)).value());
    assertNull(gradients.get(1));
  }

  @Test
  void joinedAndIndexed() {
    var x = Variable.parameter(Tensor.of(1, 2, 3));
    var y = Variable.parameter(Tensor.of(4, 5, 6));
    var picked = x.take(Variable.constant(Tensor.ints(2, 2)), 0);
    var parts = Variable.concat(0, picked, y).split(0, 2, 3);
    parts.get(0).sum().plus(parts.get(1).square().sum()).backward();
    assertEquals(Tensor.of(0, 0, 2), x.grad());
    assertEquals(Tensor.of(8, 10, 12), y.grad());
  }

  @Test
  void chosenStackedAndContracted() {
    var x = Variable.parameter(Tensor.of(1, -2));
    var positive = x.gt(Variable.constant(Tensor.scalar(0)));
    assertFalse(positive.requiresGrad());
    var chosen = Variable.where(positive, x.times(3), x.square());
    var both = Variable.stack(0, chosen, x);
    Variable.einsum("ij->", both).backward();
    assertEquals(Tensor.of(4, -3), x.grad());
  }

  @Test
  void functionsOfTensorsAreLifted() {
    var w = Variable.parameter(Tensor.of(2));
    var x = Variable.constant(Tensor.of(3));
    var loss = x.times(w).lift(Variable.constant(Tensor.ones(1)), Losses::mse);
    loss.backward();
    assertEquals(25, loss.item());
    assertEquals(Tensor.of(30), w.grad());
  }

  /// PyTorch looks at requires_grad when the gradient arrives.
  @Test
  void aLeafToldToRequireNoneReceivesNone() {
    var x = scalar(2);
    var y = x.times(3);
    x.requiresGrad(false);
    y.backward();
    assertNull(x.grad());
  }

  @Test
  void controlFlowOnValues() {
    var x = scalar(1.5);
    var y = x;
    while (y.item() < 10) y = y.times(x);
    y.backward();
    assertEquals(11.390625, y.item());
    assertEquals(Tensor.scalar(45.5625), x.grad());
  }

  @Test
  void floatsStayFloats() {
    var x = Variable.parameter(Tensor.floats(1, 2));
    x.square().sum().backward();
    assertEquals(Tensor.floats(2, 4), x.grad());
  }

  @Test
  void aDeepGraphIsALoop() {
    var x = scalar(1);
    var y = x;
    for (int k = 0; k < 100_000; k++) y = y.plus(0);
    y.backward();
    assertEquals(Tensor.scalar(1), x.grad());
  }

  @Test
  void broadcastOperandsReceiveSums() {
    var b = Variable.parameter(Tensor.scalar(1));
    var x = Variable.constant(Tensor.full(Shape.of(2, 3), 2));
    x.times(b).sum().backward();
    assertEquals(Tensor.scalar(12), b.grad());
  }

  /// As in PyTorch: a leaf has one accumulation for good.
  @Test
  void aLeafThatRequiresAGradientAgainIsTheSame() {
    var x = Variable.parameter(Tensor.of(1, 2));
    x.registerHook(gradient -> gradient.times(2));
    var y = x.square().sum();
    x.requiresGrad(false);
    x.requiresGrad(true);
    var options = BackwardOptions.of().withRetainGraph(true);
    y.backward(options);
    assertEquals(Tensor.of(4, 8), x.grad());
    assertEquals(Tensor.of(4, 8), Imperative.grad(y, Array.of(x)).head().value());
  }
}
