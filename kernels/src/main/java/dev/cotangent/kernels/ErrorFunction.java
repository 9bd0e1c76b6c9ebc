package dev.cotangent.kernels;

/// erf and erfc: near 0 a polynomial, elsewhere erfc(x) = e^(-x^2) P / (x + 2).
final class ErrorFunction {
  /// erf(x) / x - 1 in x^2: minimax (Remez) on |x| <= 0.9, relative error of erf at most 3.0e-10 and
  /// 6.3e-19.
  private static final Polynomial NEAR =
      new Polynomial(
          Polynomial.of(
              0.1283791667994689,
              -0.3761263509897348,
              0.11283716190702146,
              -0.026860556845729126,
              0.00520395767863734,
              -0.000817660398092054,
              8.516742286534142e-05),
          Polynomial.of(
              0.1283791670955126,
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

  /// With P = e^(x^2) erfc(x) (x + 2) and t = (x - 2) / (x + 2): (P - P(0)) / t in t, minimax (Remez)
  /// on 0.88 <= x <= 10.2 and 28, relative error of P at most 5.0e-10 and 2.5e-18.
  private static final Polynomial FAR =
      new Polynomial(
          Polynomial.of(
              -0.6871606829375211,
              0.27947215152401755,
              -0.03644241256205451,
              -0.02151270820925771,
              0.006484742881392806,
              0.003109405172908421,
              -0.0008970458456415361,
              -0.0006941438136977572,
              0.00024255285988082393),
          Polynomial.of(
              -0.6871606844138106,
              0.2794720925560539,
              -0.036442231506865964,
              -0.02151066188937791,
              0.006479185066625177,
              0.0030906120549313363,
              -0.0008372960189891189,
              -0.0006630734477010164,
              3.4370545306216046e-05,
              0.0001444709690506022,
              3.415871090172905e-05,
              -2.1710086956217435e-05,
              -1.617350147957349e-05,
              -9.821756218620446e-07,
              3.70276396467938e-06,
              1.4127917588874009e-06,
              5.749228679815093e-07,
              5.774781794772037e-09,
              -1.9974397595659883e-06,
              1.379358884933894e-06,
              -2.767281679301391e-07));

  private static final double BORDER = 0.88;

  private ErrorFunction() {}

  static Expr erf(Expr x) {
    var format = FloatFormat.of(x);
    var magnitude = x.abs();
    var near = NEAR.at(x.mul(x)).fma(x, x);
    var far = x.constant(1.0).sub(complement(magnitude, format.pick(4, 6)));
    // A NaN takes the near branch.
    return magnitude.ge(BORDER).select(format.copySign(far, x), near);
  }

  static Expr erfc(Expr x) {
    var format = FloatFormat.of(x);
    var magnitude = x.abs();
    var one = x.constant(1.0);
    var near = Pair.ordered(one, x.neg()).plus(NEAR.at(x.mul(x)).mul(x).neg()).value();
    var far = complement(magnitude, format.pick(10.2, 27.3)); // where it has vanished
    far = x.lt(0.0).select(x.constant(2.0).sub(far), far);
    return magnitude.ge(BORDER).select(far, near);
  }

  /// erfc(x) for x >= 0.88, the same for all from `most` on.
  private static Expr complement(Expr x, double most) {
    var greatest = x.constant(most);
    var bounded = x.lt(greatest).select(x, greatest);
    var square = Pair.product(bounded, bounded);
    // P and the quotients as pairs: else their errors would add up to more than that of e^(-x^2).
    var divisor = Pair.sum(bounded, x.constant(2.0));
    var t = Pair.of(bounded.sub(2.0)).over(divisor).value();
    var p = Pair.ordered(Real.FOUR_ERFCX_2.hi(x), t.mul(FAR.at(t))).plus(Real.FOUR_ERFCX_2.lo(x));
    var exponent = new Pair(square.hi().neg(), square.lo().neg());
    return Exponential.times(exponent, p.over(divisor));
  }
}
