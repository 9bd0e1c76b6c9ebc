package dev.cotangent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Differences come close to the derivative, and know how close.
class SlopesTest {
  private static final double UNIT = Math.ulp(1.0);

  private static Slopes of(DoubleUnaryOperator f) {
    return Slopes.of(t -> new double[] {f.applyAsDouble(t)}, 1, 1, UNIT);
  }

  private static void isNear(double expected, DoubleUnaryOperator f) {
    var slopes = of(f);
    assertEquals(expected, slopes.value(0), 1e-8 * Math.max(1, Math.abs(expected)));
    assertEquals(0, slopes.error(0), 1e-7 * Math.max(1, Math.abs(expected)));
  }

  @Test
  void smoothFunctions() {
    isNear(1, Math::sin);
    isNear(1e6, t -> Math.sin(1e6 * t));
    isNear(-1e4, t -> 1 / (1e-2 + t));
    isNear(1e3, t -> Math.log(1e-3 + t));
    isNear(0, _ -> 7);
  }

  @Test
  void kinksNearby() {
    isNear(1, t -> Math.abs(t + 1e-6));
    isNear(-1, t -> Math.abs(t - 1e-3));
  }

  /// Steps that hold whole periods, or as many jumps each, see slopes that are none.
  @Test
  void roundPeriodsAndJumps() {
    for (int k = 0; k < 40; k++) {
      double period = 0.1 * Math.pow(0.8, k);
      isNear(2 * Math.PI / period, t -> Math.sin(2 * Math.PI * t / period));
    }
    var steps = of(t -> Math.floor(t * 1e3));
    assertTrue(steps.error(0) > 0.01 * Math.abs(steps.value(0)));
  }

  /// The error of a function that cancels is larger than its values show.
  @Test
  void noiseIsNotBelieved() {
    var random = new Random(1);
    for (int k = 0; k < 2000; k++) {
      double x = random.nextDouble(-10, 10) + 1e5;
      var slopes = of(t -> (x + t) * (x + t) - 1e10);
      assertEquals(2 * x, slopes.value(0), 1e-6 * x);
      assertTrue(slopes.error(0) < 1e-5 * x);
    }
  }

  @Test
  void whatIsNotFiniteHasNoSlope() {
    var slopes = of(t -> t < 0 ? Double.NaN : t);
    assertEquals(Double.NaN, slopes.value(0));
    assertEquals(Double.POSITIVE_INFINITY, slopes.error(0));
  }

  @Test
  void everyElementHasItsOwn() {
    var slopes = Slopes.of(t -> new double[] {3 * t, Math.exp(t), -t}, 3, 1, UNIT);
    assertEquals(3, slopes.value(0), 1e-9);
    assertEquals(1, slopes.value(1), 1e-9);
    assertEquals(-1, slopes.value(2), 1e-9);
  }
}
