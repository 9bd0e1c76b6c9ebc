package dev.cotangent.kernels;

import static dev.cotangent.kernels.FloatFormat.twoTo;

/// digamma, the derivative of lgamma, and trigamma, that of digamma.
///
/// About its zero digamma is a polynomial times the distance from it, below that by the recurrence
/// psi(x) = psi(x + 1) - 1 / x; above, both have asymptotic series (DLMF 5.11.2 and 5.15.8).
/// Negative numbers are left to [PreciseGamma].
final class Digamma {
  /// With r the zero and t = x - r: (psi(x) x / t - r psi'(r)) / t in t: minimax (Remez) on 1 <= x
  /// <= 2, relative error of psi at most 3.0e-10 and 3.1e-18.
  private static final Polynomial NEAR =
      new Polynomial(
          Polynomial.of(
              0.3205153593784937,
              -0.06493162757219695,
              0.018876162880585814,
              -0.006343098156469284,
              0.002289808705875791,
              -0.0008690303496822802,
              0.0003633939062793366,
              -0.00012961579599282363),
          Polynomial.of(
              0.32051536505314393,
              -0.06493160890417637,
              0.018875832747962343,
              -0.0063436069512023225,
              0.002294851105443863,
              -0.0008656448694433298,
              0.000334919766765473,
              -0.00013167731035875938,
              5.231423166366549e-05,
              -2.093032332171943e-05,
              8.415377270963564e-06,
              -3.3872588543423904e-06,
              1.357067554389302e-06,
              -5.667208641363133e-07,
              2.611705131614762e-07,
              -8.602503648885009e-08));

  /// (log x - 1 / (2x) - psi(x)) x^2 in 1 / x^2: minimax (Remez) on x >= 2, relative error of psi
  /// at most 4.0e-10 and 3.7e-18.
  private static final Polynomial FAR =
      new Polynomial(
          Polynomial.of(
              0.0833332055430266,
              -0.008326767358284451,
              0.003847854654961642,
              -0.003080875161543595,
              0.0019242369737659227),
          Polynomial.of(
              0.08333333333331815,
              -0.008333333326738544,
              0.0039682529139903,
              -0.004166577907333786,
              0.007571136084556152,
              -0.02092911485884166,
              0.07911641269105872,
              -0.3596696956728217,
              1.7042512380993167,
              -7.4534338314785415,
              27.576397686223572,
              -80.96473567865985,
              177.96899747547099,
              -272.53308211124687,
              257.86707331853813,
              -113.11835442250823));

  /// (psi'(x) - 1 / x - 1 / (2 x^2)) x^3 in 1 / x^2: minimax (Remez) on x >= 3, relative error of
  /// psi' at most 1.2e-9 and 5.9e-19.
  private static final Polynomial TRIGAMMA =
      new Polynomial(
          Polynomial.of(
              0.16666630895440804, -0.0332995434036224, 0.02279592545785861, -0.020410163951715167),
          Polynomial.of(
              0.16666666666666502,
              -0.0333333333318679,
              0.02380952335467132,
              -0.03333326155313955,
              0.07575078606283756,
              -0.25269050363032997,
              1.1481837499228134,
              -6.4983920737792555,
              40.32183371392921,
              -237.23382849587423,
              1160.0731723879376,
              -4180.006842215209,
              9573.818305715435,
              -10301.470323756597));

  private Digamma() {}

  static Expr digamma(Expr x) {
    var near = near(x);
    var far = far(x);
    var result = x.lt(2.0).select(near, far);
    result = x.lt(Double.POSITIVE_INFINITY).select(result, x);
    var tiny = x.abs().lt(twoTo(-FloatFormat.of(x).fraction - 4));
    result = tiny.select(x.constant(-1.0).div(x), result);
    return Expr.rare(x.lt(0.0), ScalarFunction.DIGAMMA, result, x);
  }

  /// psi(x) for x < 2: t Q(t) / x, or below 1, with t = x + 1 - r, t Q(t) / (x + 1) - 1 / x.
  private static Expr near(Expr x) {
    var one = x.constant(1.0);
    var low = x.lt(1.0);
    var root = low.select(Real.DIGAMMA_ROOT_LESS_1.hi(x), Real.DIGAMMA_ROOT.hi(x));
    var rest = low.select(Real.DIGAMMA_ROOT_LESS_1.lo(x), Real.DIGAMMA_ROOT.lo(x));
    var t = Pair.sum(x, root.neg()).plus(rest.neg()).normalized();
    var q = t.hi().fma(NEAR.at(t.hi()), Real.DIGAMMA_SLOPE.lo(x));
    var product = Pair.product(t.hi(), Real.DIGAMMA_SLOPE.hi(x));
    product = product.plus(t.hi().fma(q, t.lo().mul(Real.DIGAMMA_SLOPE.hi(x))));
    var next = Pair.ordered(one, x);
    var shifted = product.normalized().times(x);
    var dividend = Pair.sum(shifted.hi(), next.hi().neg());
    dividend = dividend.plus(shifted.lo().sub(next.lo()));
    var divisor = next.times(x);
    dividend =
        new Pair(low.select(dividend.hi(), product.hi()), low.select(dividend.lo(), product.lo()));
    divisor = new Pair(low.select(divisor.hi(), x), low.select(divisor.lo(), x.constant(0.0)));
    return dividend.over(divisor).value();
  }

  /// log x - 1 / (2x) - FAR(1 / x^2) / x^2.
  private static Expr far(Expr x) {
    var inverse = x.constant(1.0).div(x);
    var square = inverse.mul(inverse);
    var log = Logarithm.pairOfSum(Pair.of(x), x.constant(0.0));
    var sum = Pair.sum(log.hi(), inverse.mul(-0.5));
    return sum.plus(square.neg().fma(FAR.at(square), log.lo())).value();
  }

  /// 1 / y + 1 / (2 y^2) + TRIGAMMA(1 / y^2) / y^3, with y = x from 3 on; below, y = x + 3 and the
  /// sum of 1 / x^2, 1 / (x + 1)^2 and 1 / (x + 2)^2 besides.
  static Expr trigamma(Expr x) {
    var one = x.constant(1.0);
    var zero = x.constant(0.0);
    var low = x.lt(3.0);
    var above = Pair.sum(x, x.constant(3.0));
    var y = new Pair(low.select(above.hi(), x), low.select(above.lo(), zero));
    var inverse = Pair.of(one).over(y);
    var square = inverse.hi().mul(inverse.hi());
    var tail = TRIGAMMA.at(square).mul(inverse.hi()).fma(square, square.mul(0.5));
    var series = Pair.ordered(inverse.hi(), tail).plus(inverse.lo());
    // 1 / (x + 1)^2 + 1 / (x + 2)^2, with (x + 1) (x + 2) = x (x + 3) + 2.
    var product = above.hi().fma(x, above.lo().fma(x, x.constant(2.0)));
    var both = product.fma(x.constant(2.0), one).div(product.mul(product));
    var pole = Pair.of(one).over(Pair.product(x, x));
    pole = new Pair(low.select(pole.hi(), zero), low.select(pole.lo().add(both), zero));
    var sum = Pair.sum(pole.hi(), series.hi());
    var result = sum.plus(pole.lo().add(series.lo())).value();
    // So near the pole there is nothing but 1 / x^2, which may overflow.
    var reciprocal = one.div(x);
    var tiny = x.lt(twoTo(-FloatFormat.of(x).fraction / 2 - 4));
    result = tiny.select(reciprocal.mul(reciprocal), result);
    result = x.eq(Double.POSITIVE_INFINITY).select(zero, result);
    return Expr.rare(x.lt(0.0), ScalarFunction.POLYGAMMA, result, one, x);
  }
}
