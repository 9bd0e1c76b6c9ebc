package dev.cotangent.kernels;

import java.math.BigDecimal;

/// lgamma and digamma of negative numbers, with twice the precision on the way: their zeros between
/// the negative integers come out of the difference of large numbers.
///
/// They are reflected (DLMF 5.5.3 and 5.5.4); from there the recurrence gamma(x + 1) = x gamma(x)
/// leads upwards to where the asymptotic series hold (DLMF 5.11.1 and 5.11.2).
///
/// Public because generated classes call it.
public final class PreciseGamma {
  /// The series have terms enough from here on.
  private static final double FAR = 20;

  /// Below this magnitude a function is what its pole makes of it.
  private static final double TINY = FloatFormat.twoTo(-64);

  /// In 1 / y^2: y (lgamma(y) - (y - 1/2) log y + y - log(2 pi) / 2), and y^2 (digamma(y) - log y +
  /// 1 / (2y)).
  private static final PrecisePolynomial LGAMMA =
      PrecisePolynomial.of(
          Bernoulli.TERMS,
          8,
          k -> Bernoulli.over(BigDecimal.valueOf((2L * k + 1) * (2L * k + 2)), k + 1));

  private static final PrecisePolynomial DIGAMMA =
      PrecisePolynomial.of(
          Bernoulli.TERMS, 8, k -> Bernoulli.over(BigDecimal.valueOf(-2L * k - 2), k + 1));

  private static final DoubleDouble HALF_LOG_TWO_PI_LESS_HALF =
      Real.HALF_LOG_TWO_PI_LESS_HALF.toDoubleDouble();

  private PreciseGamma() {}

  static boolean isPole(double x) {
    return x <= 0 && Math.floor(x) == x;
  }

  public static double lgamma(double x) {
    if (isPole(x)) return Double.POSITIVE_INFINITY;
    if (x > -TINY) return -StrictMath.log(-x);
    double near = GammaZero.lgamma(x);
    if (!Double.isNaN(near)) return near;
    // gamma(x) gamma(1 - x) = pi / sin(pi x)
    var r = Reflection.of(x);
    var y = Shifted.of(r.mirror());
    var product = DoubleDouble.PI.times(y.passed).over(r.sine());
    return product.log().minus(y.lgamma()).value();
  }

  public static double digamma(double x) {
    if (x > -TINY) return -1 / x;
    if (isPole(x)) return Double.NaN;
    double near = GammaZero.digamma(x);
    return Double.isNaN(near) ? slopeOfLgamma(x).value() : near;
  }

  /// psi(1 - x) - psi(x) = pi cot(pi x), for negative x that are no integers, not so near to a
  /// zero.
  static DoubleDouble slopeOfLgamma(double x) {
    var r = Reflection.of(x);
    return positiveDigamma(r.mirror()).minus(DoubleDouble.PI.times(r.cotangent()));
  }

  /// The sum of 1 / x, 1 / (x + 1), ... is kept as a fraction, which saves the divisions.
  private static DoubleDouble positiveDigamma(DoubleDouble x) {
    var dividend = DoubleDouble.ZERO;
    var divisor = DoubleDouble.ONE;
    var y = x;
    for (; y.hi() < FAR; y = y.plus(1)) {
      dividend = dividend.times(y).plus(divisor);
      divisor = divisor.times(y);
    }
    var inverse = DoubleDouble.ONE.over(y);
    var tail = DIGAMMA.at(inverse.times(inverse)).times(inverse).plus(-0.5).times(inverse);
    return y.log().plus(tail).minus(dividend.over(divisor));
  }

  /// A positive argument x moved up to `y`, where the series holds, and the product of the numbers
  /// x, x + 1, ... that were `passed`: gamma(x) is gamma(y) over that.
  private record Shifted(DoubleDouble y, DoubleDouble passed) {
    static Shifted of(DoubleDouble x) {
      var passed = DoubleDouble.ONE;
      var y = x;
      for (; y.hi() < FAR; y = y.plus(1)) passed = passed.times(y);
      return new Shifted(y, passed);
    }

    /// lgamma(y)
    DoubleDouble lgamma() {
      var inverse = DoubleDouble.ONE.over(y);
      var main = y.plus(-0.5).times(y.log().plus(-1)).plus(HALF_LOG_TWO_PI_LESS_HALF);
      return main.plus(LGAMMA.at(inverse.times(inverse)).times(inverse));
    }
  }
}
