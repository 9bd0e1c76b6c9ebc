package dev.cotangent.benchmarks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.benchmarks.WarmUp.Stretch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The parts of a measurement, without a clock.
class MeasuringTest {
  @Test
  void steadyIsTheFirstStretchWithinATenthOfTheFastest() {
    var stretches =
        List.of(new Stretch(0, 5), new Stretch(1, 2), new Stretch(2, 1.05), new Stretch(3, 1));
    assertEquals(2, WarmUp.steady(stretches));
  }

  @Test
  void theMedianIgnoresOneDisturbance() {
    assertEquals(3, Rounds.median(new double[] {3, 900, 2, 4, 1}));
    assertEquals(2.5, Rounds.median(new double[] {4, 2, 1, 3}));
  }

  @Test
  void everyUnitIsOfTimePerWork() {
    assertEquals(4, Unit.GFLOPS.of(0.5, 2e9), 1e-12);
    assertEquals(2, Unit.NANOS_PER_ELEMENT.of(2e-6, 1000), 1e-12);
    assertEquals(2, Unit.NANOS_PER_OPERATION.of(2e-6, 1000), 1e-12);
    assertEquals(1.5, Unit.MILLIS.of(0.0015, 1), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void liveBytesAreThoseOfOneCopy(int copies) {
    int size = 16_000_000;
    assertEquals(size, Memory.live(() -> new byte[size], copies), 0.1 * size);
  }

  @Test
  void resultsAgreeWithinTheToleranceOfTheLargest() {
    var ours = List.of(new double[] {100, 0.5}, new double[] {1e-180});
    var near = List.of(new double[] {100, 0.5 + 9e-4}, new double[] {1e-180 * (1 + 9e-6)});
    assertDoesNotThrow(() -> Agreement.check(ours, near, 1e-5));
  }

  @Test
  void resultsThatDifferAreNamed() {
    var ours = List.of(new double[] {1}, new double[] {2, 1e-180});
    refused(
        "element 1 of result 1 is 1.0E-180", ours, List.of(new double[] {1}, new double[] {2, 1}));
    refused(
        "element 0 of result 0 is NaN",
        List.of(new double[] {Double.NaN}),
        List.of(new double[] {1}));
    refused(
        "element 0 of result 0 is 1.0",
        List.of(new double[] {1}),
        List.of(new double[] {Double.NaN}));
    refused(
        "result 0 has 1 elements, the peer's 2", List.of(new double[1]), List.of(new double[2]));
    refused("ours has 2 results, the peer 1", ours, List.of(new double[] {1}));
  }

  private static void refused(String message, List<double[]> ours, List<double[]> peers) {
    var e = assertThrows(IllegalStateException.class, () -> Agreement.check(ours, peers, 1e-5));
    assertTrue(String.valueOf(e.getMessage()).startsWith(message), e.getMessage());
  }
}
