package dev.cotangent;

import static dev.cotangent.Operation.binary;
import static dev.cotangent.Operation.unary;

import java.util.List;

/// The operations that work position by position.
final class PointwiseTable {
  private PointwiseTable() {}

  static List<Operation> arithmetic() {
    return List.of(
        binary("plus(S)", Tensor::plus, -2, 2),
        unary("plus(double)", x -> x.plus(1.5), -2, 2),
        binary("minus(S)", Tensor::minus, -2, 2),
        unary("minus(double)", x -> x.minus(1.5), -2, 2),
        binary("times(S)", Tensor::times, -2, 2),
        unary("times(double)", x -> x.times(1.5), -2, 2),
        binary("div(S)", Tensor::div, -2, 2, 0.5, 2),
        unary("div(double)", x -> x.div(1.5), -2, 2),
        unary("unaryMinus()", Tensor::unaryMinus, -2, 2),
        binary("pow(S)", Tensor::pow, 0.5, 2, -2, 2),
        unary("pow(double)", x -> x.pow(2.5), 0.5, 2),
        unary("pow(double)", x -> x.pow(3), -2, 2),
        unary("pow(double)", x -> x.pow(2), -2, 2),
        unary("pow(double)", x -> x.pow(-1), 0.5, 2),
        unary("pow(double)", x -> x.pow(-2), -2, -0.5),
        unary("reciprocal()", Tensor::reciprocal, -2, -0.5),
        unary("square()", Tensor::square, -2, 2),
        binary("rem(S)", Tensor::rem, 5.2, 5.8, 2.0, 2.2),
        binary("rem(S)", Tensor::rem, -5.8, -5.2, 2.0, 2.2),
        unary("rem(double)", x -> x.rem(2), -5.7, -4.3),
        binary("mod(S)", Tensor::mod, 5.2, 5.8, 2.0, 2.2),
        binary("mod(S)", Tensor::mod, -5.8, -5.2, 2.0, 2.2),
        unary("mod(double)", x -> x.mod(2), -5.7, -4.3),
        binary("minimum(S)", Tensor::minimum, -2, 2, -1.6, 1.7),
        unary("minimum(double)", x -> x.minimum(0.5), -2, 2).awayFrom(0.5),
        binary("maximum(S)", Tensor::maximum, -2, 2, -1.6, 1.7),
        unary("maximum(double)", x -> x.maximum(0.5), -2, 2).awayFrom(0.5),
        unary("clamp(double, double)", x -> x.clamp(-1, 0.5), -2, 2).awayFrom(-1, 0.5),
        unary("abs()", Tensor::abs, -2, 2).awayFrom(0),
        unary("sign()", Tensor::sign, -2, 2).awayFrom(0),
        unary("floor()", Tensor::floor, -2, 2).awayFrom(-2, -1, 0, 1, 2),
        unary("ceil()", Tensor::ceil, -2, 2).awayFrom(-2, -1, 0, 1, 2),
        unary("round()", Tensor::round, -2, 2).awayFrom(-1.5, -0.5, 0.5, 1.5),
        unary("trunc()", Tensor::trunc, -2, 2).awayFrom(-2, -1, 0, 1, 2));
  }

  static List<Operation> exponential() {
    return List.of(
        unary("exp()", Tensor::exp, -2, 2),
        unary("exp2()", Tensor::exp2, -2, 2),
        unary("expm1()", Tensor::expm1, -1, 1),
        unary("log()", Tensor::log, 0.5, 4),
        unary("log1p()", Tensor::log1p, -0.5, 2),
        unary("log2()", Tensor::log2, 0.5, 4),
        unary("log10()", Tensor::log10, 0.5, 4),
        unary("sqrt()", Tensor::sqrt, 0.5, 4),
        unary("rsqrt()", Tensor::rsqrt, 0.5, 4),
        unary("cbrt()", Tensor::cbrt, -4, -0.5),
        binary("logaddexp(S)", Tensor::logaddexp, -2, 2),
        binary("hypot(S)", Tensor::hypot, 0.5, 2, -2, 2),
        binary("xlogy(S)", Tensor::xlogy, -2, 2, 0.5, 3));
  }

  static List<Operation> trigonometric() {
    return List.of(
        unary("sin()", Tensor::sin, -4, 4),
        unary("cos()", Tensor::cos, -4, 4),
        unary("tan()", Tensor::tan, -1, 1),
        unary("asin()", Tensor::asin, -0.8, 0.8),
        unary("acos()", Tensor::acos, -0.8, 0.8),
        unary("atan()", Tensor::atan, -3, 3),
        binary("atan2(S)", Tensor::atan2, -2, 2, -2, -0.5),
        binary("atan2(S)", Tensor::atan2, 0.5, 2, -2, 2),
        unary("sinh()", Tensor::sinh, -2, 2),
        unary("cosh()", Tensor::cosh, -2, 2),
        unary("tanh()", Tensor::tanh, -2, 2),
        unary("asinh()", Tensor::asinh, -3, 3),
        unary("acosh()", Tensor::acosh, 1.5, 4),
        unary("atanh()", Tensor::atanh, -0.7, 0.7),
        unary("sinc()", Tensor::sinc, -2, 2),
        unary("sinc()", Tensor::sinc, -0.1, 0.1));
  }

  static List<Operation> special() {
    return List.of(
        unary("erf()", Tensor::erf, -2, 2),
        unary("erfc()", Tensor::erfc, -2, 2),
        unary("erfinv()", Tensor::erfinv, -0.9, 0.9),
        unary("lgamma()", Tensor::lgamma, 0.5, 6),
        unary("lgamma()", Tensor::lgamma, -1.8, -1.2),
        unary("digamma()", Tensor::digamma, 0.5, 6),
        unary("digamma()", Tensor::digamma, -1.7, -1.3),
        unary("polygamma(int)", x -> x.polygamma(0), 0.5, 6),
        unary("polygamma(int)", x -> x.polygamma(1), 0.5, 6),
        unary("polygamma(int)", x -> x.polygamma(1), -1.7, -1.3),
        unary("polygamma(int)", x -> x.polygamma(2), 0.8, 6),
        unary("polygamma(int)", x -> x.polygamma(3), -1.6, -1.4),
        unary("polygamma(int)", x -> x.polygamma(4), 1.5, 6),
        unary("logit()", Tensor::logit, 0.1, 0.9));
  }

  static List<Operation> activation() {
    return List.of(
        unary("sigmoid()", Tensor::sigmoid, -3, 3),
        unary("logSigmoid()", Tensor::logSigmoid, -3, 3),
        unary("softplus()", Tensor::softplus, -3, 3),
        unary("softsign()", Tensor::softsign, -3, 3).awayFrom(0),
        unary("relu()", Tensor::relu, -3, 3).awayFrom(0),
        unary("relu6()", Tensor::relu6, -3, 9).awayFrom(0, 6),
        unary("leakyRelu(double)", x -> x.leakyRelu(0.1), -3, 3).awayFrom(0),
        unary("elu(double)", x -> x.elu(0.7), -3, 3).awayFrom(0),
        unary("selu()", Tensor::selu, -3, 3).awayFrom(0),
        unary("silu()", Tensor::silu, -3, 3),
        unary("mish()", Tensor::mish, -3, 3),
        unary("gelu()", Tensor::gelu, -3, 3),
        unary("geluTanh()", Tensor::geluTanh, -3, 3));
  }
}
