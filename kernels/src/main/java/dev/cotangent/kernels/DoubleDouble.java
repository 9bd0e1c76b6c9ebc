package dev.cotangent.kernels;

import java.math.BigDecimal;

/// An unevaluated sum `hi + lo` of two doubles with `|lo|` at most half a unit in the last place of
/// `hi`: about 32 decimal digits, for scalar functions that must not lose any to cancellation. What
/// [Pair] is for expressions.
///
/// The operations are those of Dekker and Knuth (see Muller et al., Handbook of Floating-Point
/// Arithmetic, chapter 14), each off by a few units of 2^-104.
record DoubleDouble(double hi, double lo) {
  static final DoubleDouble ZERO = of(0);
  static final DoubleDouble ONE = of(1);
  static final DoubleDouble PI = Real.PI.toDoubleDouble();

  static DoubleDouble of(double value) {
    return new DoubleDouble(value, 0);
  }

  static DoubleDouble of(BigDecimal value) {
    double hi = value.doubleValue();
    return new DoubleDouble(hi, value.subtract(new BigDecimal(hi)).doubleValue());
  }

  /// `a + b` exactly.
  static DoubleDouble sum(double a, double b) {
    double sum = a + b;
    double fromB = sum - a;
    return new DoubleDouble(sum, a - (sum - fromB) + (b - fromB));
  }

  private static DoubleDouble ordered(double a, double b) {
    double sum = a + b;
    return new DoubleDouble(sum, a - sum + b);
  }

  DoubleDouble plus(DoubleDouble b) {
    var high = sum(hi, b.hi);
    var low = sum(lo, b.lo);
    var sum = ordered(high.hi, high.lo + low.hi);
    return ordered(sum.hi, sum.lo + low.lo);
  }

  DoubleDouble plus(double b) {
    var high = sum(hi, b);
    return ordered(high.hi, high.lo + lo);
  }

  DoubleDouble minus(DoubleDouble b) {
    return plus(b.negative());
  }

  DoubleDouble negative() {
    return new DoubleDouble(-hi, -lo);
  }

  DoubleDouble times(DoubleDouble b) {
    double product = hi * b.hi;
    double rest = Math.fma(hi, b.hi, -product);
    return ordered(product, rest + Math.fma(hi, b.lo, lo * b.hi));
  }

  DoubleDouble times(double b) {
    double product = hi * b;
    return ordered(product, Math.fma(lo, b, Math.fma(hi, b, -product)));
  }

  DoubleDouble over(DoubleDouble b) {
    double first = hi / b.hi;
    return ordered(first, minus(b.times(first)).hi / b.hi);
  }

  /// A multiple by `2^n`.
  DoubleDouble scaled(int n) {
    return new DoubleDouble(Math.scalb(hi, n), Math.scalb(lo, n));
  }

  /// An integral power, at least the first.
  DoubleDouble power(int n) {
    var result = this;
    for (int bit = Integer.highestOneBit(n) >> 1; bit > 0; bit >>= 1) {
      result = result.times(result);
      if ((n & bit) != 0) result = result.times(this);
    }
    return result;
  }

  /// The natural logarithm of a positive normal number: `2^e m` with `m` near 1, and log m = 2
  /// atanh((m - 1) / (m + 1)).
  DoubleDouble log() {
    int e = Math.getExponent(hi * Math.sqrt(0.5)) + 1;
    var m = scaled(-e);
    var s = m.plus(-1).over(m.plus(1));
    return LN_2.times(e).plus(s.times(ATANH.at(s.times(s))).times(2));
  }

  /// atanh(s) / s in s^2, of which |s| is at most 0.172: the next term is below 2^-110.
  private static final PrecisePolynomial ATANH =
      PrecisePolynomial.of(21, 11, k -> ONE.over(of(2 * k + 1)));

  private static final DoubleDouble LN_2 = Real.LN_2.toDoubleDouble();

  double value() {
    return hi + lo;
  }
}
