package dev.cotangent.op;

/// The nonlinearities of neural networks, position by position, of FLOAT32 and FLOAT64 tensors. At
/// a kink the derivative is the slope of least magnitude between the two sides.
///
/// @param <S> the type that has the operations
public interface ActivationOps<S> extends Lift<S> {
  /// 1 / (1 + e^-x). Derivative sigmoid(x) sigmoid(-x).
  default S sigmoid() {
    return lift(Activation::sigmoid);
  }

  /// log sigmoid(x), exact in both tails. Derivative sigmoid(-x).
  default S logSigmoid() {
    return lift(Activation::logSigmoid);
  }

  /// log(1 + e^x), without overflow. Derivative sigmoid(x).
  default S softplus() {
    return lift(Activation::softplus);
  }

  /// x / (1 + |x|). Derivative 1 / (1 + |x|)².
  default S softsign() {
    return lift(Activation::softsign);
  }

  /// max(x, 0). Derivative 1 above 0, 0 at 0 and below.
  default S relu() {
    return lift(Activation::relu);
  }

  /// x between 0 and 6. Derivative 1 between them, 0 at both and outside.
  default S relu6() {
    return lift(Activation::relu6);
  }

  /// x above 0, slope x below. At 0 the derivative is the number of least magnitude between 1 and
  /// the slope.
  default S leakyRelu(double slope) {
    return lift(x -> Activation.leakyRelu(x, slope));
  }

  /// x above 0, alpha (e^x - 1) below. At 0 the derivative is the number of least magnitude between
  /// 1 and alpha.
  default S elu(double alpha) {
    return lift(x -> Activation.elu(x, alpha));
  }

  /// 1.0507... elu(1.6732...)(x), the self-normalising constants.
  default S selu() {
    return lift(Activation::selu);
  }

  /// x sigmoid(x), also called swish.
  default S silu() {
    return lift(Activation::silu);
  }

  /// x tanh(softplus(x)).
  default S mish() {
    return lift(Activation::mish);
  }

  /// x Φ(x) with the normal distribution function Φ, by erfc. Derivative Φ(x) + x φ(x).
  default S gelu() {
    return lift(Activation::gelu);
  }

  /// The approximation of gelu by tanh.
  default S geluTanh() {
    return lift(Activation::geluTanh);
  }
}
