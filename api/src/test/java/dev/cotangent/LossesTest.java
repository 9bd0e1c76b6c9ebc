package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import org.junit.jupiter.api.Test;

/// Values and gradients in closed form, and at extreme arguments.
class LossesTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor gradient(Function1<Tensor, Tensor> loss, double... x) {
    return Autodiff.grad(loss).apply(Tensor.of(x));
  }

  private static void close(Tensor expected, Tensor actual) {
    assertEquals(true, actual.allClose(expected, 1e-14, 0), () -> expected + " " + actual);
  }

  @Test
  void squares() {
    assertEquals(2.5, Losses.mse(Tensor.of(1, 4), Tensor.of(2, 2)).item());
    assertEquals(Tensor.of(-1, 2), gradient(x -> Losses.mse(x, Tensor.of(2, 2)), 1, 4));
    assertEquals(Double.NaN, Losses.mse(Tensor.of(), Tensor.of()).item());
  }

  @Test
  void huberIsQuadraticWithinDeltaAndLinearBeyond() {
    var zero = Tensor.of(0, 0, 0, 0);
    var x = new double[] {0.5, -2, 3, -5};
    double expected = (0.125 + 2 + 2 * (3 - 1) + 2 * (5 - 1)) / 4;
    assertEquals(expected, Losses.huber(Tensor.of(x), zero, 2).item());
    assertEquals(Tensor.of(0.125, -0.5, 0.5, -0.5), gradient(y -> Losses.huber(y, zero, 2), x));
    assertEquals(INF, Losses.huber(Tensor.of(-INF), Tensor.of(0), 2).item());
    assertEquals(2e300, Losses.huber(Tensor.of(1e300), Tensor.of(0), 2).item());
  }

  @Test
  void crossEntropyOfTwoClassesKeepsItsTails() {
    var pred = Tensor.of(0, 30, -900, 900, 900);
    var target = Tensor.of(0.5, 1, 0, 1, 0);
    // log 2, log(1 + e^-30), 0, 0, 900
    double expected = (Math.log(2) + 9.357622968839737e-14 + 900) / 5;
    assertEquals(expected, Losses.bceWithLogits(pred, target).item(), 1e-13);
    close(Tensor.scalar(9.357622968839737e-14), Losses.bceWithLogits(Tensor.of(30), Tensor.of(1)));
    close(
        Tensor.of(0, -9.357622968839299e-14 / 5, 0, 0, 0.2),
        gradient(x -> Losses.bceWithLogits(x, target), 0, 30, -900, 900, 900));
    assertEquals(0, Losses.bceWithLogits(Tensor.of(INF, -INF), Tensor.of(1, 0)).item());
    assertEquals(
        Tensor.of(0, 0), gradient(x -> Losses.bceWithLogits(x, Tensor.of(1, 0)), INF, -INF));
  }

  @Test
  void crossEntropyOfEqualLogitsIsTheLogarithmOfTheirNumber() {
    var logits = Tensor.zeros(2, 3, 4);
    var labels = Tensor.ints(Shape.of(2, 3), 0, 1, 2, 3, 0, 1);
    close(Tensor.scalar(Math.log(4)), Losses.crossEntropy(logits, labels));
    var gradient = Autodiff.grad((Tensor x) -> Losses.crossEntropy(x, labels)).apply(logits);
    close(Tensor.full(Shape.of(2, 3, 4), 0.25).minus(labels.oneHot(4)).div(6), gradient);
  }

  @Test
  void crossEntropyAtExtremeLogits() {
    var logits = Tensor.of(new double[][] {{1000, 0}, {0, 1000}, {-INF, 3}});
    assertEquals(1000. / 3, Losses.crossEntropy(logits, Tensor.ints(0, 0, 1)).item());
    var gradient =
        Autodiff.grad((Tensor x) -> Losses.crossEntropy(x, Tensor.ints(0, 0, 1))).apply(logits);
    close(Tensor.of(new double[][] {{0, 0}, {-1 / 3., 1 / 3.}, {0, 0}}), gradient);
  }

  /// log1p(e^-10), and its slope e^-10 / (1 + e^-10): with a logarithm of nearly 1 half of the
  /// digits were lost, and beside 1e5 all of them.
  @Test
  void crossEntropyOfWhatIsAllButCertain() {
    for (float offset : new float[] {0, 1000, 100_000}) {
      var logits = Tensor.floats(offset + 10, offset);
      var label = Tensor.ints(Shape.of(), 0);
      assertEquals(4.5398899e-5, Losses.crossEntropy(logits, label).item(), 1e-11);
      var slope = Autodiff.grad((Tensor x) -> Losses.crossEntropy(x, label)).apply(logits);
      assertEquals(true, slope.allClose(Tensor.floats(-4.539787e-5f, 4.539787e-5f), 1e-6, 0));
    }
    var label = Tensor.ints(Shape.of(), 1);
    var certain = Tensor.of(0, 36, 0);
    close(Tensor.scalar(2 * Math.exp(-36)), Losses.crossEntropy(certain, label));
    close(
        Tensor.of(1, -2, 1).times(Math.exp(-36)),
        gradient(x -> Losses.crossEntropy(x, label), 0, 36, 0));
    close(Tensor.of(0.5, -1, 0.5), gradient(x -> Losses.crossEntropy(x, label), 0, -INF, 0));
    assertEquals(
        Tensor.of(0), gradient(x -> Losses.crossEntropy(x, Tensor.ints(Shape.of(), 0)), 3));
  }

  @Test
  void nllPicksTheLabelled() {
    var logs = Tensor.of(new double[][] {{-1, -2}, {-3, -INF}});
    assertEquals(2.5, Losses.nll(logs, Tensor.ints(1, 0)).item());
    var gradient = Autodiff.grad((Tensor x) -> Losses.nll(x, Tensor.ints(1, 0))).apply(logs);
    assertEquals(Tensor.of(new double[][] {{0, -0.5}, {-0.5, 0}}), gradient);
    var one = Losses.nll(Tensor.floats(-1, -2), Tensor.ints(Shape.of(), 1));
    assertEquals(Tensor.floats(Shape.of(), 2), one);
  }

  @Test
  void divergenceOfADistributionFromItselfIsZero() {
    var p = Tensor.of(new double[][] {{0.25, 0.75}, {0, 1}});
    assertEquals(0, Losses.klDiv(p.log(), p).item());
    var even = Tensor.full(Shape.of(2, 2), Math.log(0.5));
    double expected = (0.25 * Math.log(0.5) + 0.75 * Math.log(1.5) + Math.log(2)) / 2;
    close(Tensor.scalar(expected), Losses.klDiv(even, p));
    var gradient = Autodiff.grad((Tensor q) -> Losses.klDiv(q, p)).apply(p.log());
    assertEquals(p.div(-2).plus(0), gradient.plus(0));
  }
}
