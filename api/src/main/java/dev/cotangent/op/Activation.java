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
    return softplus(Numbers.requireFloating("logSigmoid", x).unaryMinus()).unaryMinus();
  }

  /// softsign' = 1 / (1 + |x|)^2.
  private static final Pointwise SOFTSIGN =
      Pointwise.unary(
          "softsign",
          FLOATING,
          x -> {
            var one = x.constant(1);
            var sign = x.gt(x.constant(0)).select(one, one.neg());
            var infinite = x.abs().eq(x.constant(Double.POSITIVE_INFINITY));
            return infinite.select(sign, x.div(x.abs().add(one)));
          },
          ofInput(x -> x.abs().plus(1).reciprocal().square()));

  public static Tensor softsign(Tensor x) {
    return SOFTSIGN.apply(x);
  }

  /// 0 at 0, the element of least norm of [0, 1]; NaN stays NaN.
  private static final Pointwise RELU =
      Pointwise.unary(
          "relu", FLOATING, x -> x.max(x.constant(0)), ofInput(x -> x.gt(0).toDType(x.dtype())));

  public static Tensor relu(Tensor x) {
    return RELU.apply(x);
  }

  public static Tensor relu6(Tensor x) {
    return Numbers.requireFloating("relu6", x).clamp(0, 6);
  }

  public static Tensor leakyRelu(Tensor x, double slope) {
    Numbers.requireFloating("leakyRelu", x);
    return joined(x, x.times(slope), slope);
  }

  /// x above 0 and `below` under it. At 0, where both are 0, the derivative is the element of least
  /// norm between 1 and the slope from below.
  private static Tensor joined(Tensor x, Tensor below, double slope) {
    var sides = Tensor.where(slope < 1 ? x.gt(0) : x.ge(0), x, below);
    return slope < 0 ? Tensor.where(x.eq(0), x.zerosLike(), sides) : sides;
  }

  public static Tensor elu(Tensor x, double alpha) {
    Numbers.requireFloating("elu", x);
    return joined(x, x.expm1().times(alpha), alpha);
  }

  // Klambauer et al., "Self-Normalizing Neural Networks" (2017): the fixed point of mean 0,
  // variance 1.
  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
  private static final double SELU_SCALE = 1.0507009873554804934193349852946;

  public static Tensor selu(Tensor x) {
    return elu(Numbers.requireFloating("selu", x), SELU_ALPHA).times(SELU_SCALE);
  }

  /// Beyond this the tails of silu, mish and gelu are exactly 0 and x: a factor x that stops here
  /// meets no infinity in a product with 0.
  private static final double TAIL = 1e4;

  private static Tensor bounded(Tensor x) {
    return x.clamp(-TAIL, TAIL);
  }

  /// silu' = sigmoid(x) (1 + x sigmoid(-x)).
  private static final Pointwise SILU =
      Pointwise.unary(
          "silu",
          FLOATING,
          Elementary::silu,
          ofInput(x -> x.sigmoid().times(bounded(x).times(x.unaryMinus().sigmoid()).plus(1))));

  public static Tensor silu(Tensor x) {
    return SILU.apply(x);
  }

  /// With t = tanh(softplus(x)): mish' = t + x (1 - t^2) sigmoid(x).
  private static final Pointwise MISH =
      Pointwise.unary(
          "mish",
          FLOATING,
          x -> x.max(x.constant(-TAIL)).mul(Elementary.tanh(Elementary.softplus(x))),
          ofInput(x -> {
            var t = x.softplus().tanh();
            var slope = t.square().unaryMinus().plus(1).times(x.sigmoid());
            return t.plus(bounded(x).times(slope));
          }));

  public static Tensor mish(Tensor x) {
    return MISH.apply(x);
  }

  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

  /// The derivative of gelu, Phi(x) + x phi(x), with the normal distribution function Phi and its
  /// density phi. Its own derivative is (2 - x^2) phi(x).
  private static final Pointwise GELU_SLOPE =
      Pointwise.unary(
          "geluSlope",
          FLOATING,
          Elementary::geluSlope,
          ofInput(x -> {
            var phi = x.square().times(-0.5).exp().times(DENSITY);
            return bounded(x).square().unaryMinus().plus(2).times(phi);
          }));

  /// x Phi(x).
  private static final Pointwise GELU =
      Pointwise.unary("gelu", FLOATING, Elementary::gelu, ofInput(GELU_SLOPE::apply));

  public static Tensor gelu(Tensor x) {
    return GELU.apply(x);
  }

  private static final double GATE = 2 * Math.sqrt(2 / Math.PI);
  private static final double GATE_CUBIC = 0.044715;

  /// Hendrycks and Gimpel's approximation (2016), x (1 + tanh(u / 2)) / 2 = x sigmoid(u), which
  /// does not cancel for negative x. Its derivative is sigmoid(u) (1 + x sigmoid(-u) u').
  private static final Pointwise GELU_TANH =
      Pointwise.unary(
          "geluTanh",
          FLOATING,
          x -> {
            var factor = x.mul(x).mul(x.constant(GATE_CUBIC)).add(x.constant(1));
            var gate = Elementary.sigmoid(factor.mul(x).mul(x.constant(GATE)));
            return x.max(x.constant(-TAIL)).mul(gate);
          },
          ofInput(x -> {
            var tail = bounded(x);
            var square = tail.square();
            var u = square.times(GATE_CUBIC).plus(1).times(tail).times(GATE);
            var slope = square.times(3 * GATE_CUBIC).plus(1).times(GATE);
            var inner = tail.times(u.unaryMinus().sigmoid()).times(slope);
            return u.sigmoid().times(inner.plus(1));
          }));

  public static Tensor geluTanh(Tensor x) {
    return GELU_TANH.apply(x);
  }
}
