package dev.cotangent.kernels;

import java.math.BigDecimal;

/// A mathematical constant, cut into floating numbers of any type whose sum it is.
final class Real {
  static final Real LN_2 = new Real("0.69314718055994530941723212145817656807550013436026");
  static final Real LOG2_E = new Real("1.4426950408889634073599246810018921374266459541530");
  static final Real LOG10_E = new Real("0.43429448190325182765112891891660508229439700580367");
  static final Real LOG10_2 = new Real("0.30102999566398119521373889472449302676818988146211");
  static final Real HALF_PI = new Real("1.5707963267948966192313216916397514420985846996876");
  static final Real QUARTER_PI = new Real("0.78539816339744830961566084581987572104929234984378");
  static final Real TWO_OVER_PI = new Real("0.63661977236758134307553505349005744813783858296183");
  static final Real TWO_THIRDS = new Real("0.66666666666666666666666666666666666666666666666667");

  static final Real PI = new Real("3.1415926535897932384626433832795028841971693993751");
  static final Real SQRT_HALF = new Real("0.70710678118654752440084436210484903928483593768847");
  static final Real HALF_SQRT_PI = new Real("0.88622692545275801364908374167057259139877472806119");
  static final Real HALF_LOG_TWO_PI_LESS_HALF =
      new Real("0.41893853320467274178032973640561763986139747363778");

  /// 2 / sqrt(pi) - 1.
  static final Real ERF_SLOPE_LESS_1 =
      new Real("0.12837916709551257389615890312154517168810125865800");

  /// digamma(2), the slope of lgamma there.
  static final Real DIGAMMA_2 = new Real("0.42278433509846713939348790991759756895784066406008");

  /// Half of trigamma(2).
  static final Real HALF_TRIGAMMA_2 =
      new Real("0.32246703342411321823620758332301259460947495060340");

  /// Where digamma is 0.
  static final Real DIGAMMA_ROOT = new Real("1.4616321449683623412626595423257213284681962040064");

  static final Real DIGAMMA_ROOT_LESS_1 =
      new Real("0.46163214496836234126265954232572132846819620400645");

  /// The root times the slope of digamma there.
  static final Real DIGAMMA_SLOPE = new Real("1.4143808597399581322082088620861015482188160602249");

  /// See [InverseErrorFunction].
  static final Real ERFINV_RATIO = new Real("0.70972858454281664188968270514047205828291307863258");

  /// 4 e^4 erfc(2): see [ErrorFunction].
  static final Real FOUR_ERFCX_2 = new Real("1.021582705242022975460354323634171053210397221021");

  /// 4 e^2 Phi(-2): see [NormalDistribution].
  static final Real TAIL_AT_2 = new Real("0.67240800489268242570859645611633479350393514668623");

  private final BigDecimal value;

  private Real(String value) {
    this.value = new BigDecimal(value);
  }

  /// The nearest number of `x`'s type.
  Expr hi(Expr x) {
    return x.constant(nearest(value, x));
  }

  DoubleDouble toDoubleDouble() {
    return DoubleDouble.of(value);
  }

  /// What is missing from [#hi].
  Expr lo(Expr x) {
    return x.constant(nearest(rest(value, nearest(value, x)), x));
  }

  /// What is missing from the sum of [#hi] and [#lo].
  Expr rest(Expr x) {
    var lo = rest(value, nearest(value, x));
    return x.constant(nearest(rest(lo, nearest(lo, x)), x));
  }

  /// The leading bits, so few that the product with an exponent is exact.
  Expr head(Expr x) {
    return x.constant(truncated(x));
  }

  /// What is missing from [#head].
  Expr tail(Expr x) {
    return x.constant(nearest(rest(value, truncated(x)), x));
  }

  private double truncated(Expr x) {
    // An exponent has up to 11 bits, for float up to 8: leave one more.
    return FloatFormat.of(x) == FloatFormat.F32
        ? Float.intBitsToFloat(Float.floatToRawIntBits(value.floatValue()) & -1 << 9)
        : Double.longBitsToDouble(Double.doubleToRawLongBits(value.doubleValue()) & -1L << 12);
  }

  private static double nearest(BigDecimal value, Expr x) {
    return FloatFormat.of(x) == FloatFormat.F32 ? value.floatValue() : value.doubleValue();
  }

  private static BigDecimal rest(BigDecimal value, double part) {
    return value.subtract(new BigDecimal(part));
  }
}
