package dev.cotangent.kernels;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/// lgamma, digamma and polygamma of any number, with twice the precision on the way: their zeros
/// between the negative integers come out of the difference of large numbers.
///
/// For positive arguments, the recurrence gamma(x + 1) = x gamma(x) leads upwards to where the
/// asymptotic series hold (DLMF 5.11.1, 5.11.2 and, for the Hurwitz zeta function, 25.11.43). For
/// negative x with fractional part f, gamma(x) gamma(1 - x) = ± gamma(f) gamma(1 - f) is the
/// reflection formula without a sine: it needs positive arguments alone.
///
/// Public because generated classes call it.
public final class PreciseGamma {
  /// Terms of the series, enough from [#FAR] on.
  private static final int TERMS = 20;

  private static final double FAR = 20;

  /// Below this magnitude a function is what its pole makes of it.
  private static final double TINY = FloatFormat.twoTo(-120);

  /// The greatest order of polygamma: up to here all integers are floats.
  static final int MOST = 1 << 24;

  private static final BigInteger[] TANGENT = tangentNumbers();

  // The coefficients of y^(1 - 2k) in lgamma, of y^(-2k) in digamma, and the Bernoulli numbers
  // over (2k)! in zeta.
  private static final DoubleDouble[] LGAMMA = new DoubleDouble[TERMS];
  private static final DoubleDouble[] DIGAMMA = new DoubleDouble[TERMS];
  private static final DoubleDouble[] ZETA = new DoubleDouble[TERMS];

  static {
    var factorial = BigDecimal.ONE;
    for (int k = 1; k <= TERMS; k++) {
      factorial = factorial.multiply(BigDecimal.valueOf((2L * k - 1) * (2L * k)));
      var bernoulli = bernoulli(k);
      LGAMMA[k - 1] = quotient(bernoulli, BigDecimal.valueOf((2L * k - 1) * (2L * k)));
      DIGAMMA[k - 1] = quotient(bernoulli.negate(), BigDecimal.valueOf(2L * k));
      ZETA[k - 1] = quotient(bernoulli, factorial);
    }
  }

  private static final DoubleDouble HALF_LOG_TWO_PI =
      DoubleDouble.of(new BigDecimal("0.91893853320467274178032973640561763986139747363778"));

  private PreciseGamma() {}

  /// T(k) = 2^2k (2^2k - 1) |B(2k)| / 2k, by a recurrence in integers: Brent and Harvey, "Fast
  /// computation of Bernoulli, tangent and secant numbers" (2011).
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

  /// The Bernoulli number B(2k).
  private static BigDecimal bernoulli(int k) {
    var power = BigInteger.ONE.shiftLeft(2 * k);
    var dividend = new BigDecimal(TANGENT[k].multiply(BigInteger.valueOf(2L * k)));
    var divisor = new BigDecimal(power.multiply(power.subtract(BigInteger.ONE)));
    var magnitude = dividend.divide(divisor, MathContext.DECIMAL128);
    return k % 2 == 0 ? magnitude.negate() : magnitude;
  }

  private static DoubleDouble quotient(BigDecimal dividend, BigDecimal divisor) {
    return DoubleDouble.of(dividend.divide(divisor, MathContext.DECIMAL128));
  }

  /// c[0] + c[1] / y^2 + c[2] / y^4 + ...
  private static DoubleDouble series(DoubleDouble[] c, DoubleDouble y) {
    var square = DoubleDouble.ONE.over(y.times(y));
    var sum = DoubleDouble.ZERO;
    for (int k = c.length - 1; k >= 0; k--) sum = sum.times(square).plus(c[k]);
    return sum;
  }

  /// An argument x < 0 that is no integer: f = x - floor(x), 1 - f and 1 - x, exactly.
  private record Reflected(DoubleDouble f, DoubleDouble rest, DoubleDouble mirror) {
    static Reflected of(double x) {
      double floor = Math.floor(x);
      return new Reflected(
          DoubleDouble.sum(x, -floor), DoubleDouble.sum(floor + 1, -x), DoubleDouble.sum(1, -x));
    }
  }

  private static boolean isPole(double x) {
    return x <= 0 && Math.floor(x) == x;
  }

  public static double lgamma(double x) {
    if (isPole(x) || x == Double.POSITIVE_INFINITY) return Double.POSITIVE_INFINITY;
    if (Double.isNaN(x)) return x;
    if (Math.abs(x) < TINY) return -StrictMath.log(Math.abs(x));
    if (x > 0) return positiveLgamma(DoubleDouble.of(x)).value();
    var r = Reflected.of(x);
    return positiveLgamma(r.f).plus(positiveLgamma(r.rest)).minus(positiveLgamma(r.mirror)).value();
  }

  private static DoubleDouble positiveLgamma(DoubleDouble x) {
    var rising = DoubleDouble.ONE;
    var y = x;
    for (; y.hi() < FAR; y = y.plus(1)) rising = rising.times(y);
    var log = y.log();
    var main = y.plus(-0.5).times(log.plus(-1)).plus(HALF_LOG_TWO_PI.plus(-0.5));
    return main.plus(series(LGAMMA, y).over(y)).minus(rising.log());
  }

  public static double digamma(double x) {
    if (x == 0 || Math.abs(x) < TINY) return -1 / x;
    if (isPole(x)) return Double.NaN;
    if (Double.isNaN(x) || x == Double.POSITIVE_INFINITY) return x;
    if (x > 0) return positiveDigamma(DoubleDouble.of(x)).value();
    var r = Reflected.of(x);
    return positiveDigamma(r.f)
        .minus(positiveDigamma(r.rest))
        .plus(positiveDigamma(r.mirror))
        .value();
  }

  private static DoubleDouble positiveDigamma(DoubleDouble x) {
    var poles = DoubleDouble.ZERO;
    var y = x;
    for (; y.hi() < FAR; y = y.plus(1)) poles = poles.plus(DoubleDouble.ONE.over(y));
    var inverse = DoubleDouble.ONE.over(y);
    var tail = series(DIGAMMA, y).times(inverse).plus(-0.5).times(inverse);
    return y.log().plus(tail).minus(poles);
  }

  /// The derivative of order `n >= 1` of digamma, (-1)^(n + 1) n! zeta(n + 1, x); at a pole its
  /// limit from the right. NaN for other orders, and for those above [#MOST].
  public static double polygamma(double order, double x) {
    int n = (int) order;
    if (n != order || n < 1 || n > MOST) return Double.NaN;
    int sign = n % 2 == 0 ? -1 : 1;
    if (Double.isNaN(x)) return x;
    if (isPole(x)) return sign * Double.POSITIVE_INFINITY;
    if (x == Double.POSITIVE_INFINITY) return sign * 0.0;
    int s = n + 1;
    if (x > 0) {
      var b = DoubleDouble.of(x);
      return sign * factorialOverPower(zeta(s, b, b), n, b);
    }
    var r = Reflected.of(x);
    var b = r.f.hi() < r.rest.hi() ? r.f : r.rest;
    var mirrored = zeta(s, r.rest, b).minus(zeta(s, r.mirror, b));
    if (s % 2 != 0) mirrored = mirrored.negative();
    return sign * factorialOverPower(zeta(s, r.f, b).plus(mirrored), n, b);
  }

  /// b^s zeta(s, x), the sum of (b / (x + j))^s for all j >= 0, where b is at most x: so nothing
  /// overflows.
  private static DoubleDouble zeta(int s, DoubleDouble x, DoubleDouble b) {
    var sum = DoubleDouble.ZERO;
    var y = x;
    for (; y.hi() < s + FAR; y = y.plus(1)) {
      var term = b.over(y).power(s);
      sum = sum.plus(term);
      if (s > y.hi() && term.hi() <= NEGLIGIBLE * sum.hi()) return sum;
    }
    // (b / y)^s (y / (s - 1) + 1 / 2 + ...), the k-th term being y^(1 - 2k) s (s + 1) ... (s + 2k
    // - 2) times its coefficient.
    var inverse = DoubleDouble.ONE.over(y);
    var series = y.over(DoubleDouble.of(s - 1)).plus(0.5);
    var rising = inverse.times(s);
    for (int k = 1; k <= TERMS; k++) {
      series = series.plus(rising.times(ZETA[k - 1]));
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
