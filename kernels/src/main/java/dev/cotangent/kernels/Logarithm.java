package dev.cotangent.kernels;

import static dev.cotangent.kernels.FloatFormat.twoTo;

/// Logarithms: x = 2^e (1 + f) with sqrt(1/2) <= 1 + f < sqrt(2).
final class Logarithm {
  /// (2 atanh(s) / s - 2) / s^2 in z = s^2: minimax (Remez) on z <= 0.0295, relative error of the
  /// logarithm at most 4.8e-12 and 8.2e-21.
  private static final Polynomial TAIL =
      new Polynomial(
          Polynomial.of(
              0.666666656412878, 0.4000033622135511, 0.28537238180709185, 0.23583571567460399),
          Polynomial.of(
              0.6666666666666666,
              0.40000000000006286,
              0.2857142856907294,
              0.22222222648754159,
              0.1818177550824687,
              0.15387097662157664,
              0.1324996179149613,
              0.13252756793392437));

  /// (2 atanh(s) / s - 2 - 2 s^2 / 3) / s^4 likewise, relative error at most 8.5e-12 and 7.3e-23.
  private static final Polynomial LONG_TAIL =
      new Polynomial(
          Polynomial.of(0.4000015262308814, 0.28547085899992336, 0.23419770108837223),
          Polynomial.of(
              0.3999999999999998,
              0.2857142857144522,
              0.22222222217510595,
              0.1818181887349274,
              0.1538455665388103,
              0.1333632578457944,
              0.11674648427243339,
              0.11990431891791895));

  /// x = 2^e (1 + f).
  private record Parts(Expr e, Expr f) {}

  private Logarithm() {}

  static Expr log(Expr x) {
    return atEdges(x, logOfSum(Pair.of(x), x.constant(0.0)));
  }

  static Expr log2(Expr x) {
    var parts = parts(x);
    var fraction = logOnePlus(parts.f).normalized();
    var scaled = fraction.times(Real.LOG2_E.hi(x)).plus(fraction.hi().mul(Real.LOG2_E.lo(x)));
    return atEdges(x, Pair.ordered(parts.e, scaled.hi()).plus(scaled.lo()).value());
  }

  static Expr log10(Expr x) {
    var parts = parts(x);
    var fraction = logOnePlus(parts.f).normalized();
    var scaled = fraction.times(Real.LOG10_E.hi(x)).plus(fraction.hi().mul(Real.LOG10_E.lo(x)));
    var sum = Pair.ordered(parts.e.mul(Real.LOG10_2.head(x)), scaled.hi());
    var rest = parts.e.fma(Real.LOG10_2.tail(x), scaled.lo());
    return atEdges(x, sum.plus(rest).value());
  }

  /// log(1 + x).
  static Expr log1p(Expr x) {
    var one = x.constant(1.0);
    var tiny = x.abs().lt(twoTo(-FloatFormat.of(x).fraction - 2));
    var result = logOfSum(Pair.sum(one, x), x.constant(0.0));
    result = x.lt(Double.POSITIVE_INFINITY).select(result, x);
    result = x.lt(-1.0).select(x.constant(Double.NaN), result);
    result = x.eq(-1.0).select(x.constant(Double.NEGATIVE_INFINITY), result);
    return tiny.select(x, result);
  }

  /// log(1 + e^x) = max(x, 0) + log(1 + e^-|x|).
  static Expr softplus(Expr x) {
    var small = Exponential.pairOfNegative(Pair.of(x.abs().neg()));
    var sum = Pair.ordered(x.constant(1.0), small.hi()).plus(small.lo());
    var zero = x.constant(0.0);
    var positive = x.gt(zero).select(x, zero);
    var log = pairOfSum(sum, zero);
    var result = Pair.sum(positive, log.hi()).plus(log.lo()).value();
    return x.gt(64.0).select(x, result); // no difference, but for infinity
  }

  /// log(e^x + e^y) = max + log(1 + e^(min - max)), the difference being exact.
  static Expr logaddexp(Expr x, Expr y) {
    var zero = x.constant(0.0);
    var most = x.max(y);
    var gap = Pair.sum(x.min(y), most.neg());
    // Elsewhere the smaller one does not count, or the difference is infinite or NaN.
    var counts = gap.hi().gt(FloatFormat.of(x).pick(-120, -800));
    gap = new Pair(counts.select(gap.hi(), zero), counts.select(gap.lo(), zero));
    var small = Exponential.pairOfNegative(gap);
    var log = pairOfSum(Pair.ordered(x.constant(1.0), small.hi()).plus(small.lo()), zero);
    return counts.select(Pair.sum(most, log.hi()).plus(log.lo()).value(), most);
  }

  /// log(x / (1 - x)), of the quotient with twice the precision: near 1/2 it is close to 1.
  static Expr logit(Expr x) {
    var quotient = Pair.of(x).over(Pair.ordered(x.constant(1.0), x.neg())).normalized();
    var result = logOfSum(quotient, x.constant(0.0));
    result = x.eq(0.0).select(x.constant(Double.NEGATIVE_INFINITY), result);
    result = x.eq(1.0).select(x.constant(Double.POSITIVE_INFINITY), result);
    result = x.lt(0.0).or(x.gt(1.0)).select(x.constant(Double.NaN), result);
    return x.eq(x).select(result, x);
  }

  /// log(2^shift (x.hi + x.lo)) for positive normal x, rounded about once: where x is near 1, `lo`
  /// may be all that distinguishes it.
  static Expr logOfSum(Pair x, Expr shift) {
    return pairOfSum(x, shift).value();
  }

  /// [#logOfSum] with twice the precision.
  static Pair pairOfSum(Pair x, Expr shift) {
    var parts = parts(x.hi());
    var e = shift.isConstant(0.0) ? parts.e : parts.e.add(shift);
    var fraction = logOnePlus(parts.f);
    if (!x.lo().isConstant(0.0)) fraction = fraction.plus(x.lo().div(x.hi()));
    var sum = Pair.ordered(e.mul(Real.LN_2.head(x.hi())), fraction.hi());
    return sum.plus(e.fma(Real.LN_2.tail(x.hi()), fraction.lo()));
  }

  /// log(x) with a relative error of some 2^-65 (2^-33 for float): what [Powers#pow] needs. -inf at
  /// 0 and inf at inf.
  static Pair precise(Expr x) {
    var parts = parts(x);
    var f = parts.f;
    // With s = f / (2 + f), log(1 + f) = 2s + s (2/3 z + z^2 LONG_TAIL(z)) for z = s^2.
    var s = Pair.of(f).over(Pair.ordered(f.constant(2.0), f)).normalized();
    var square = Pair.product(s.hi(), s.hi());
    square = square.plus(s.hi().mul(s.lo()).mul(2.0));
    var cubic = square.times(Real.TWO_THIRDS.hi(x)).plus(square.hi().mul(Real.TWO_THIRDS.lo(x)));
    var quartic = square.hi().mul(square.hi()).mul(LONG_TAIL.at(square.hi()));
    var series = Pair.ordered(cubic.hi(), quartic).plus(cubic.lo());
    var tail = series.times(s.hi()).plus(series.hi().mul(s.lo()));
    var log = Pair.ordered(s.hi().mul(2.0), tail.hi());
    log = log.plus(s.lo().fma(f.constant(2.0), tail.lo()));
    var sum = Pair.ordered(parts.e.mul(Real.LN_2.head(x)), log.hi());
    sum = sum.plus(parts.e.fma(Real.LN_2.tail(x), log.lo())).normalized();
    var zero = x.constant(0.0);
    var ordinary = x.gt(zero).and(x.lt(Double.POSITIVE_INFINITY));
    return new Pair(atEdges(x, sum.hi()), ordinary.select(sum.lo(), zero));
  }

  /// Subnormal numbers are scaled first.
  private static Parts parts(Expr x) {
    var format = FloatFormat.of(x);
    int shift = format.fraction + 1;
    var subnormal = x.lt(format.leastNormal());
    var bits = subnormal.select(x.mul(twoTo(shift)), x).bits();
    var e = bits.sub(format.bits(Math.sqrt(0.5))).shr(format.fraction);
    var significand = bits.sub(e.shl(format.fraction)).asFloat();
    var correction = subnormal.select(x.constant(-shift), x.constant(0.0));
    return new Parts(format.floating(e).add(correction), significand.sub(1.0));
  }

  /// log(1 + f) = f - h + s (h + s^2 TAIL(s^2)) with h = f^2 / 2 and s = f / (2 + f), for log(1 +
  /// f) = 2 atanh(s) and f - 2s = s f. The part f - h is kept exactly.
  private static Pair logOnePlus(Expr f) {
    var h = Pair.product(f.mul(0.5), f);
    var s = f.div(f.add(2.0));
    var z = s.mul(s);
    var tail = s.mul(TAIL.at(z).fma(z, h.hi()));
    return Pair.ordered(f, h.hi().neg()).plus(tail.sub(h.lo()));
  }

  private static Expr atEdges(Expr x, Expr log) {
    var result = x.lt(Double.POSITIVE_INFINITY).select(log, x); // NaN stays
    result = x.lt(0.0).select(x.constant(Double.NaN), result);
    return x.eq(0.0).select(x.constant(Double.NEGATIVE_INFINITY), result);
  }
}
