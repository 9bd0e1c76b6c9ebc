package dev.cotangent.op;

import static dev.cotangent.op.Partial.ofInput;
import static dev.cotangent.op.Partial.ofInputs;
import static dev.cotangent.op.Partial.ofOutput;
import static dev.cotangent.op.Pointwise.Domain.FLOATING;

import dev.cotangent.Tensor;
import dev.cotangent.kernels.Elementary;

/// Circular and hyperbolic functions, and their inverses.
public final class Trigonometric {
  private Trigonometric() {}

  private static final Pointwise SIN =
      Pointwise.unary("sin", FLOATING, Elementary::sin, ofInput(Tensor::cos));

  public static Tensor sin(Tensor x) {
    return SIN.apply(x);
  }

  private static final Pointwise COS =
      Pointwise.unary("cos", FLOATING, Elementary::cos, ofInput(x -> x.sin().unaryMinus()));

  public static Tensor cos(Tensor x) {
    return COS.apply(x);
  }

  private static final Pointwise TAN =
      Pointwise.unary("tan", FLOATING, Elementary::tan, ofOutput(y -> y.square().plus(1)));

  public static Tensor tan(Tensor x) {
    return TAN.apply(x);
  }

  private static final Pointwise ASIN =
      Pointwise.unary("asin", FLOATING, Elementary::asin, ofInput(Trigonometric::cosecant));

  /// 1 / sqrt(1 - x^2), as a product because 1 - x^2 cancels near the edge.
  private static Tensor cosecant(Tensor x) {
    return x.plus(1).times(x.unaryMinus().plus(1)).rsqrt();
  }

  public static Tensor asin(Tensor x) {
    return ASIN.apply(x);
  }

  private static final Pointwise ACOS =
      Pointwise.unary("acos", FLOATING, Elementary::acos, ofInput(x -> cosecant(x).unaryMinus()));

  public static Tensor acos(Tensor x) {
    return ACOS.apply(x);
  }

  private static final Pointwise ATAN =
      Pointwise.unary(
          "atan", FLOATING, Elementary::atan, ofInput(x -> x.square().plus(1).reciprocal()));

  public static Tensor atan(Tensor x) {
    return ATAN.apply(x);
  }

  /// The angle of the point (x, y), from y and x; both derivatives are 0 at the origin. The
  /// quotients are taken one after the other, because x^2 + y^2 may overflow.
  private static final Pointwise ATAN2 =
      Pointwise.binary(
          "atan2",
          FLOATING,
          Elementary::atan2,
          ofInputs((y, x) -> slope(x, y)),
          ofInputs((y, x) -> slope(y, x).unaryMinus()));

  private static Tensor slope(Tensor x, Tensor y) {
    var r = x.hypot(y);
    return Tensor.where(r.eq(0), r.zerosLike(), Exponential.cosine(x, y, r).div(r));
  }

  public static Tensor atan2(Tensor y, Tensor x) {
    return ATAN2.apply(y, x);
  }

  private static final Pointwise SINH =
      Pointwise.unary("sinh", FLOATING, Elementary::sinh, ofInput(Tensor::cosh));

  public static Tensor sinh(Tensor x) {
    return SINH.apply(x);
  }

  private static final Pointwise COSH =
      Pointwise.unary("cosh", FLOATING, Elementary::cosh, ofInput(Tensor::sinh));

  public static Tensor cosh(Tensor x) {
    return COSH.apply(x);
  }

  /// 1 - y^2 as a product, which cancels less. The derivative of tanh by its result, (1 + y)(1 -
  /// y): one operation, because recurrences feel every one.
  private static final Pointwise TANH_SLOPE =
      Pointwise.unary(
          "tanhSlope",
          FLOATING,
          y -> y.add(y.constant(1)).mul(y.constant(1).sub(y)),
          ofInput(y -> y.times(-2)));

  private static final Pointwise TANH =
      Pointwise.unary("tanh", FLOATING, Elementary::tanh, ofOutput(TANH_SLOPE::apply));

  public static Tensor tanh(Tensor x) {
    return TANH.apply(x);
  }

  private static final Pointwise ASINH =
      Pointwise.unary(
          "asinh", FLOATING, Elementary::asinh, ofInput(x -> x.hypot(x.onesLike()).reciprocal()));

  public static Tensor asinh(Tensor x) {
    return ASINH.apply(x);
  }

  /// The domain ends at 1: below it the product of the roots is NaN, as is the value.
  private static final Pointwise ACOSH =
      Pointwise.unary(
          "acosh",
          FLOATING,
          Elementary::acosh,
          ofInput(x -> x.minus(1).rsqrt().times(x.plus(1).rsqrt())));

  public static Tensor acosh(Tensor x) {
    return ACOSH.apply(x);
  }

  private static final Pointwise ATANH =
      Pointwise.unary(
          "atanh",
          FLOATING,
          Elementary::atanh,
          ofInput(x -> x.plus(1).times(x.unaryMinus().plus(1)).reciprocal()));

  public static Tensor atanh(Tensor x) {
    return ATANH.apply(x);
  }

  private static final Pointwise SINC =
      Pointwise.unary("sinc", FLOATING, Elementary::sinc, ofInput(Trigonometric::sincSlope));

  public static Tensor sinc(Tensor x) {
    return SINC.apply(x);
  }

  /// For the slope of sinc alone. Its own is -pi sin(pi x).
  private static final Pointwise COS_PI =
      Pointwise.unary(
          "cosPi",
          FLOATING,
          Elementary::cosPi,
          ofInput(x -> x.sinc().times(x).times(-Math.PI * Math.PI)));

  /// (cos(pi x) - sinc(x)) / x, which cancels near 0: there its Taylor series, which can itself be
  /// differentiated. With a = pi x: sinc(x) = sum of (-1)^k a^2k / (2k + 1)!.
  private static Tensor sincSlope(Tensor x) {
    var far = COS_PI.apply(x).minus(x.sinc()).div(x);
    var squared = x.square();
    var near = x.zerosLike();
    for (int k = SINC_SLOPE.length - 1; k >= 0; k--) near = near.times(squared).plus(SINC_SLOPE[k]);
    return Tensor.where(x.abs().lt(0.5), near.times(x), far);
  }

  /// The coefficients of x, x^3, ...: twelve reach 1e-17 at |x| = 1/2.
  private static final double[] SINC_SLOPE = sincSlope();

  private static double[] sincSlope() {
    var coefficients = new double[12];
    double term = 1; // pi^2k / (2k + 1)!, signed
    for (int k = 1; k <= coefficients.length; k++) {
      term *= -Math.PI * Math.PI / ((2 * k) * (2 * k + 1));
      coefficients[k - 1] = 2 * k * term;
    }
    return coefficients;
  }
}
