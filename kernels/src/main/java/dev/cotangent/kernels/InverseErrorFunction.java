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

  /// With Y = erfinv(x) / r and t = (r - 2) / (r + 2): (Y - Y(0)) / t in t, minimax (Remez) on 0.5
  /// <= x < 1, as far as there are numbers, relative error of Y at most 5.5e-10 and 5.3e-19.
  private static final Polynomial FAR =
      new Polynomial(
          Polynomial.of(
              0.4309177407896287,
              -0.42376315970830314,
              0.20193737381914847,
              0.006719532435975451,
              -0.12804110891264905,
              0.1379270703453138,
              -0.07395573032779469,
              -0.01573274427649341,
              0.08216810173175638,
              -0.06705240121436665),
          Polynomial.of(
              0.43091773028359814,
              -0.4237632183630616,
              0.20193905748450558,
              0.00672492724618639,
              -0.12811413059053556,
              0.13776537369619987,
              -0.07264412212790736,
              -0.013667031508725856,
              0.07119894847758494,
              -0.07798873638339507,
              0.0409963354344336,
              0.011318824291396704,
              -0.0485889662346234,
              0.05312380006331442,
              -0.027727701248899058,
              -0.009452446977664612,
              0.036228952954317814,
              -0.04001234919936344,
              0.022252009631511104,
              0.007917426765953304,
              -0.03567841408716314,
              0.035506522024694794,
              -0.0018596038996560671,
              -0.022783579976651123,
              0.012726852219993225));

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
    var divisor = Pair.sum(r.hi(), rest.constant(2.0)).plus(r.lo());
    var dividend = Pair.sum(r.hi(), rest.constant(-2.0)).plus(r.lo());
    var t = dividend.over(divisor).value();
    var factor = FAR.at(t).fma(t, Real.ERFINV_RATIO.lo(t));
    var product = Pair.product(r.hi(), Real.ERFINV_RATIO.hi(t));
    var low = r.hi().fma(factor, r.lo().fma(Real.ERFINV_RATIO.hi(t), product.lo()));
    var result = product.hi().add(low);
    return rest.eq(0.0).select(rest.constant(Double.POSITIVE_INFINITY), result);
  }
}
