package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import org.junit.jupiter.api.Test;

class LayerNormTest {
  private static Tensor standardised(Tensor x, double eps) {
    var last = Shape.of(x.shape().dim(-1));
    return x.layerNorm(Tensor.full(x.dtype(), last, 1), Tensor.full(x.dtype(), last, 0), eps);
  }

  @Test
  void standardisesThenScalesAndShifts() {
    assertEquals(Tensor.of(-1, 1), standardised(Tensor.of(3, 7), 0));
    var y = Tensor.of(3, 7).layerNorm(Tensor.of(10, 20), Tensor.of(1, 2), 0);
    assertEquals(Tensor.of(-9, 22), y);
    assertEquals(Tensor.of(-0.8, 0.8), standardised(Tensor.of(2, 10), 9));
  }

  @Test
  void takesAsManyAxesAsGammaHas() {
    var x = Tensor.of(Shape.of(1, 2, 2), 0, 0, 2, 2);
    var y = x.layerNorm(Tensor.ones(2, 2), Tensor.zeros(2, 2), 0);
    assertEquals(Tensor.of(Shape.of(1, 2, 2), -1, -1, 1, 1), y);
  }

  @Test
  void aLargeMeanDoesNotCancelTheDeviations() {
    assertEquals(Tensor.floats(-1, 1), standardised(Tensor.floats(16_777_212, 16_777_214), 0));
    var far = standardised(Tensor.of(1e15 + 1, 1e15 + 3, 1e15 + 5), 0);
    assertTrue(far.allClose(standardised(Tensor.of(1, 3, 5), 0), 1e-15, 0), far::toString);
  }

  @Test
  void equalElementsAreStandardisedToZeroWhereEpsIsPositive() {
    var x = Tensor.of(4, 4, 4);
    assertEquals(Tensor.of(0, 0, 0), standardised(x, 1e-5));
    Function1<Tensor, Tensor> first = y -> standardised(y, 0.25).get(0);
    var expected = Tensor.of(2 - 2 / 3., -2 / 3., -2 / 3.);
    var gradient = Autodiff.grad(first).apply(x);
    assertTrue(gradient.allClose(expected, 1e-15, 0), gradient::toString);
  }

  /// What is not reached stays 0 beside a row without derivative.
  @Test
  void aRowOfNanDoesNotReachTheOthers() {
    var x = Tensor.of(new double[][] {{4, 4}, {3, 7}});
    Function1<Tensor, Tensor> second = y -> standardised(y, 0).get(1).get(0);
    var gradient = Autodiff.grad(second).apply(x);
    assertEquals(Tensor.zeros(2, 2), gradient.plus(0));
  }

  /// Shifts and scalings of x change nothing, so that the gradient is orthogonal to both.
  @Test
  void theGradientIsOrthogonalToShiftsAndScalings() {
    var x = Tensor.of(0.3, -1.2, 2.5, 0.7);
    Function1<Tensor, Tensor> f = y -> standardised(y, 0).times(Tensor.of(1, -2, 3, 5)).sum();
    var gradient = Autodiff.grad(f).apply(x);
    assertEquals(0, gradient.sum().item(), 1e-14);
    assertEquals(0, gradient.dot(x).item(), 1e-14);
    assertTrue(gradient.norm().item() > 0.5);
  }
}
