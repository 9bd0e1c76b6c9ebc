package dev.cotangent.kernels;

import static dev.cotangent.kernels.FloatFormat.twoTo;

/// exp and what is made of it: x = n ln 2 + r with |r| <= ln 2 / 2, and e^x = 2^n e^r.
final class Exponential {
  /// (e^r - 1 - r) / r^2: minimax (Remez) on |r| <= 0.3473, error of e^r at most 3.1e-9 and
  /// 5.4e-20.
  private static final Polynomial TAIL =
      new Polynomial(
          Polynomial.of(
              0.49999993374491375,
              0.1666651952159742,
              0.041668400798637685,
              0.008368851293421416,
              0.001381433474457155),
          Polynomial.of(
              0.5,
              0.16666666666666682,
              0.04166666666666608,
              0.008333333333316786,
              0.0013888888889119094,
              0.00019841269897012765,
              2.480158692234212e-05,
              2.755723422094559e-06,
              2.7557583848731444e-07,
              2.5112264234253938e-08,
              2.082643631144706e-09));

  /// e^x = 2^n e^r, with r as a pair.
  private record Reduced(Expr n, Pair r) {
    /// e^r - 1 - r.
    Expr tail() {
      return r.lo().add(TAIL.at(r.hi()).mul(r.hi().mul(r.hi())));
    }

    /// e^r.
    Pair power() {
      var sum = Pair.ordered(r.hi().constant(1.0), r.hi());
      return sum.plus(tail());
    }

    /// 2^n e^r.
    Pair pair() {
      var power = power().normalized();
      var format = FloatFormat.of(power.hi());
      return new Pair(format.scale(power.hi(), n), format.scale(power.lo(), n));
    }
  }

  private Exponential() {}

  static Expr exp(Expr x) {
    return exp(Pair.of(x), 0);
  }

  /// 2^shift * e^x, which may exceed the range that e^x has.
  static Expr exp(Pair x, int shift) {
    var reduced = reduce(x);
    var n = shift == 0 ? reduced.n : reduced.n.add(shift);
    return FloatFormat.of(x.hi()).scale(reduced.power().value(), n);
  }

  /// factor * e^x, rounded about once, for x between -120 and 90 (FLOAT64: -770 and 711).
  static Expr times(Pair x, Pair factor) {
    return times(x, factor, 0);
  }

  /// 2^shift * factor * e^x, within the same bounds.
  static Expr times(Pair x, Pair factor, int shift) {
    var reduced = reduceBounded(x);
    var power = reduced.power().normalized();
    var rest = power.lo().fma(factor.hi(), power.hi().mul(factor.lo()));
    var product = power.hi().fma(factor.hi(), rest);
    var n = shift == 0 ? reduced.n : reduced.n.add(shift);
    return FloatFormat.of(product).scale(product, n);
  }

  /// e^x with twice the precision, unless it is subnormal or overflows.
  static Pair pair(Pair x) {
    return reduce(x).pair();
  }

  /// The same for x <= 0.
  static Pair pairOfNegative(Pair x) {
    var least = x.hi().constant(FloatFormat.of(x.hi()).pick(-120, -770));
    var bounded = x.hi().lt(least).select(least, x.hi());
    return reduceBounded(new Pair(bounded, x.lo())).pair();
  }

  /// 2^x.
  static Expr exp2(Expr x) {
    var format = FloatFormat.of(x);
    var bounded = clamp(x, format.pick(-151, -1076), format.pick(129, 1025));
    var shifted = bounded.add(format.magic);
    var n = shifted.sub(format.magic);
    var r = bounded.sub(n); // exact
    var exponent = Pair.product(r, Real.LN_2.hi(x)).plus(r.mul(Real.LN_2.lo(x)));
    var reduced = new Reduced(format.integer(shifted), exponent);
    return format.scale(reduced.power().value(), reduced.n);
  }

  /// e^x - 1.
  static Expr expm1(Expr x) {
    var tiny = x.abs().lt(twoTo(-FloatFormat.of(x).fraction - 2));
    return tiny.select(x, halfExpm1(x).value().mul(2.0));
  }

  /// (e^x - 1) / 2, bounded where its double overflows.
  static Pair halfExpm1(Expr x) {
    var format = FloatFormat.of(x);
    // Below, the result is -1 all the same; above, the double is infinite.
    return halfExpm1OfBounded(clamp(x, format.pick(-20, -50), format.pick(88.8, 709.9)));
  }

  /// The same, within those bounds.
  static Pair halfExpm1OfBounded(Expr x) {
    var format = FloatFormat.of(x);
    var reduced = reduceBounded(Pair.of(x));
    var power = format.powerOfTwo(reduced.n.sub(1));
    var less = Pair.ordered(power, x.constant(-0.5)); // of one rounding only if power >= 1/2
    var sum = Pair.ordered(less.hi(), power.mul(reduced.r.hi()));
    return sum.plus(power.fma(reduced.tail(), less.lo())).normalized();
  }

  /// 1 / (1 + e^-x).
  static Expr sigmoid(Expr x) {
    var small = pairOfNegative(Pair.of(x.abs().neg()));
    var one = x.constant(1.0);
    var divisor = Pair.ordered(one, small.hi()).plus(small.lo());
    var positive = x.ge(0.0);
    var zero = x.constant(0.0);
    var dividend = new Pair(positive.select(one, small.hi()), positive.select(zero, small.lo()));
    return dividend.over(divisor).value();
  }

  /// x / (1 + e^-x); for negative x, e^x x / (1 + e^x), rounded once where it is subnormal.
  static Expr silu(Expr x) {
    var magnitude = x.abs();
    var most = x.constant(FloatFormat.of(x).pick(120, 770)); // where x e^-x has vanished
    var bounded = magnitude.lt(most).select(magnitude, most);
    var exponent = Pair.of(bounded.neg());
    var small = pairOfNegative(exponent);
    var divisor = Pair.ordered(x.constant(1.0), small.hi()).plus(small.lo());
    var quotient = Pair.of(bounded).over(divisor);
    var positive = x.lt(most).select(quotient.value(), x);
    var negative = times(exponent, quotient).neg();
    var result = x.lt(0.0).select(negative, positive);
    return magnitude.gt(0.0).select(result, x);
  }

  /// The bounds are where e^x overflows, or even x e^x is rounded to zero.
  private static Reduced reduce(Pair x) {
    var format = FloatFormat.of(x.hi());
    var bounded = clamp(x.hi(), format.pick(-120, -770), format.pick(90, 711));
    return reduceBounded(new Pair(bounded, x.lo()));
  }

  /// n is the nearest integer to x / ln 2. `x.hi - n hi(ln 2)` is exact, for both are multiples of
  /// one unit and the difference is small.
  private static Reduced reduceBounded(Pair x) {
    var hi = x.hi();
    var format = FloatFormat.of(hi);
    var shifted = hi.fma(Real.LOG2_E.hi(hi), format.magic);
    var n = shifted.sub(format.magic);
    var first = n.fma(Real.LN_2.hi(hi).neg(), hi);
    var second = Real.LN_2.lo(hi).neg();
    var r = n.fma(second, first);
    var remainder = new Pair(r, n.fma(second, first.sub(r)));
    if (!x.lo().isConstant(0.0)) {
      remainder = Pair.sum(r, remainder.lo().add(x.lo())); // x.lo may well count beside r
    }
    return new Reduced(format.integer(shifted), remainder);
  }

  /// A NaN stays. Cheaper than min and max, which take pains over signed zeros.
  private static Expr clamp(Expr x, double least, double greatest) {
    var low = x.constant(least);
    var high = x.constant(greatest);
    var bounded = x.lt(low).select(low, x);
    return x.gt(high).select(high, bounded);
  }
}
