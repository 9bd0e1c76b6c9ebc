package dev.cotangent.imperative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import org.junit.jupiter.api.Test;

class OptimizerTest {
  private final Variable w = Variable.parameter(Tensor.scalar(1));

  /// A step along the gradient `slope`.
  private void step(Optimizer optimizer, double slope) {
    optimizer.zeroGrad();
    w.times(slope).backward();
    optimizer.step();
  }

  @Test
  void descent() {
    var sgd = Sgd.of(0.1).over(Array.of(w));
    step(sgd, 2);
    assertEquals(0.8, w.item(), 1e-15);
    step(sgd, -1);
    assertEquals(0.9, w.item(), 1e-15);
  }

  /// Velocities 2, then 0.5 * 2 - 1 = 0, then 0.5 * 0 + 4.
  @Test
  void descentWithMomentum() {
    var sgd = Sgd.of(0.1).withMomentum(0.5).over(Array.of(w));
    step(sgd, 2);
    step(sgd, -1);
    assertEquals(0.8, w.item(), 1e-15);
    step(sgd, 4);
    assertEquals(0.4, w.item(), 1e-15);
  }

  /// With both betas 1/2: means 1 and 2 divided by 1/2, then 1/2 - 1/2 = 0 divided by 3/4.
  @Test
  void adam() {
    var adam = Adam.of(0.1).withBetas(0.5, 0.5).withEps(0).over(Array.of(w));
    step(adam, 2);
    assertEquals(0.9, w.item(), 1e-15);
    step(adam, -1);
    assertEquals(0.9, w.item(), 1e-15);
    // the mean is 0.5 * 0 + 0.5 * 4 = 2; the weights sum to 7/8
    double square = 0.5 * (0.5 * (0.5 * 4) + 0.5 * 1) + 0.5 * 16;
    step(adam, 4);
    assertEquals(0.9 - 0.1 * (2 / 0.875) / Math.sqrt(square / 0.875), w.item(), 1e-15);
  }

  /// Whatever the gradient, the first step is lr long.
  @Test
  void theFirstStepOfAdam() {
    step(Adam.of(0.01).over(Array.of(w)), 1234);
    assertEquals(0.99, w.item(), 1e-12);
  }

  @Test
  void parametersWithoutAGradientStay() {
    var unused = Variable.parameter(Tensor.of(5, 6));
    var sgd = Sgd.of(0.1).over(Array.of(w, unused));
    step(sgd, 2);
    assertEquals(Tensor.of(5, 6), unused.value());
    sgd.zeroGrad();
    assertNull(w.grad());
  }

  @Test
  void theClassicLoop() {
    var x = Variable.constant(Tensor.of(0, 1, 2, 3));
    var y = Variable.constant(Tensor.of(1, 3, 5, 7));
    var slope = Variable.parameter(Tensor.scalar(0));
    var intercept = Variable.parameter(Tensor.scalar(0));
    var optimizer = Sgd.of(0.05).withMomentum(0.9).over(Array.of(slope, intercept));
    for (int epoch = 0; epoch < 400; epoch++) {
      optimizer.zeroGrad();
      var loss = x.times(slope).plus(intercept).minus(y).square().mean();
      loss.backward();
      optimizer.step();
    }
    assertEquals(2, slope.item(), 1e-6);
    assertEquals(1, intercept.item(), 1e-6);
  }

  @Test
  void misuse() {
    assertThrows(IllegalArgumentException.class, () -> Sgd.of(-1));
    assertThrows(IllegalArgumentException.class, () -> Sgd.of(1).withMomentum(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Adam.of(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Adam.of(1).withBetas(0.9, 1));
    assertThrows(IllegalArgumentException.class, () -> Adam.of(1).withEps(-1));
    var e =
        assertThrows(IllegalArgumentException.class, () -> Sgd.of(1).over(Array.of(w, w.times(2))));
    assertTrue(String.valueOf(e.getMessage()).contains("Sgd: parameter 1"), e.getMessage());
  }
}
