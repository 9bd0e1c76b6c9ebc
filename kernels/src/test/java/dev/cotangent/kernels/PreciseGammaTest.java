package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where negative arguments are hardest: the numbers next to zeros, and where the poles on both
/// sides cancel. The values are mpmath's, to 60 digits.
class PreciseGammaTest {
  private static final int ULPS = 1;

  private static void close(double expected, double got) {
    assertEquals(expected, got, ULPS * Math.ulp(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "-2.4570247382208006, 5.6191923589500964509e-17",
    "-2.457024738220801, -6.1687121408846648427e-16",
    "-2.4570247382208, 7.2925506126747032956e-16",
    "-2.7476826467274127, 1.7335092440245008611e-16",
    "-3.955294284858598, -4.1438275075770499507e-16"
  })
  void lgammaNextToItsZeros(double x, double expected) {
    close(expected, PreciseGamma.lgamma(x));
  }

  @ParameterizedTest
  @CsvSource({"-1.5734984731623904, 1.5649788481838453367e-16"})
  void digammaNextToAZero(double x, double expected) {
    close(expected, PreciseGamma.digamma(x));
  }

  /// -n! zeta(n + 1, 1 - x) is what is left of polygamma of even order n there.
  @ParameterizedTest
  @CsvSource({
    "2, -0.5, -0.8287966442343199956",
    "4, -1000000.5, -5.99997600005499991e-24",
    "10, -1000.5, -3.592694354618704314e-25",
    "16, -30.5, -1.7766975320794183359e-12",
    "20, -30.5, -1.7782833107179505766e-13",
    "30, -5.5, -16926495.147567915305",
    "40, -2.5, -4.0259632236359521913e25"
  })
  void evenOrdersHalfWayBetweenPoles(int order, double x, double expected) {
    close(expected, PrecisePolygamma.polygamma(order, x));
  }
}
