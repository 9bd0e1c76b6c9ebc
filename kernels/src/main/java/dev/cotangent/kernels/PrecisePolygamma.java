package dev.cotangent.kernels;

import java.math.BigDecimal;

/// polygamma of any order and number, with twice the precision on the way: it is (-1)^(n + 1) n!
/// zeta(n + 1, x), and its zeros between the negative integers come out of the difference of large
/// numbers.
///
/// For positive arguments, the terms of the Hurwitz zeta function are added up to where its
/// asymptotic series (DLMF 25.11.43) holds. For negative ones, the terms on this side of zero are a
/// difference of two such functions of positive arguments.
///
/// Public because generated classes call it.
public final class PrecisePolygamma {
  /// The series has terms enough from this far beyond the order on.
  private static final double FAR = 20;

  /// The square of its inverse, and all that is made on the way to it, does not overflow.
  private static final double TINY = FloatFormat.twoTo(-400);

  /// The greatest order: up to here all integers are floats.
  static final int MOST = 1 << 24;

  /// The Bernoulli numbers B(2k) over (2k)!.
  private static final DoubleDouble[] ZETA = new DoubleDouble[Bernoulli.TERMS];

  static {
    var factorial = BigDecimal.ONE;
    for (int k = 1; k <= ZETA.length; k++) {
      factorial = factorial.multiply(BigDecimal.valueOf((2L * k - 1) * (2L * k)));
      ZETA[k - 1] = Bernoulli.over(factorial, k);
    }
  }

  private PrecisePolygamma() {}

  /// The derivative of order `n >= 1` of digamma, (-1)^(n + 1) n! zeta(n + 1, x); at a pole its
  /// limit from the right. NaN for other orders, and for those above [#MOST].
  public static double polygamma(double order, double x) {
    int n = (int) order;
    if (n != order || n < 1 || n > MOST) return Double.NaN;
    int sign = n % 2 == 0 ? -1 : 1;
    if (Double.isNaN(x)) return x;
    if (PreciseGamma.isPole(x)) return sign * Double.POSITIVE_INFINITY;
    if (x == Double.POSITIVE_INFINITY) return sign * 0.0;
    int s = n + 1;
    if (x > 0) {
      var b = DoubleDouble.of(x);
      return sign * factorialOverPower(zeta(s, b, b), n, b);
    }
    if (n == 1 && x < -TINY) return trigamma(x).value();
    var r = Reflection.of(x);
    if (s % 2 != 0 && r.after().equals(r.before())) { // the poles on both sides cancel
      var b = r.mirror();
      return sign * factorialOverPower(zeta(s, b, b), n, b);
    }
    var b = r.distance();
    var mirrored = zeta(s, r.before(), b).minus(zeta(s, r.mirror(), b));
    if (s % 2 != 0) mirrored = mirrored.negative();
    return sign * factorialOverPower(zeta(s, r.after(), b).plus(mirrored), n, b);
  }

  /// By DLMF 5.15.6, which has no counterpart as simple of higher order; for negative x that are no
  /// integers, and not too small.
  static DoubleDouble trigamma(double x) {
    var r = Reflection.of(x);
    var inverseSine = DoubleDouble.PI.over(r.sine());
    return inverseSine.times(inverseSine).minus(zeta(2, r.mirror(), DoubleDouble.ONE));
  }

  /// b^s zeta(s, x), the sum of (b / (x + j))^s for all j >= 0, where b is at most x: so nothing
  /// overflows. It is part of a sum that starts with 1, so that what is far below that is left out.
  private static DoubleDouble zeta(int s, DoubleDouble x, DoubleDouble b) {
    var sum = DoubleDouble.ZERO;
    var y = x;
    for (; y.hi() < s + FAR; y = y.plus(1)) {
      var term = b.over(y).power(s);
      sum = sum.plus(term);
      // All those to come are less than the integral of (b / t)^s from y on.
      if (term.hi() * (1 + y.hi() / (s - 1)) <= NEGLIGIBLE) return sum;
    }
    // (b / y)^s (y / (s - 1) + 1 / 2 + ...), the k-th term being y^(1 - 2k) s (s + 1) ... (s + 2k
    // - 2) times its coefficient.
    var inverse = DoubleDouble.ONE.over(y);
    var series = y.over(DoubleDouble.of(s - 1)).plus(0.5);
    var rising = inverse.times(s);
    for (int k = 1; k <= ZETA.length; k++) {
      var term = rising.times(ZETA[k - 1]);
      series = series.plus(term);
      if (Math.abs(term.hi()) <= NEGLIGIBLE * series.hi()) break;
      rising = rising.times(inverse.times(s + 2.0 * k - 1)).times(inverse.times(s + 2.0 * k));
    }
    return sum.plus(b.over(y).power(s).times(series));
  }

  /// Far beyond the exponents of doubles.
  private static final int OVERFLOWN = 4000;

  private static final double NEGLIGIBLE = FloatFormat.twoTo(-110);

  /// `z n! / b^(n + 1)`, the exponents kept apart until the end.
  private static double factorialOverPower(DoubleDouble z, int n, DoubleDouble b) {
    int down = exponent(b.hi());
    var divisor = b.scaled(-down);
    long exponent = -down;
    var product = z.over(divisor);
    for (int k = 1; k <= n; k++) {
      product = product.times(k).over(divisor);
      int e = exponent(product.hi());
      product = product.scaled(-e);
      exponent += e - down;
      if (k > b.hi() && exponent > OVERFLOWN) break; // it can only grow from here
    }
    return Math.scalb(product.value(), Math.clamp(exponent, -OVERFLOWN, OVERFLOWN));
  }

  /// The exponent of the leading bit, of subnormal numbers too.
  private static int exponent(double value) {
    return Math.abs(value) < Double.MIN_NORMAL
        ? Math.getExponent(value * FloatFormat.twoTo(60)) - 60
        : Math.getExponent(value);
  }
}
