package dev.cotangent.kernels;

import static dev.cotangent.kernels.FloatFormat.twoTo;

/// sin, cos and tan: x = n pi/2 + r with |r| <= pi/4, in three steps (Cody and Waite) that an fma
/// makes exact. Where n would be too large for that, `StrictMath` is asked.
final class Trigonometric {
  /// (sin(r) / r - 1) / r^2 in r^2: minimax (Remez) on |r| <= 0.787, relative error of the sine at
  /// most 5.0e-12 and 3.6e-18.
  private static final Polynomial SIN =
      new Polynomial(
          Polynomial.of(
              -0.16666666641224478,
              0.008333329338471097,
              -0.00019839319387470264,
              2.718162737616021e-06),
          Polynomial.of(
              -0.16666666666666632,
              0.008333333333322205,
              -0.0001984126982963268,
              2.755731362867793e-06,
              -2.5050747853120933e-08,
              1.589618129224344e-10));

  /// (cos(r) - 1 + r^2 / 2) / r^4 likewise, relative error at most 1.2e-10 and 5.8e-20.
  private static final Polynomial COS =
      new Polynomial(
          Polynomial.of(0.04166664542539266, -0.0013887303463240854, 2.4431668550030322e-05),
          Polynomial.of(
              0.04166666666666659,
              -0.0013888888888872733,
              2.480158728864394e-05,
              -2.755731411779651e-07,
              2.0875692290378208e-09,
              -1.1358084233493743e-11));

  /// x = quadrant pi/2 + r, the quadrant being an integer.
  private record Reduced(Expr quadrant, Pair r) {}

  private Trigonometric() {}

  static Expr sin(Expr x) {
    return wave(x, 0, ScalarFunction.SIN);
  }

  static Expr cos(Expr x) {
    return wave(x, 1, ScalarFunction.COS);
  }

  static Expr tan(Expr x) {
    var reduced = reduce(x);
    var sine = sine(reduced.r).normalized();
    var cosine = cosine(reduced.r).normalized();
    var odd = isOdd(reduced.quadrant);
    var dividend =
        new Pair(
            odd.select(cosine.hi().neg(), sine.hi()), odd.select(cosine.lo().neg(), sine.lo()));
    var divisor = new Pair(odd.select(sine.hi(), cosine.hi()), odd.select(sine.lo(), cosine.lo()));
    return atEdges(x, dividend.over(divisor).value(), ScalarFunction.TAN);
  }

  /// sin(pi x) / (pi x), and 1 at 0.
  static Expr sinc(Expr x) {
    var format = FloatFormat.of(x);
    var reduced = reduceTurns(x);
    var odd = isOdd(reduced.quadrant);
    var sine = sine(reduced.r);
    var cosine = cosine(reduced.r);
    var wave = new Pair(odd.select(cosine.hi(), sine.hi()), odd.select(cosine.lo(), sine.lo()));
    var scale = Pair.product(x, Real.PI.hi(x));
    scale = scale.plus(x.mul(Real.PI.lo(x)));
    var quotient = wave.normalized().over(scale).value();
    var result = isLower(reduced.quadrant).select(quotient.neg(), quotient).add(0.0); // no -0
    // Where all numbers are integers the product may overflow.
    result = x.abs().lt(twoTo(format.fraction)).select(result, x.sub(x));
    var tiny = x.abs().lt(twoTo(-format.fraction / 2 - 4));
    return tiny.select(x.constant(1.0), result);
  }

  /// cos(pi x).
  static Expr cosPi(Expr x) {
    var reduced = reduceTurns(x);
    var quadrant = reduced.quadrant.add(1);
    var wave = isOdd(quadrant).select(cosine(reduced.r).value(), sine(reduced.r).value());
    var result = isLower(quadrant).select(wave.neg(), wave);
    // Where all numbers are even; twice such a number may overflow.
    var far = x.sub(x).add(1.0);
    return x.abs().lt(twoTo(FloatFormat.of(x).fraction + 1)).select(result, far);
  }

  /// pi x, with x = quadrant / 2 + r / pi exactly, so that the zeros of the sine and the cosine are
  /// exact; the quadrant modulo 4, which is that of x modulo 2.
  private static Reduced reduceTurns(Expr x) {
    var format = FloatFormat.of(x);
    var quarters = Rounding.round(x.add(x));
    var rest = x.sub(quarters.mul(0.5));
    var r = Pair.product(rest, Real.PI.hi(x));
    r = r.plus(rest.mul(Real.PI.lo(x))).normalized();
    var turns = Rounding.floor(quarters.mul(0.25)).mul(4.0);
    return new Reduced(format.integer(quarters.sub(turns).add(format.magic)), r);
  }

  /// Whether the sine is negative there.
  private static Expr isLower(Expr quadrant) {
    return quadrant.and(2).ne(quadrant.constant(0));
  }

  /// sin(x + quarters pi/2), `exact` being the same.
  private static Expr wave(Expr x, int quarters, ScalarFunction exact) {
    var reduced = reduce(x);
    var quadrant = reduced.quadrant.add(quarters);
    var magnitude = isOdd(quadrant).select(cosine(reduced.r).value(), sine(reduced.r).value());
    int toSign = x.type() == Type.F32 ? 30 : 62; // quadrants 2 and 3 are those of negative sign
    var sign = quadrant.and(2).shl(toSign);
    return atEdges(x, magnitude.bits().xor(sign).asFloat(), exact);
  }

  /// Exact values for huge and infinite arguments, and signed zeros.
  private static Expr atEdges(Expr x, Expr value, ScalarFunction exact) {
    var magnitude = x.abs();
    if (exact != ScalarFunction.COS) {
      value = magnitude.lt(twoTo(-FloatFormat.of(x).fraction / 2 - 2)).select(x, value);
    }
    return Expr.rare(magnitude.gt(limit(x)), exact, value, x);
  }

  /// Up to here n is the right integer, or off by so little that the polynomials do not notice.
  private static double limit(Expr x) {
    return FloatFormat.of(x).pick(twoTo(15), twoTo(30));
  }

  private static Reduced reduce(Expr x) {
    var format = FloatFormat.of(x);
    var shifted = x.fma(Real.TWO_OVER_PI.hi(x), x.constant(format.magic));
    var n = shifted.sub(format.magic);
    var first = n.fma(Real.HALF_PI.hi(x).neg(), x); // exact: a small multiple of a common unit
    var second = Pair.product(n, Real.HALF_PI.lo(x).neg());
    var r = Pair.sum(first, second.hi());
    var rest = n.fma(Real.HALF_PI.rest(x).neg(), r.lo().add(second.lo()));
    return new Reduced(shifted.bits(), new Pair(r.hi(), rest));
  }

  private static Expr isOdd(Expr integer) {
    return integer.and(1).ne(integer.constant(0));
  }

  /// sin(r + e) = r + (r^3 SIN(r^2) + e (1 - r^2 / 2)).
  private static Pair sine(Pair r) {
    var z = r.hi().mul(r.hi());
    var e = r.lo().fma(z.mul(-0.5), r.lo());
    return new Pair(r.hi(), r.hi().mul(z).fma(SIN.at(z), e));
  }

  /// cos(r + e) = 1 - r^2 / 2 + (r^4 COS(r^2) - r e), the first difference exactly.
  private static Pair cosine(Pair r) {
    var square = Pair.product(r.hi(), r.hi());
    var z = square.hi();
    var sum = Pair.ordered(z.constant(1.0), z.mul(-0.5));
    var rest = square.lo().fma(z.constant(-0.5), r.hi().neg().mul(r.lo()));
    return sum.plus(z.mul(z).fma(COS.at(z), rest));
  }
}
