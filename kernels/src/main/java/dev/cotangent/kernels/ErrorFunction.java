package dev.cotangent.kernels;

/// erf and erfc: near 0 a polynomial, elsewhere erfc(x) = e^(-x^2) P / (x + 2).
final class ErrorFunction {
  /// (erf(x) / x - 2 / sqrt(pi)) / x^2 in x^2: minimax (Remez) on |x| <= 0.9, relative error of erf
  /// at most 3.0e-10 and 6.3e-19.
  private static final Polynomial NEAR =
      new Polynomial(
          Polynomial.of(
              -0.3761263509897348,
              0.11283716190702146,
              -0.026860556845729126,
              0.00520395767863734,
              -0.000817660398092054,
              8.516742286534142e-05),
          Polynomial.of(
              -0.3761263890318373,
              0.1128379167095373,
              -0.026866170644810453,
              0.005223977621634331,
              -0.0008548326756470464,
              0.00012055321091889575,
              -1.4925300784189812e-05,
              1.645522826063025e-06,
              -1.627559958967188e-07,
              1.4046654131886149e-08,
              -8.483147251336218e-10));

  /// With P = e^(x^2) erfc(x) (x + 2) and t = (x - 2) / (x + 2): (P - P(0)) / t in t, minimax
  /// (Remez) on 0.48 <= x <= 10.2 and 28, relative error of P at most 8.4e-11 and 8.5e-18.
  private static final Polynomial FAR =
      new Polynomial(
          Polynomial.of(
              -0.6871606830210345,
              0.27947208956180936,
              -0.03644231227935222,
              -0.02151054088021148,
              0.006480469103398804,
              0.003089029206474956,
              -0.0008457291358144204,
              -0.0006540856046737294,
              5.991646668491842e-05,
              0.00012142737848656978),
          Polynomial.of(
              -0.6871606844138105,
              0.27947209255605737,
              -0.03644223150689452,
              -0.021510661889747894,
              0.0064791850687235765,
              0.0030906120680026954,
              -0.000837296090396911,
              -0.0006630736468614956,
              3.437186676845227e-05,
              0.00014447197732445953,
              3.4144930527777875e-05,
              -2.1702093083004764e-05,
              -1.609818815082217e-05,
              -1.112230131061154e-06,
              3.5623265002202906e-06,
              2.0038286945012236e-06,
              1.7854050400816983e-07,
              -6.539601918180896e-07,
              -5.327120565478546e-07,
              1.7386135012268263e-07,
              2.0636232866584546e-07,
              -7.834827120784379e-08));

  /// From here on erf is 1 - erfc.
  private static final double ERF_BORDER = 0.88;

  /// Up to here erfc is 1 - erf, which then is less than a half.
  private static final double ERFC_BORDER = 0.48;

  private ErrorFunction() {}

  /// erf(x) / x - 1 near 0.
  private static Expr near(Expr x) {
    var square = x.mul(x);
    return NEAR.at(square).fma(square, Real.ERF_SLOPE_LESS_1.hi(x));
  }

  static Expr erf(Expr x) {
    var format = FloatFormat.of(x);
    var magnitude = x.abs();
    var near = near(x).fma(x, x);
    var far = x.constant(1.0).sub(complement(magnitude, format.pick(4, 6)));
    // A NaN takes the near branch.
    return magnitude.ge(ERF_BORDER).select(format.copySign(far, x), near);
  }

  static Expr erfc(Expr x) {
    var format = FloatFormat.of(x);
    var magnitude = x.abs();
    var one = x.constant(1.0);
    var near = Pair.ordered(one, x.neg()).plus(near(x).mul(x).neg()).value();
    var far = complement(magnitude, format.pick(10.2, 27.3)); // where it has vanished
    far = x.lt(0.0).select(x.constant(2.0).sub(far), far);
    return magnitude.ge(ERFC_BORDER).select(far, near);
  }

  /// erfc(x) for x >= 0.48, the same for all from `most` on.
  private static Expr complement(Expr x, double most) {
    var greatest = x.constant(most);
    var bounded = x.lt(greatest).select(x, greatest);
    return Exponential.times(Pair.product(bounded, bounded.neg()), scaledComplement(bounded));
  }

  /// e^(x^2) erfc(x) for x >= 0.48.
  private static Pair scaledComplement(Expr x) {
    // P and the quotients as pairs: else their errors would add up to more than that of e^(-x^2).
    var divisor = Pair.sum(x, x.constant(2.0));
    var t = Pair.of(x.sub(2.0)).over(divisor).value();
    var p = Pair.ordered(Real.FOUR_ERFCX_2.hi(x), t.mul(FAR.at(t))).plus(Real.FOUR_ERFCX_2.lo(x));
    return p.over(divisor);
  }
}
