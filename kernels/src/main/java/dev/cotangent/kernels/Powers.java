package dev.cotangent.kernels;

import static dev.cotangent.kernels.FloatFormat.twoTo;

/// pow, cbrt and hypot.
final class Powers {
  /// x^(-1/3): minimax (Remez) on 1/2 <= x <= 4, relative error at most 0.003.
  private static final Polynomial RECIPROCAL_CBRT = new Polynomial(reciprocal(), reciprocal());

  private Powers() {}

  private static double[] reciprocal() {
    return Polynomial.of(
        1.7952582514376063,
        -1.5034560387674736,
        1.02707553733551,
        -0.3890647713746887,
        0.07447321246563329,
        -0.0056167367396922924);
  }

  /// e^(y log x), with the edge cases of IEEE 754 and so of C and NumPy: those of `Math.pow`, but 1
  /// to any power, and -1 to an infinite one, is 1.
  static Expr pow(Expr x, Expr y) {
    var format = FloatFormat.of(x);
    var one = x.constant(1.0);
    var zero = x.constant(0.0);
    var infinite = x.constant(Double.POSITIVE_INFINITY);
    var magnitude = x.abs();
    var log = Logarithm.precise(magnitude);
    var exponent = log.hi().mul(y);
    // Far outside the range of exp the low part does not count, and may be NaN.
    var rest = y.fma(log.hi(), exponent.neg()).add(y.mul(log.lo()));
    rest = exponent.abs().lt(1000.0).select(rest, zero);
    var power = Exponential.exp(new Pair(exponent, rest), 0);
    var whole = Rounding.round(y).eq(y);
    var half = y.mul(0.5);
    var odd = whole.and(Rounding.round(half).ne(half)).and(y.abs().lt(twoTo(format.fraction + 1)));
    var negative = x.bits().lt(x.bits().constant(0));
    power = negative.and(odd).select(power.neg(), power);
    var undefined = x.lt(zero).and(magnitude.lt(infinite)).and(whole.not());
    power = undefined.select(x.constant(Double.NaN), power);
    var unit = x.eq(one).or(magnitude.eq(one).and(y.abs().eq(infinite)));
    return y.eq(zero).or(unit).select(one, power);
  }

  /// x = 2^(3q) m with 1/2 <= m < 4: Halley's iteration for m^(-1/3), which needs no division, then
  /// one Newton step for the root.
  static Expr cbrt(Expr x) {
    var format = FloatFormat.of(x);
    var magnitude = x.abs();
    int shift = format == FloatFormat.F32 ? 24 : 54; // a multiple of 3
    var subnormal = magnitude.lt(format.leastNormal());
    var bits = subnormal.select(magnitude.mul(twoTo(shift)), magnitude).bits();
    var e = bits.sub(format.bits(1.0)).shr(format.fraction);
    var shifted = format.floating(e).fma(1.0 / 3, x.constant(format.magic));
    var thirds = format.integer(shifted);
    var m = bits.sub(thirds.add(thirds).add(thirds).shl(format.fraction)).asFloat();
    var inverse = RECIPROCAL_CBRT.at(m);
    for (int step = 0; step < (format == FloatFormat.F32 ? 1 : 2); step++) {
      var square = inverse.mul(inverse);
      var error = square.mul(inverse).neg().fma(m, x.constant(1.0));
      var factor = error.fma(2.0 / 9, x.constant(1.0 / 3)).mul(error);
      inverse = inverse.fma(factor, inverse);
    }
    var square = inverse.mul(inverse);
    var root = m.mul(square);
    var rootSquare = Pair.product(root, root);
    var rest = rootSquare.hi().fma(root, m.neg()).add(rootSquare.lo().mul(root));
    root = rest.fma(square.mul(-1.0 / 3), root);
    var correction = subnormal.select(thirds.constant(-shift / 3), thirds.constant(0));
    var result = format.copySign(root.mul(format.powerOfTwo(thirds.add(correction))), x);
    var ordinary = magnitude.gt(0.0).and(magnitude.lt(Double.POSITIVE_INFINITY));
    return ordinary.select(result, x);
  }

  /// sqrt(x^2 + y^2) without overflow or underflow on the way.
  static Expr hypot(Expr x, Expr y) {
    var format = FloatFormat.of(x);
    var one = x.constant(1.0);
    var infinite = x.constant(Double.POSITIVE_INFINITY);
    var large = x.abs().max(y.abs());
    var small = x.abs().min(y.abs());
    var down = large.gt(format.pick(twoTo(60), twoTo(500)));
    var up = large.lt(format.pick(twoTo(-50), twoTo(-400)));
    double less = format.pick(twoTo(-70), twoTo(-600));
    double more = format.pick(twoTo(90), twoTo(600));
    var factor = down.select(x.constant(less), up.select(x.constant(more), one));
    var back = down.select(x.constant(1 / less), up.select(x.constant(1 / more), one));
    var squareLarge = Pair.product(large.mul(factor), large.mul(factor));
    var squareSmall = Pair.product(small.mul(factor), small.mul(factor));
    var sum = Pair.ordered(squareLarge.hi(), squareSmall.hi());
    var root = Pair.sqrt(sum.plus(squareLarge.lo().add(squareSmall.lo()))).value().mul(back);
    root = large.eq(0.0).select(large, root);
    return x.abs().eq(infinite).or(y.abs().eq(infinite)).select(infinite, root);
  }
}
