package dev.cotangent.interop;

import dev.cotangent.Tensor;

/// Functions position by position.
final class PointwiseGoldens {
  private PointwiseGoldens() {}

  static final OpTable TABLE = new OpTable();

  static {
    TABLE
        .one("identity", x -> x)
        .one("stop_gradient", Tensor::stopGradient)
        .one("neg", Tensor::unaryMinus)
        .one("abs", Tensor::abs)
        .one("sign", Tensor::sign)
        .one("square", Tensor::square)
        .one("cube", x -> x.times(x).times(x))
        .one("reciprocal", Tensor::reciprocal)
        .one("floor", Tensor::floor)
        .one("ceil", Tensor::ceil)
        .one("round", Tensor::round)
        .oneWith("clip", PointwiseGoldens::clip);
    TABLE
        .one("exp", Tensor::exp)
        .one("expm1", Tensor::expm1)
        .one("log", Tensor::log)
        .one("log1p", Tensor::log1p)
        .one("log2", Tensor::log2)
        .one("log10", Tensor::log10)
        .one("sqrt", Tensor::sqrt)
        .one("rsqrt", Tensor::rsqrt);
    TABLE
        .one("sin", Tensor::sin)
        .one("cos", Tensor::cos)
        .one("tan", Tensor::tan)
        .one("asin", Tensor::asin)
        .one("acos", Tensor::acos)
        .one("atan", Tensor::atan)
        .one("sinh", Tensor::sinh)
        .one("cosh", Tensor::cosh)
        .one("tanh", Tensor::tanh)
        .one("asinh", Tensor::asinh)
        .one("acosh", Tensor::acosh)
        .one("atanh", Tensor::atanh)
        .one("sinc", Tensor::sinc);
    TABLE
        .one("sigmoid", Tensor::sigmoid)
        .one("log_sigmoid", Tensor::logSigmoid)
        .one("softplus", Tensor::softplus)
        .one("softsign", Tensor::softsign)
        .one("relu", Tensor::relu)
        .oneWith("leaky_relu", (x, attrs) -> x.leakyRelu(attrs.number("slope", 0.01)))
        .oneWith("elu", (x, attrs) -> x.elu(attrs.number("alpha", 1)))
        .one("selu", Tensor::selu)
        .one("silu", Tensor::silu)
        .oneWith("gelu", PointwiseGoldens::gelu)
        .one("erf", Tensor::erf)
        .one("erfc", Tensor::erfc)
        .one("lgamma", Tensor::lgamma);
    TABLE
        .two("add", Tensor::plus)
        .two("sub", Tensor::minus)
        .two("mul", Tensor::times)
        .two("div", Tensor::div)
        .two("pow", Tensor::pow)
        .two("remainder", Tensor::mod)
        .two("maximum", Tensor::maximum)
        .two("minimum", Tensor::minimum)
        .two("atan2", Tensor::atan2)
        .two("hypot", Tensor::hypot)
        .two("logaddexp", Tensor::logaddexp)
        .two("xlogy", Tensor::xlogy)
        .two("cast_int_mul", Tensor::times)
        .all("where", (xs, _) -> Tensor.where(xs.get(0).ne(0), xs.get(1), xs.get(2)))
        .twoWith("masked_fill", PointwiseGoldens::maskedFill);
  }

  private static Tensor clip(Tensor x, Attrs attrs) {
    return x.clamp(
        attrs.number("min", Double.NEGATIVE_INFINITY),
        attrs.number("max", Double.POSITIVE_INFINITY));
  }

  private static Tensor gelu(Tensor x, Attrs attrs) {
    return attrs.text("approximate").equals("tanh") ? x.geluTanh() : x.gelu();
  }

  private static Tensor maskedFill(Tensor x, Tensor mask, Attrs attrs) {
    return Tensor.where(mask.ne(0), Tensor.scalar(attrs.number("value", 0)), x);
  }
}
