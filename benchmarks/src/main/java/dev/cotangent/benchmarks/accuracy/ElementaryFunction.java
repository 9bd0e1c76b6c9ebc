package dev.cotangent.benchmarks.accuracy;

import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.List;

/// A function of one or two arguments, under the name of its file of reference values.
record ElementaryFunction(String name, int arity, Function1<Tensor[], Tensor> f) {
  /// The magnitude in whose last place the error is counted: that of the exact value, but for
  /// logaddexp, which is its greater argument plus a positive number. Where the two cancel, it is
  /// that of the argument.
  double magnitude(double exact, double... arguments) {
    return name.equals("logaddexp")
        ? Math.max(Math.abs(exact), Math.abs(Math.max(arguments[0], arguments[1])))
        : Math.abs(exact);
  }

  static final List<ElementaryFunction> ALL =
      List.of(
          unary("exp", Tensor::exp),
          unary("exp2", Tensor::exp2),
          unary("expm1", Tensor::expm1),
          unary("log", Tensor::log),
          unary("log1p", Tensor::log1p),
          unary("log2", Tensor::log2),
          unary("log10", Tensor::log10),
          unary("sqrt", Tensor::sqrt),
          unary("rsqrt", Tensor::rsqrt),
          unary("cbrt", Tensor::cbrt),
          binary("pow", Tensor::pow),
          unary("sin", Tensor::sin),
          unary("cos", Tensor::cos),
          unary("tan", Tensor::tan),
          unary("asin", Tensor::asin),
          unary("acos", Tensor::acos),
          unary("atan", Tensor::atan),
          binary("atan2", Tensor::atan2),
          unary("sinh", Tensor::sinh),
          unary("cosh", Tensor::cosh),
          unary("tanh", Tensor::tanh),
          unary("asinh", Tensor::asinh),
          unary("acosh", Tensor::acosh),
          unary("atanh", Tensor::atanh),
          unary("erf", Tensor::erf),
          unary("erfc", Tensor::erfc),
          unary("erfinv", Tensor::erfinv),
          unary("lgamma", Tensor::lgamma),
          unary("digamma", Tensor::digamma),
          unary("polygamma1", x -> x.polygamma(1)),
          unary("polygamma2", x -> x.polygamma(2)),
          unary("polygamma5", x -> x.polygamma(5)),
          unary("sigmoid", Tensor::sigmoid),
          unary("softplus", Tensor::softplus),
          unary("logit", Tensor::logit),
          binary("hypot", Tensor::hypot),
          binary("logaddexp", Tensor::logaddexp),
          unary("sinc", Tensor::sinc),
          unary("gelu", Tensor::gelu),
          unary("silu", Tensor::silu));

  private static ElementaryFunction unary(String name, Function1<Tensor, Tensor> f) {
    return new ElementaryFunction(name, 1, xs -> f.apply(xs[0]));
  }

  private static ElementaryFunction binary(String name, Function2<Tensor, Tensor, Tensor> f) {
    return new ElementaryFunction(name, 2, xs -> f.apply(xs[0], xs[1]));
  }
}
