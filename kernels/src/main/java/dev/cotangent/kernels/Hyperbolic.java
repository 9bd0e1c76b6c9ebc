package dev.cotangent.kernels;

import static dev.cotangent.kernels.FloatFormat.twoTo;

/// Hyperbolic functions and their inverses, from e^x - 1 and the logarithm.
final class Hyperbolic {
  private Hyperbolic() {}

  /// tanh |x| = h / (h + 1), with h = (e^(2|x|) - 1) / 2.
  static Expr tanh(Expr x) {
    var format = FloatFormat.of(x);
    var magnitude = x.abs();
    var most = x.constant(format.pick(10, 22)); // from here on the result is 1
    var bounded = magnitude.gt(most).select(most, magnitude);
    var h = Exponential.halfExpm1OfBounded(bounded.add(bounded));
    var result = h.over(Pair.sum(x.constant(1.0), h.hi()).plus(h.lo())).value();
    return odd(x, result);
  }

  /// sinh |x| = h + h / (2h + 1), with h = (e^|x| - 1) / 2.
  static Expr sinh(Expr x) {
    var magnitude = x.abs();
    var h = Exponential.halfExpm1(magnitude);
    var twice = h.scaled(x.constant(2.0));
    var quotient = h.over(Pair.sum(x.constant(1.0), twice.hi()).plus(twice.lo()));
    var sum = Pair.ordered(h.hi(), quotient.hi()).plus(h.lo().add(quotient.lo()));
    return odd(x, isLarge(magnitude).select(halfPower(magnitude), sum.value()));
  }

  /// cosh |x| = h + 1 / (4h), with h = e^|x| / 2.
  static Expr cosh(Expr x) {
    var magnitude = x.abs();
    var h = Exponential.pair(Pair.of(magnitude)).scaled(x.constant(0.5));
    var sum = Pair.ordered(h.hi(), x.constant(0.25).div(h.hi())).plus(h.lo());
    return isLarge(magnitude).select(halfPower(magnitude), sum.value());
  }

  /// Where e^-x is nothing beside e^x.
  private static Expr isLarge(Expr magnitude) {
    return magnitude.gt(FloatFormat.of(magnitude).pick(15, 30));
  }

  /// e^x / 2, which overflows later than e^x.
  private static Expr halfPower(Expr x) {
    return Exponential.exp(Pair.of(x), -1);
  }

  /// asinh |x| = log(|x| + sqrt(x^2 + 1)).
  static Expr asinh(Expr x) {
    var magnitude = x.abs();
    var square = Pair.product(magnitude, magnitude);
    var radicand = Pair.sum(square.hi(), x.constant(1.0)).plus(square.lo());
    return odd(x, logOfSumWithRoot(magnitude, radicand));
  }

  /// acosh x = log(x + sqrt(x^2 - 1)).
  static Expr acosh(Expr x) {
    var square = Pair.product(x, x);
    var radicand = Pair.sum(square.hi(), x.constant(-1.0));
    radicand = Pair.sum(radicand.hi(), radicand.lo().add(square.lo()));
    var result = logOfSumWithRoot(x, radicand);
    result = x.eq(1.0).select(x.constant(0.0), result);
    return x.lt(1.0).select(x.constant(Double.NaN), result);
  }

  /// log(x + sqrt(radicand)); for large x, log(2x).
  private static Expr logOfSumWithRoot(Expr x, Pair radicand) {
    var large = x.gt(FloatFormat.of(x).pick(twoTo(14), twoTo(28)));
    var root = Pair.sqrt(radicand);
    var sum = Pair.sum(x, root.hi());
    sum = sum.plus(root.lo()).normalized();
    var zero = x.constant(0.0);
    var argument = new Pair(large.select(x, sum.hi()), large.select(zero, sum.lo()));
    var log = Logarithm.logOfSum(argument, large.select(x.constant(1.0), zero));
    return x.lt(Double.POSITIVE_INFINITY).select(log, x);
  }

  /// atanh |x| = log((1 + |x|) / (1 - |x|)) / 2.
  static Expr atanh(Expr x) {
    var one = x.constant(1.0);
    var magnitude = x.abs();
    var quotient = Pair.of(magnitude.add(magnitude)).over(Pair.ordered(one, magnitude.neg()));
    var sum = Pair.sum(one, quotient.hi());
    sum = sum.plus(quotient.lo()).normalized();
    var result = Logarithm.logOfSum(sum, x.constant(0.0)).mul(0.5);
    result = magnitude.eq(one).select(x.constant(Double.POSITIVE_INFINITY), result);
    result = magnitude.gt(one).select(x.constant(Double.NaN), result);
    return odd(x, result);
  }

  /// The odd function that is `value` at |x|, and so near 0 that it makes no difference, x itself.
  private static Expr odd(Expr x, Expr value) {
    var format = FloatFormat.of(x);
    var tiny = x.abs().lt(twoTo(-format.fraction / 2 - 2));
    return tiny.select(x, format.copySign(value, x));
  }
}
