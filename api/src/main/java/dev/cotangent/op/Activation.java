package dev.cotangent.op;

import static dev.cotangent.op.Partial.of;
import static dev.cotangent.op.Partial.ofInput;
import static dev.cotangent.op.Pointwise.Domain.FLOATING;

import dev.cotangent.Tensor;
import dev.cotangent.kernels.Elementary;

/// The nonlinearities of neural networks. Most are compositions; those with a rule of their own
/// have it for the sake of their tails.
public final class Activation {
  private Activation() {}

  /// sigmoid' = sigmoid(x) sigmoid(-x), which keeps its relative accuracy where y(1 - y) is 0.
  private static final Pointwise SIGMOID =
      Pointwise.unary(
          "sigmoid",
          FLOATING,
          Elementary::sigmoid,
          of((x, y) -> y.times(x[0].unaryMinus().sigmoid())));

  public static Tensor sigmoid(Tensor x) {
    return SIGMOID.apply(x);
  }

  private static final Pointwise SOFTPLUS =
      Pointwise.unary("softplus", FLOATING, Elementary::softplus, ofInput(Tensor::sigmoid));

  public static Tensor softplus(Tensor x) {
    return SOFTPLUS.apply(x);
  }

  public static Tensor logSigmoid(Tensor x) {
    return softplus(x.unaryMinus()).unaryMinus();
  }

  public static Tensor softsign(Tensor x) {
    return x.div(x.abs().plus(1));
  }

  /// 0 at 0, the element of least norm of [0, 1]; NaN stays NaN.
  private static final Pointwise RELU =
      Pointwise.unary(
          "relu", FLOATING, x -> x.max(x.constant(0)), ofInput(x -> x.gt(0).toDType(x.dtype())));

  public static Tensor relu(Tensor x) {
    return RELU.apply(x);
  }

  public static Tensor relu6(Tensor x) {
    return x.clamp(0, 6);
  }

  /// At 0 the slope of least magnitude of the two sides.
  public static Tensor leakyRelu(Tensor x, double slope) {
    var onPositiveSide = Math.abs(slope) < 1 ? x.gt(0) : x.ge(0);
    return Tensor.where(onPositiveSide, x, x.times(slope));
  }

  /// At 0 the slope of least magnitude of the two sides: 1 on the right, alpha on the left.
  public static Tensor elu(Tensor x, double alpha) {
    var onPositiveSide = Math.abs(alpha) < 1 ? x.gt(0) : x.ge(0);
    return Tensor.where(onPositiveSide, x, x.expm1().times(alpha));
  }

  // Klambauer et al., "Self-Normalizing Neural Networks" (2017): the fixed point of mean 0,
  // variance 1.
  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
  private static final double SELU_SCALE = 1.0507009873554804934193349852946;

  public static Tensor selu(Tensor x) {
    return elu(x, SELU_ALPHA).times(SELU_SCALE);
  }

  public static Tensor silu(Tensor x) {
    return x.times(x.sigmoid());
  }

  public static Tensor mish(Tensor x) {
    return x.times(x.softplus().tanh());
  }

  /// x Phi(x), Phi the normal distribution function; its derivative is Phi(x) + x phi(x). Phi is
  /// taken from erfc, which does not cancel for negative x.
  private static final Pointwise GELU =
      Pointwise.unary(
          "gelu",
          FLOATING,
          x -> {
            var phi = Elementary.erfc(x.mul(x.constant(-Math.sqrt(0.5)))).mul(x.constant(0.5));
            return x.mul(phi);
          },
          ofInput(x -> {
            var distribution = x.times(-Math.sqrt(0.5)).erfc().times(0.5);
            var density = x.square().times(-0.5).exp().times(1 / Math.sqrt(2 * Math.PI));
            return distribution.plus(x.times(density));
          }));

  public static Tensor gelu(Tensor x) {
    return GELU.apply(x);
  }

  /// Hendrycks and Gimpel's approximation (2016).
  public static Tensor geluTanh(Tensor x) {
    var cubed = x.square().times(x).times(0.044715);
    var gate = x.plus(cubed).times(Math.sqrt(2 / Math.PI)).tanh().plus(1);
    return x.times(gate).times(0.5);
  }

  private static final Pointwise ERF =
      Pointwise.unary("erf", FLOATING, Elementary::erf, ofInput(x -> bell(x)));

  /// 2 / sqrt(pi) e^-x^2.
  private static Tensor bell(Tensor x) {
    return x.square().unaryMinus().exp().times(2 / Math.sqrt(Math.PI));
  }

  public static Tensor erf(Tensor x) {
    return ERF.apply(x);
  }

  private static final Pointwise ERFC =
      Pointwise.unary("erfc", FLOATING, Elementary::erfc, ofInput(x -> bell(x).unaryMinus()));

  public static Tensor erfc(Tensor x) {
    return ERFC.apply(x);
  }
}
