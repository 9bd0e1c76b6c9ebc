package dev.cotangent.kernels;

import static dev.cotangent.kernels.FloatFormat.twoTo;

/// What is made of the normal distribution function Phi and its density phi. Below zero both are
/// e^(-x^2 / 2) times something smooth, so for either sign it is the tail that is computed: what is
/// above zero is 1 less that.
final class NormalDistribution {
  /// With R = Phi(-s) e^(s^2 / 2) (s + 2) and t = (s - 2) / (s + 2): (R - R(0)) / t in t, minimax
  /// (Remez) on 0 <= s <= 15 and 39, relative error of R at most 3.0e-9 and 1.7e-18.
  private static final Polynomial TAIL =
      new Polynomial(
          Polynomial.of(
              -0.3314044698992997,
              0.028797365441232372,
              0.03671929156878198,
              -0.0004696629555458761,
              -0.006733860462162805,
              -0.0019519670803992792,
              0.0008218939643596795,
              0.0008373196653065451,
              0.00013503444780960027,
              -0.00014969664706841678,
              -6.652924633339833e-05),
          Polynomial.of(
              -0.33140444238878103,
              0.028797360345361435,
              0.03671836096892371,
              -0.00046959683428166504,
              -0.006724907078261969,
              -0.0019511241641487888,
              0.0007851181596347178,
              0.0008271989945446332,
              0.00020699168180243651,
              -0.00011569310082735613,
              -0.0001285514187619911,
              -4.605467266351947e-05,
              9.678440653776119e-06,
              2.170612930379119e-05,
              1.2584482890094815e-05,
              2.0222160667724592e-06,
              -2.8931895880048023e-06,
              -2.9571928320015027e-06,
              -1.276421546366197e-06,
              -1.5577068019998337e-07,
              1.8855122620814223e-07,
              4.764623142657669e-07,
              5.381357632419299e-07,
              5.7905068890958034e-08,
              -3.0936033946601913e-07,
              -1.4942338651929308e-07,
              6.258508117913323e-08,
              4.9313141017049504e-08,
              -2.947722146739619e-09,
              -4.898688800475817e-09));

  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI); // phi(0)

  private NormalDistribution() {}

  /// x Phi(x): with u = |x| Phi(-|x|), it is x - u for positive and -u for negative x.
  static Expr gelu(Expr x) {
    var s = magnitude(x);
    int shift = FloatFormat.of(x).fraction; // lest s / (s + 2) be subnormal
    var divisor = Pair.ordered(x.constant(2.0), s); // exact for s > 2 as well
    var reciprocal = x.constant(1.0).div(divisor.hi());
    var scaled = s.mul(twoTo(shift));
    var part = scaled.mul(reciprocal);
    var tail = tail(part.fma(x.constant(twoTo(1 - shift)), -1.0));
    var factor = tail.times(part);
    // What is missing from the part: R, of which it is an argument too, makes up for most of it
    // where s is large.
    var rest = part.neg().fma(divisor.lo(), part.neg().fma(divisor.hi(), scaled));
    var missing = rest.mul(reciprocal).mul(reciprocal.add(reciprocal));
    factor = new Pair(factor.hi(), missing.fma(tail.hi(), factor.lo()));
    var u = Exponential.times(exponent(s), factor, -shift);
    return x.lt(0.0).select(u.neg(), x.sub(u));
  }

  /// The derivative of x Phi(x), Phi(x) + x phi(x).
  static Expr geluSlope(Expr x) {
    var s = magnitude(x);
    var reciprocal = x.constant(1.0).div(s.add(2.0));
    var tail = tail(s.sub(2.0).mul(reciprocal)).value();
    var factor = tail.mul(reciprocal).sub(s.mul(DENSITY));
    var below = Exponential.times(exponent(s), Pair.of(factor));
    return x.lt(0.0).select(below, x.constant(1.0).sub(below));
  }

  /// |x|, or a number where Phi(-|x|) has vanished.
  private static Expr magnitude(Expr x) {
    var magnitude = x.abs();
    var most = x.constant(FloatFormat.of(x).pick(15, 39));
    return magnitude.gt(most).select(most, magnitude);
  }

  /// -s^2 / 2 as a pair: the power would magnify its rounding.
  private static Pair exponent(Expr s) {
    return Pair.product(s, s.mul(-0.5));
  }

  /// R, of t.
  private static Pair tail(Expr t) {
    return Pair.ordered(Real.TAIL_AT_2.hi(t), t.mul(TAIL.at(t))).plus(Real.TAIL_AT_2.lo(t));
  }
}
