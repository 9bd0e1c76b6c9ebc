package dev.cotangent.kernels;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/// The Bernoulli numbers, from the tangent numbers T(k) = 2^2k (2^2k - 1) |B(2k)| / 2k, which a
/// recurrence in integers gives: Brent and Harvey, "Fast computation of Bernoulli, tangent and
/// secant numbers" (2011).
final class Bernoulli {
  /// As many as the asymptotic series of [PreciseGamma] and [PrecisePolygamma] have terms.
  static final int TERMS = 20;

  private static final BigInteger[] TANGENT = tangentNumbers();

  private Bernoulli() {}

  private static BigInteger[] tangentNumbers() {
    var t = new BigInteger[TERMS + 1];
    t[0] = BigInteger.ZERO;
    t[1] = BigInteger.ONE;
    for (int k = 2; k <= TERMS; k++) t[k] = t[k - 1].multiply(BigInteger.valueOf(k - 1));
    for (int k = 2; k <= TERMS; k++) {
      for (int j = k; j <= TERMS; j++) {
        var left = t[j - 1].multiply(BigInteger.valueOf(j - k));
        t[j] = left.add(t[j].multiply(BigInteger.valueOf(j - k + 2)));
      }
    }
    return t;
  }

  /// B(2k) over a divisor, for 1 <= k <= [#TERMS].
  static DoubleDouble over(BigDecimal divisor, int k) {
    var power = BigInteger.ONE.shiftLeft(2 * k);
    var dividend = new BigDecimal(TANGENT[k].multiply(BigInteger.valueOf(2L * k)));
    if (k % 2 == 0) dividend = dividend.negate();
    var all = new BigDecimal(power.multiply(power.subtract(BigInteger.ONE))).multiply(divisor);
    return DoubleDouble.of(dividend.divide(all, MathContext.DECIMAL128));
  }
}
