package dev.cotangent.kernels;

/// The inverse of erf: near 0 a polynomial, elsewhere with r = sqrt(-log(1 - |x|)) a slowly varying
/// multiple of r.
final class InverseErrorFunction {
  /// (erfinv(x) / x - sqrt(pi) / 2) / x^2 in x^2: minimax (Remez) on |x| <= 0.5, relative error of
  /// erfinv at most 8.8e-10 and 2.7e-19.
  private static final Polynomial NEAR =
      new Polynomial(
          Polynomial.of(
              0.23201348011749376,
              0.1275701637873427,
              0.08620486086465752,
              0.06886941434019926,
              0.030120646656418438,
              0.0972150788333964),
          Polynomial.of(
              0.23201366653465422,
              0.12755617530569194,
              0.08655212922980679,
              0.06495961848600128,
              0.05173125432970127,
              0.04283738744820057,
              0.03645499851003345,
              0.03181457196806293,
              0.026954787584138655,
              0.030989131213210876,
              -0.0017500147630340294,
              0.08790757240231163,
              -0.09734749256045899,
              0.12059344091106985));

  /// With Y = erfinv(x) / r and t = (r - 1.25) / (r + 1.25): (Y - Y(0)) / t in t, minimax (Remez)
  /// on 0.5 <= x < 1, as far as there are numbers, relative error of Y at most 4.45e-10 and
  /// 3.95e-19.
  private static final Polynomial FAR =
      new Polynomial(
          Polynomial.of(
              0.6210733566424809,
              -0.3397898041719418,
              -0.11505036117243533,
              0.21078307804551613,
              -0.05377741654481156,
              -0.10474550026351928,
              0.09944072312716576,
              0.005112321983334568,
              -0.062468064281799414,
              0.0315772042285479),
          Polynomial.of(
              0.6210733590493129,
              -0.339789913208965,
              -0.1150508356866503,
              0.21079605048217112,
              -0.053774339324497995,
              -0.10521636520243408,
              0.10039826891733851,
              0.010044776884214684,
              -0.08307376987718611,
              0.0476668321289429,
              0.03327213586775082,
              -0.06212202929158224,
              0.01561650828824518,
              0.04112766222685917,
              -0.04281189410593889,
              -0.006170045762815532,
              0.047282912204003304,
              -0.0345608388965565,
              -0.04293194961886369,
              0.17700063838817556,
              -0.3231460056225344,
              0.38173133491510897,
              -0.2917036036525365,
              0.13127703811173755,
              -0.026611826641063506));

  private InverseErrorFunction() {}

  static Expr erfinv(Expr x) {
    var magnitude = x.abs();
    var result = magnitude.gt(0.5).select(far(magnitude), near(magnitude));
    result = magnitude.gt(1.0).select(x.constant(Double.NaN), result);
    return FloatFormat.of(x).copySign(result, x);
  }

  private static Expr near(Expr x) {
    var square = x.mul(x);
    var product = Pair.product(x, Real.HALF_SQRT_PI.hi(x));
    var factor = NEAR.at(square).fma(square, Real.HALF_SQRT_PI.lo(x));
    return product.hi().add(factor.fma(x, product.lo()));
  }

  private static Expr far(Expr magnitude) {
    var rest = magnitude.constant(1.0).sub(magnitude); // exact where it is used
    var log = Logarithm.pairOfSum(Pair.of(rest), magnitude.constant(0.0)).normalized();
    var r = Pair.sqrt(new Pair(log.hi().neg(), log.lo().neg()));
    var divisor = Pair.sum(r.hi(), rest.constant(1.25)).plus(r.lo());
    var dividend = Pair.sum(r.hi(), rest.constant(-1.25)).plus(r.lo());
    var t = dividend.over(divisor).value();
    var factor = FAR.at(t).fma(t, Real.ERFINV_RATIO.lo(t));
    var product = Pair.product(r.hi(), Real.ERFINV_RATIO.hi(t));
    var low = r.hi().fma(factor, r.lo().fma(Real.ERFINV_RATIO.hi(t), product.lo()));
    var result = product.hi().add(low);
    return rest.eq(0.0).select(rest.constant(Double.POSITIVE_INFINITY), result);
  }
}
