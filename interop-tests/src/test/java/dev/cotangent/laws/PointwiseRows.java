package dev.cotangent.laws;

import static dev.cotangent.laws.Operation.Takes.FLOATING;
import static dev.cotangent.laws.Operation.Takes.LOGICAL;
import static dev.cotangent.laws.Rows.arithmetic;
import static dev.cotangent.laws.Rows.binary;
import static dev.cotangent.laws.Rows.logical;
import static dev.cotangent.laws.Rows.row;
import static dev.cotangent.laws.Rows.unary;
import static dev.cotangent.laws.Rows.withNumber;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/// The operations that work position by position.
final class PointwiseRows {
  private PointwiseRows() {}

  private static final double INF = Double.POSITIVE_INFINITY;

  static final Seq<Operation> ARITHMETIC =
      Array.of(
          arithmetic("plus", Tensor::plus, Tensor::plus, 1.5),
          arithmetic("minus", Tensor::minus, Tensor::minus, 1.5),
          arithmetic("times", Tensor::times, Tensor::times, 1.5, 0),
          arithmetic("div", Tensor::div, Tensor::div, 1.5).between(-2, 2, 0.5, 2),
          unary("unaryMinus", Tensor::unaryMinus),
          arithmetic("pow", Tensor::pow, Tensor::pow, 2.5, -2, 0.5).between(0.5, 2, -2, 2),
          withNumber("pow", Tensor::pow, 0, 1, 2, 3),
          withNumber("pow", Tensor::pow, -1, -2).between(-2, -0.5),
          unary("reciprocal", Tensor::reciprocal).between(-2, -0.5),
          unary("square", Tensor::square),
          arithmetic("rem", Tensor::rem, Tensor::rem, 2).between(5.2, 5.8, 2.0, 2.2),
          arithmetic("rem", Tensor::rem, Tensor::rem, 2).between(-5.8, -5.2, 2.0, 2.2),
          arithmetic("mod", Tensor::mod, Tensor::mod, 2).between(5.2, 5.8, 2.0, 2.2),
          arithmetic("mod", Tensor::mod, Tensor::mod, 2).between(-5.8, -5.2, 2.0, 2.2),
          arithmetic("minimum", Tensor::minimum, Tensor::minimum, 0.5).awayFrom(0.5),
          arithmetic("maximum", Tensor::maximum, Tensor::maximum, 0.5).awayFrom(0.5),
          clamp(),
          unary("abs", Tensor::abs).awayFrom(0),
          unary("sign", Tensor::sign).awayFrom(0),
          unary("floor", Tensor::floor).awayFrom(-2, -1, 0, 1, 2),
          unary("ceil", Tensor::ceil).awayFrom(-2, -1, 0, 1, 2),
          unary("round", Tensor::round).awayFrom(-1.5, -0.5, 0.5, 1.5),
          unary("trunc", Tensor::trunc).awayFrom(-2, -1, 0, 1, 2));

  private static Operation clamp() {
    return Operation.of(
            "clamp",
            Array.of("clamp(double, double)"),
            draw -> {
              double low = draw.oneOf(-1.0, -INF);
              double high = draw.oneOf(0.5, INF);
              return Call.of(draw.shape(), x -> x.clamp(low, high), draw.shape());
            })
        .awayFrom(-1, 0.5)
        .refuses(() -> Tensor.of(1).clamp(1, 0), "1.0", "0.0");
  }

  static final Seq<Operation> EXPONENTIAL =
      Array.of(
              unary("exp", Tensor::exp),
              unary("exp2", Tensor::exp2),
              unary("expm1", Tensor::expm1).between(-1, 1),
              unary("log", Tensor::log).between(0.5, 4),
              unary("log1p", Tensor::log1p).between(-0.5, 2),
              unary("log2", Tensor::log2).between(0.5, 4),
              unary("log10", Tensor::log10).between(0.5, 4),
              unary("sqrt", Tensor::sqrt).between(0.5, 4),
              unary("rsqrt", Tensor::rsqrt).between(0.5, 4),
              unary("cbrt", Tensor::cbrt).between(-4, -0.5),
              binary("logaddexp", Tensor::logaddexp),
              binary("hypot", Tensor::hypot).between(0.5, 2),
              binary("hypot", Tensor::hypot).between(-2, 2, 0.5, 2),
              binary("xlogy", Tensor::xlogy).between(-2, 2, 0.5, 3))
          .map(row -> row.takes(FLOATING));

  static final Seq<Operation> TRIGONOMETRIC =
      Array.of(
              unary("sin", Tensor::sin).between(-4, 4),
              unary("cos", Tensor::cos).between(-4, 4),
              unary("tan", Tensor::tan).between(-1, 1),
              unary("asin", Tensor::asin).between(-0.8, 0.8),
              unary("acos", Tensor::acos).between(-0.8, 0.8),
              unary("atan", Tensor::atan).between(-3, 3),
              binary("atan2", Tensor::atan2).between(-2, 2, -2, -0.5).awayFrom(0),
              binary("atan2", Tensor::atan2).between(0.5, 2),
              unary("sinh", Tensor::sinh),
              unary("cosh", Tensor::cosh),
              unary("tanh", Tensor::tanh),
              unary("asinh", Tensor::asinh).between(-3, 3),
              unary("acosh", Tensor::acosh).between(1.5, 4),
              unary("atanh", Tensor::atanh).between(-0.7, 0.7),
              unary("sinc", Tensor::sinc),
              unary("sinc", Tensor::sinc).between(-0.1, 0.1))
          .map(row -> row.takes(FLOATING));

  static final Seq<Operation> ACTIVATION =
      Array.of(
              unary("sigmoid", Tensor::sigmoid),
              unary("logSigmoid", Tensor::logSigmoid),
              unary("softplus", Tensor::softplus),
              unary("softsign", Tensor::softsign).awayFrom(0),
              unary("relu", Tensor::relu).awayFrom(0),
              unary("relu6", Tensor::relu6).between(-3, 9).awayFrom(0, 6),
              withNumber("leakyRelu", Tensor::leakyRelu, 0.1, 0, 1.5).awayFrom(0),
              withNumber("elu", Tensor::elu, 0.7, 1, 1.5).awayFrom(0),
              unary("selu", Tensor::selu).awayFrom(0),
              unary("silu", Tensor::silu),
              unary("mish", Tensor::mish),
              unary("gelu", Tensor::gelu),
              unary("geluTanh", Tensor::geluTanh))
          .map(row -> row.takes(FLOATING));

  static final Seq<Operation> SPECIAL =
      Array.of(
              unary("erf", Tensor::erf),
              unary("erfc", Tensor::erfc),
              unary("erfinv", Tensor::erfinv).between(-0.9, 0.9),
              unary("lgamma", Tensor::lgamma).between(0.5, 4),
              unary("lgamma", Tensor::lgamma).between(-1.8, -1.2).within(1e-4),
              unary("digamma", Tensor::digamma).between(0.5, 4),
              unary("digamma", Tensor::digamma).between(-1.8, -1.2).within(1e-4),
              row("polygamma(int)", PointwiseRows::polygamma)
                  .between(0.5, 4)
                  .refuses(() -> Tensor.of(1).polygamma(-1), "-1"),
              unary("logit", Tensor::logit).between(0.1, 0.9))
          .map(row -> row.takes(FLOATING));

  private static Call polygamma(Draw draw) {
    int n = draw.whole(0, 3);
    return Call.of(draw.shape(), x -> x.polygamma(n), draw.shape());
  }

  static final Seq<Operation> COMPARISON =
      Array.of(
              arithmetic("lt", Tensor::lt, Tensor::lt, 0.5),
              arithmetic("le", Tensor::le, Tensor::le, 0.5),
              arithmetic("gt", Tensor::gt, Tensor::gt, 0.5),
              arithmetic("ge", Tensor::ge, Tensor::ge, 0.5),
              arithmetic("eq", Tensor::eq, Tensor::eq, 0.5),
              arithmetic("ne", Tensor::ne, Tensor::ne, 0.5),
              unary("isNaN", Tensor::isNaN),
              unary("isInf", Tensor::isInf),
              unary("isFinite", Tensor::isFinite))
          .map(row -> row.gives(DType.BOOL));

  static final Seq<Operation> LOGIC =
      Array.of(
              logical("and", Tensor::and),
              logical("or", Tensor::or),
              logical("xor", Tensor::xor),
              unary("not", Tensor::not).takes(LOGICAL))
          .map(row -> row.gives(DType.BOOL));
}
