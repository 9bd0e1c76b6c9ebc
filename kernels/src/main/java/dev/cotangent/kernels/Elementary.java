package dev.cotangent.kernels;

/// The elementary functions of floating expressions, over their whole domain: NaN, infinities,
/// signed zeros and subnormal numbers as in `Math`. All are made of exactly specified instructions,
/// and so give the same bits wherever they are evaluated. None errs by more than 2 units in the
/// last place, but for [#geluSlope], and most by hardly more than half of one: `docs/accuracy.md`
/// has what was measured.
public final class Elementary {
  private Elementary() {}

  public static Expr exp(Expr x) {
    return Exponential.exp(x);
  }

  /// e^x - 1, precise near 0.
  public static Expr expm1(Expr x) {
    return Exponential.expm1(x);
  }

  /// 2^x.
  public static Expr exp2(Expr x) {
    return Exponential.exp2(x);
  }

  /// 1 / (1 + e^-x).
  public static Expr sigmoid(Expr x) {
    return Exponential.sigmoid(x);
  }

  /// log(1 + e^x).
  public static Expr softplus(Expr x) {
    return Logarithm.softplus(x);
  }

  /// x sigmoid(x).
  public static Expr silu(Expr x) {
    return Exponential.silu(x);
  }

  /// log(e^x + e^y), which neither overflows nor loses the smaller one.
  public static Expr logaddexp(Expr x, Expr y) {
    return Logarithm.logaddexp(x, y);
  }

  public static Expr log(Expr x) {
    return Logarithm.log(x);
  }

  /// log(1 + x), precise near 0.
  public static Expr log1p(Expr x) {
    return Logarithm.log1p(x);
  }

  public static Expr log2(Expr x) {
    return Logarithm.log2(x);
  }

  public static Expr log10(Expr x) {
    return Logarithm.log10(x);
  }

  /// log(x / (1 - x)), precise near 1/2.
  public static Expr logit(Expr x) {
    return Logarithm.logit(x);
  }

  public static Expr sin(Expr x) {
    return Trigonometric.sin(x);
  }

  public static Expr cos(Expr x) {
    return Trigonometric.cos(x);
  }

  public static Expr tan(Expr x) {
    return Trigonometric.tan(x);
  }

  /// sin(pi x) / (pi x), and 1 at 0.
  public static Expr sinc(Expr x) {
    return Trigonometric.sinc(x);
  }

  /// cos(pi x), exact where pi x would have to be rounded.
  public static Expr cosPi(Expr x) {
    return Trigonometric.cosPi(x);
  }

  public static Expr asin(Expr x) {
    return InverseTrigonometric.asin(x);
  }

  public static Expr acos(Expr x) {
    return InverseTrigonometric.acos(x);
  }

  public static Expr atan(Expr x) {
    return InverseTrigonometric.atan(x);
  }

  /// The angle of the point (x, y).
  public static Expr atan2(Expr y, Expr x) {
    return InverseTrigonometric.atan2(y, x);
  }

  public static Expr sinh(Expr x) {
    return Hyperbolic.sinh(x);
  }

  public static Expr cosh(Expr x) {
    return Hyperbolic.cosh(x);
  }

  public static Expr tanh(Expr x) {
    return Hyperbolic.tanh(x);
  }

  public static Expr asinh(Expr x) {
    return Hyperbolic.asinh(x);
  }

  public static Expr acosh(Expr x) {
    return Hyperbolic.acosh(x);
  }

  public static Expr atanh(Expr x) {
    return Hyperbolic.atanh(x);
  }

  /// The error function.
  public static Expr erf(Expr x) {
    return ErrorFunction.erf(x);
  }

  /// 1 - erf(x), precise where it is small.
  public static Expr erfc(Expr x) {
    return ErrorFunction.erfc(x);
  }

  /// x times the normal distribution function.
  public static Expr gelu(Expr x) {
    return NormalDistribution.gelu(x);
  }

  /// The derivative of [#gelu], a difference: up to 3 units in the last place, and between -2 and
  /// 0, around its zero, in the last place of 1/4.
  public static Expr geluSlope(Expr x) {
    return NormalDistribution.geluSlope(x);
  }

  /// The inverse of erf.
  public static Expr erfinv(Expr x) {
    return InverseErrorFunction.erfinv(x);
  }

  /// log |gamma(x)|.
  public static Expr lgamma(Expr x) {
    return LogGamma.lgamma(x);
  }

  /// The derivative of [#lgamma].
  public static Expr digamma(Expr x) {
    return Digamma.digamma(x);
  }

  /// The derivative of [#digamma], infinite at its poles.
  public static Expr trigamma(Expr x) {
    return Digamma.trigamma(x);
  }

  /// The derivative of any order of [#digamma], from 1 to 2^24, element by element; NaN if the
  /// order is another number. At a pole the limit from the right.
  public static Expr polygamma(Expr order, Expr x) {
    return Expr.call(ScalarFunction.POLYGAMMA, order, x);
  }

  /// x^y with the edge cases of IEEE 754.
  public static Expr pow(Expr x, Expr y) {
    return Powers.pow(x, y);
  }

  public static Expr cbrt(Expr x) {
    return Powers.cbrt(x);
  }

  /// sqrt(x^2 + y^2) without overflow or underflow on the way.
  public static Expr hypot(Expr x, Expr y) {
    return Powers.hypot(x, y);
  }

  /// To the next integer towards negative infinity; exact, like the other roundings.
  public static Expr floor(Expr x) {
    return Rounding.floor(x);
  }

  public static Expr ceil(Expr x) {
    return Rounding.ceil(x);
  }

  /// To the nearest integer, ties to even.
  public static Expr round(Expr x) {
    return Rounding.round(x);
  }

  /// To the next integer towards zero.
  public static Expr trunc(Expr x) {
    return Rounding.trunc(x);
  }

  /// The remainder with the sign of the dividend, Java's `%`; of integers too.
  public static Expr rem(Expr a, Expr b) {
    return a.rem(b);
  }

  /// The remainder with the sign of the divisor, NumPy's `mod`; of integers too.
  public static Expr mod(Expr a, Expr b) {
    return Rounding.mod(a, b);
  }
}
