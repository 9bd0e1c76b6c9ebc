package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import io.vavr.Function2;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every function goes by its name: values against `Math` or a formula. How precise they are is
/// tested where they are defined.
class FunctionValuesTest {
  private static final double[] POINTS = {-2.3, -1, -0.75, -0.1, 0.05, 0.4, 0.9, 1, 2.6, 5.5};

  private record Unary(String name, Function1<Tensor, Tensor> f, DoubleUnaryOperator expected) {}

  private record Binary(
      String name, Function2<Tensor, Tensor, Tensor> f, DoubleBinaryOperator expected) {}

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    return Math.log(1 + Math.exp(x));
  }

  /// By Simpson's rule.
  private static double erf(double x) {
    int steps = 20_000;
    double h = x / steps;
    double sum = 0;
    for (int k = 0; k < steps; k++) {
      double from = k * h;
      double middle = from + h / 2;
      double to = from + h;
      sum += Math.exp(-from * from) + 4 * Math.exp(-middle * middle) + Math.exp(-to * to);
    }
    return 2 / Math.sqrt(Math.PI) * sum * h / 6;
  }

  /// The remainder of a truncated division, moved to the side of the divisor.
  private static double mod(double x, double y) {
    double rest = x % y;
    return rest != 0 && rest < 0 != y < 0 ? rest + y : rest;
  }

  private static double geluTanh(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  private static double selu(double x) {
    return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
  }

  private static List<Unary> unary() {
    return List.of(
        new Unary("exp", Tensor::exp, Math::exp),
        new Unary("exp2", Tensor::exp2, x -> Math.pow(2, x)),
        new Unary("expm1", Tensor::expm1, Math::expm1),
        new Unary("log", Tensor::log, Math::log),
        new Unary("log1p", Tensor::log1p, Math::log1p),
        new Unary("log2", Tensor::log2, x -> Math.log(x) / Math.log(2)),
        new Unary("log10", Tensor::log10, Math::log10),
        new Unary("sqrt", Tensor::sqrt, Math::sqrt),
        new Unary("rsqrt", Tensor::rsqrt, x -> 1 / Math.sqrt(x)),
        new Unary("cbrt", Tensor::cbrt, Math::cbrt),
        new Unary("sin", Tensor::sin, Math::sin),
        new Unary("cos", Tensor::cos, Math::cos),
        new Unary("tan", Tensor::tan, Math::tan),
        new Unary("asin", Tensor::asin, Math::asin),
        new Unary("acos", Tensor::acos, Math::acos),
        new Unary("atan", Tensor::atan, Math::atan),
        new Unary("sinh", Tensor::sinh, Math::sinh),
        new Unary("cosh", Tensor::cosh, Math::cosh),
        new Unary("tanh", Tensor::tanh, Math::tanh),
        new Unary("asinh", Tensor::asinh, x -> Math.log(x + Math.sqrt(x * x + 1))),
        new Unary("acosh", Tensor::acosh, x -> Math.log(x + Math.sqrt(x * x - 1))),
        new Unary("atanh", Tensor::atanh, x -> 0.5 * Math.log((1 + x) / (1 - x))),
        new Unary("sinc", Tensor::sinc, x -> Math.sin(Math.PI * x) / (Math.PI * x)),
        new Unary("sigmoid", Tensor::sigmoid, FunctionValuesTest::sigmoid),
        new Unary("logSigmoid", Tensor::logSigmoid, x -> Math.log(sigmoid(x))),
        new Unary("softplus", Tensor::softplus, FunctionValuesTest::softplus),
        new Unary("softsign", Tensor::softsign, x -> x / (1 + Math.abs(x))),
        new Unary("relu", Tensor::relu, x -> x > 0 ? x : 0),
        new Unary("relu6", x -> x.times(2).relu6(), x -> Math.min(Math.max(2 * x, 0), 6)),
        new Unary("leakyRelu", x -> x.leakyRelu(0.2), x -> x > 0 ? x : 0.2 * x),
        new Unary("elu", x -> x.elu(0.7), x -> x > 0 ? x : 0.7 * Math.expm1(x)),
        new Unary("selu", Tensor::selu, FunctionValuesTest::selu),
        new Unary("silu", Tensor::silu, x -> x * sigmoid(x)),
        new Unary("mish", Tensor::mish, x -> x * Math.tanh(softplus(x))),
        new Unary("gelu", Tensor::gelu, x -> x * 0.5 * (1 + erf(x / Math.sqrt(2)))),
        new Unary("geluTanh", Tensor::geluTanh, FunctionValuesTest::geluTanh),
        new Unary("erf", Tensor::erf, FunctionValuesTest::erf),
        new Unary("erfc", Tensor::erfc, x -> 1 - erf(x)),
        new Unary("unaryMinus", Tensor::unaryMinus, x -> -x),
        new Unary("reciprocal", Tensor::reciprocal, x -> 1 / x),
        new Unary("square", Tensor::square, x -> x * x),
        new Unary("abs", Tensor::abs, Math::abs),
        new Unary("sign", Tensor::sign, Math::signum),
        new Unary("floor", Tensor::floor, Math::floor),
        new Unary("ceil", Tensor::ceil, Math::ceil),
        new Unary("round", x -> x.times(2).round(), x -> Math.rint(2 * x)),
        new Unary("trunc", Tensor::trunc, x -> (int) x),
        new Unary("clamp", x -> x.clamp(-0.5, 2), x -> Math.clamp(x, -0.5, 2)),
        new Unary("pow", x -> x.pow(3), x -> x * x * x));
  }

  private static List<Binary> binary() {
    return List.of(
        new Binary("plus", Tensor::plus, (x, y) -> x + y),
        new Binary("minus", Tensor::minus, (x, y) -> x - y),
        new Binary("times", Tensor::times, (x, y) -> x * y),
        new Binary("div", Tensor::div, (x, y) -> x / y),
        new Binary("pow", Tensor::pow, Math::pow),
        new Binary("rem", Tensor::rem, (x, y) -> x % y),
        new Binary("mod", Tensor::mod, FunctionValuesTest::mod),
        new Binary("minimum", Tensor::minimum, Math::min),
        new Binary("maximum", Tensor::maximum, Math::max),
        new Binary("logaddexp", Tensor::logaddexp, (x, y) -> Math.log(Math.exp(x) + Math.exp(y))),
        new Binary("hypot", Tensor::hypot, Math::hypot),
        new Binary("xlogy", Tensor::xlogy, (x, y) -> x * Math.log(y)),
        new Binary("atan2", Tensor::atan2, Math::atan2));
  }

  @TestFactory
  Stream<DynamicTest> ofOneArgument() {
    return unary().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.name,
                () -> {
                  var values = row.f.apply(Tensor.of(POINTS)).toDoubleArray();
                  for (int k = 0; k < POINTS.length; k++) {
                    check(row.expected.applyAsDouble(POINTS[k]), values[k]);
                    var scalar = row.f.apply(Tensor.scalar(POINTS[k]));
                    assertEquals(values[k], scalar.item());
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> ofTwoArguments() {
    return binary().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.name,
                () -> {
                  var x = Tensor.of(POINTS);
                  var values = row.f.apply(x.expandDims(1), x.flip());
                  for (int i = 0; i < POINTS.length; i++) {
                    for (int j = 0; j < POINTS.length; j++) {
                      double y = POINTS[POINTS.length - 1 - j];
                      check(row.expected.applyAsDouble(POINTS[i], y), values.get(i, j).item());
                    }
                  }
                }));
  }

  private static void check(double expected, double actual) {
    double scale = Double.isFinite(expected) ? Math.max(1, Math.abs(expected)) : 1;
    assertEquals(expected, actual, 1e-12 * scale);
  }
}
