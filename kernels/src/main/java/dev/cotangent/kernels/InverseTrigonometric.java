package dev.cotangent.kernels;

import static dev.cotangent.kernels.FloatFormat.twoTo;

/// asin, acos, atan and atan2.
final class InverseTrigonometric {
  /// (asin(x) / x - 1) / x^2 in x^2: minimax (Remez) on x^2 <= 0.2505, relative error of the arc
  /// sine at most 2.9e-10 and 1.0e-18.
  private static final Polynomial ASIN =
      new Polynomial(
          Polynomial.of(
              0.16666659776439358,
              0.07500517031196374,
              0.044514466836745016,
              0.031828705154218685,
              0.014358425950852934,
              0.03763017938670205),
          Polynomial.of(
              0.16666666666666766,
              0.07499999999969413,
              0.04464285717597417,
              0.030381942640742406,
              0.022372216918879757,
              0.017351576633764205,
              0.013981252277482143,
              0.011395321642380923,
              0.010800687320752324,
              0.0036280982915145397,
              0.02190063887622396,
              -0.02127613044924182,
              0.03280414734704017));

  /// (atan(t) / t - 1) / t^2 in t^2: minimax (Remez) on |t| <= 0.4146, relative error of the arc
  /// tangent at most 6.6e-10 and 4.6e-20.
  private static final Polynomial ATAN =
      new Polynomial(
          Polynomial.of(
              -0.3333331534178814,
              0.19998478549422619,
              -0.14243628543811696,
              0.10594276535781853,
              -0.060788570527611385),
          Polynomial.of(
              -0.33333333333333326,
              0.19999999999997647,
              -0.14285714285385173,
              0.11111111087999628,
              -0.09090908138057253,
              0.07692282611508718,
              -0.0666622457342972,
              0.05877000312408926,
              -0.05218265464788463,
              0.04502982070296214,
              -0.03346119130721748,
              0.015181622576761276));

  /// tan(pi/8): atan(q) = pi/4 + atan((q - 1) / (q + 1)) keeps the argument below it.
  private static final double TAN_EIGHTH_PI = 0.41421356237309503;

  /// |asin x| = asin(root), or for |x| > 1/2, pi/2 - 2 asin(root).
  private record ArcSine(Expr isLarge, Pair root, Expr tail) {
    /// asin(root) = root.hi + (root.lo + tail).
    Expr rest() {
      return root.lo().add(tail);
    }
  }

  private InverseTrigonometric() {}

  static Expr asin(Expr x) {
    var arc = arcSine(x.abs());
    var root = arc.root.hi();
    var small = root.add(arc.rest());
    var difference = Pair.ordered(Real.HALF_PI.hi(x), root.mul(-2.0));
    var large = difference.plus(arc.rest().fma(-2.0, Real.HALF_PI.lo(x))).value();
    return FloatFormat.of(x).copySign(arc.isLarge.select(large, small), x);
  }

  static Expr acos(Expr x) {
    var arc = arcSine(x.abs());
    var root = arc.root.hi();
    var rest = arc.rest();
    var negative = x.lt(0.0);
    // pi/2 - asin x for small, pi - 2 asin(root) for negative, and 2 asin(root) for positive x.
    var minus = negative.select(root, root.neg());
    var small = Pair.ordered(Real.HALF_PI.hi(x), minus);
    small = small.plus(Real.HALF_PI.lo(x).add(negative.select(rest, rest.neg())));
    var wide = Pair.ordered(Real.HALF_PI.hi(x), root.neg());
    wide = wide.plus(Real.HALF_PI.lo(x).sub(rest));
    var narrow = root.add(rest);
    var large = negative.select(wide.value(), narrow).mul(2.0);
    return arc.isLarge.select(large, small.value());
  }

  /// asin(1 - 2z) = pi/2 - 2 asin(sqrt z). Beyond 1 the root is NaN.
  private static ArcSine arcSine(Expr magnitude) {
    var isLarge = magnitude.gt(0.5);
    var zero = magnitude.constant(0.0);
    var half = magnitude.mul(-0.5).add(0.5); // exact where it is used
    var sqrt = Pair.sqrt(Pair.of(half));
    var z = isLarge.select(half, magnitude.mul(magnitude));
    var low = half.eq(zero).select(zero, sqrt.lo());
    var root = new Pair(isLarge.select(sqrt.hi(), magnitude), isLarge.select(low, zero));
    return new ArcSine(isLarge, root, root.hi().mul(z).mul(ASIN.at(z)));
  }

  static Expr atan(Expr x) {
    var format = FloatFormat.of(x);
    var magnitude = x.abs();
    var one = x.constant(1.0);
    // Beyond, the result is pi/2 in any case, and an infinity would spoil the division.
    var most = x.constant(format.pick(twoTo(40), twoTo(80)));
    var bounded = magnitude.gt(most).select(most, magnitude);
    var swap = bounded.gt(one);
    var never = Expr.constant(Type.MASK, 0);
    var result = angle(swap.select(one, bounded), swap.select(bounded, one), swap, never);
    var tiny = magnitude.lt(twoTo(-format.fraction / 2 - 2));
    return tiny.select(x, format.copySign(result, x));
  }

  static Expr atan2(Expr y, Expr x) {
    var format = FloatFormat.of(x);
    var one = x.constant(1.0);
    var zero = x.constant(0.0);
    var infinite = x.constant(Double.POSITIVE_INFINITY);
    var small = x.abs().min(y.abs());
    var large = x.abs().max(y.abs());
    // Where the quotient would be 0/0 or inf/inf, others with the limit that is agreed upon.
    var outside = large.eq(infinite);
    var dividend = outside.select(small.eq(infinite).select(one, zero), small);
    var divisor = outside.or(large.eq(zero)).select(one, large);
    // Scaled, so that neither the sum nor the reciprocal of the divisor overflows, and that the
    // remainder of the division is not subnormal.
    var down = divisor.gt(format.pick(twoTo(100), twoTo(1000)));
    var up = divisor.lt(1.0);
    var factor =
        down.select(
            x.constant(format.pick(twoTo(-30), twoTo(-60))),
            up.select(x.constant(format.pick(twoTo(60), twoTo(120))), one));
    var swap = y.abs().gt(x.abs());
    var negative = x.bits().lt(x.bits().constant(0)); // -0 as well
    var result = angle(dividend.mul(factor), divisor.mul(factor), swap, negative);
    return format.copySign(result, y);
  }

  /// The angle whose tangent is dividend / divisor (between 0 and 1) in the first octant, reflected
  /// into the second where `swap` holds, and then into the second quadrant where `negative` does.
  private static Expr angle(Expr dividend, Expr divisor, Expr swap, Expr negative) {
    var zero = divisor.constant(0.0);
    var steep = dividend.gt(divisor.mul(TAN_EIGHTH_PI));
    var difference = Pair.sum(dividend, divisor.neg());
    var sum = Pair.ordered(divisor, dividend);
    var top =
        new Pair(steep.select(difference.hi(), dividend), steep.select(difference.lo(), zero));
    var bottom = new Pair(steep.select(sum.hi(), divisor), steep.select(sum.lo(), zero));
    var t = top.over(bottom);
    var z = t.hi().mul(t.hi());
    var tail = t.hi().mul(z).fma(ATAN.at(z), z.neg().fma(t.lo(), t.lo()));
    // Now the angle is eighths * pi/4 + sign (t.hi + tail).
    var eighths = steep.select(divisor.constant(1.0), zero);
    eighths = swap.select(divisor.constant(2.0).sub(eighths), eighths);
    eighths = negative.select(divisor.constant(4.0).sub(eighths), eighths);
    var minus = swap.xor(negative);
    var first = minus.select(t.hi().neg(), t.hi());
    var second = minus.select(tail.neg(), tail);
    var angle = Pair.ordered(eighths.mul(Real.QUARTER_PI.head(divisor)), first);
    return angle.plus(eighths.fma(Real.QUARTER_PI.tail(divisor), second)).value();
  }
}
