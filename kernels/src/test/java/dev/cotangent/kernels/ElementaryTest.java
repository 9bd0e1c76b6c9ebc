package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementaryTest {
  /// A function and how many units in the last place it may be off: what `docs/accuracy.md` says,
  /// rounded up.
  record Case(Definition definition, double bound) {
    @Override
    public String toString() {
      return definition.name();
    }
  }

  static List<Case> functions() {
    return List.of(
        unary("exp", 1.0, Elementary::exp),
        unary("expm1", 1.2, Elementary::expm1),
        unary("exp2", 1.0, Elementary::exp2),
        unary("sigmoid", 1.0, Elementary::sigmoid),
        unary("softplus", 1.15, Elementary::softplus),
        unary("log", 0.7, Elementary::log),
        unary("log1p", 0.7, Elementary::log1p),
        unary("log2", 0.7, Elementary::log2),
        unary("log10", 0.7, Elementary::log10),
        unary("sin", 0.8, Elementary::sin),
        unary("cos", 0.8, Elementary::cos),
        unary("tan", 0.9, Elementary::tan),
        unary("asin", 0.7, Elementary::asin),
        unary("acos", 0.7, Elementary::acos),
        unary("atan", 0.7, Elementary::atan),
        unary("sinh", 1.05, Elementary::sinh),
        unary("cosh", 0.9, Elementary::cosh),
        unary("tanh", 0.95, Elementary::tanh),
        unary("asinh", 0.7, Elementary::asinh),
        unary("acosh", 0.7, Elementary::acosh),
        unary("atanh", 0.7, Elementary::atanh),
        unary("erf", 0.9, Elementary::erf),
        unary("erfc", 1.95, Elementary::erfc),
        unary("cbrt", 0.55, Elementary::cbrt),
        unary("erfinv", 1.45, Elementary::erfinv),
        unary("lgamma", 1.0, Elementary::lgamma),
        unary("digamma", 1.05, Elementary::digamma),
        unary("polygamma1", 1.95, Elementary::trigamma),
        unary("polygamma2", 0.51, x -> Elementary.polygamma(x.constant(2), x)),
        unary("polygamma5", 1.0, x -> Elementary.polygamma(x.constant(5), x)),
        unary("logit", 0.7, Elementary::logit),
        unary("sinc", 0.85, Elementary::sinc),
        unary("gelu", 1.7, Elementary::gelu),
        unary("silu", 1.0, Elementary::silu),
        unary("sqrt", 0.5, Expr::sqrt),
        unary("rsqrt", 1.5, x -> x.constant(1.0).div(x.sqrt())),
        binary("pow", 0.8, Elementary::pow),
        binary("atan2", 0.9, Elementary::atan2),
        binary("hypot", 1.0, Elementary::hypot));
  }

  private static Case unary(String name, double bound, UnaryOperator<Expr> f) {
    return new Case(Definition.unary(name, f), bound);
  }

  private static Case binary(String name, double bound, BinaryOperator<Expr> f) {
    return new Case(Definition.binary(name, f), bound);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void agreesWithTheTable(Case function) {
    var definition = function.definition;
    for (var line : lines(definition.name())) {
      if (line.startsWith("#")) continue;
      var fields = line.split(" ");
      var element = fields[0].equals("f32") ? Element.F32 : Element.F64;
      double a = Double.parseDouble(fields[1]);
      double b = definition.arity() > 1 ? Double.parseDouble(fields[2]) : 0;
      double value = kernel(definition, element).scalar(a, b, 0);
      double error = error(value, new BigDecimal(fields[fields.length - 1]), element);
      assertTrue(
          error <= function.bound,
          () -> "%s: got %a, off by %.3f units".formatted(line, value, error));
    }
  }

  /// Floats over all magnitudes against the result for doubles, which is as good as exact.
  @ParameterizedTest
  @MethodSource("functions")
  void floatsAgreeWithDoubles(Case function) {
    var definition = function.definition;
    var narrow = kernel(definition, Element.F32);
    var wide = kernel(definition, Element.F64);
    var random = new Random(20);
    for (int i = 0; i < 6000; i++) {
      float a = number(random, i);
      float b = number(random, i / 3);
      double value = narrow.scalar(a, b, 0);
      double exact = wide.scalar(a, b, 0);
      if (Double.isNaN(exact) || exact == 0 || Float.isInfinite((float) exact)) {
        assertEquals((float) exact, (float) value, () -> "%a %a".formatted(a, b));
      } else {
        double error = error(value, new BigDecimal(exact), Element.F32);
        assertTrue(
            error <= function.bound,
            () -> "%a, %a: got %a, off by %.3f units".formatted(a, b, value, error));
      }
    }
  }

  private static float number(Random random, int i) {
    return switch (i % 3) {
      case 0 -> Float.intBitsToFloat(random.nextInt());
      case 1 -> 20 * random.nextFloat() - 10;
      default -> (float) (random.nextGaussian() * Math.exp(random.nextGaussian()));
    };
  }

  @Test
  void knownValuesAreExact() {
    var log10 = Definition.unary("log10", Elementary::log10).kernel(Element.F64);
    var exp2 = Definition.unary("exp2", Elementary::exp2).kernel(Element.F64);
    var log2 = Definition.unary("log2", Elementary::log2).kernel(Element.F64);
    var cbrt = Definition.unary("cbrt", Elementary::cbrt).kernel(Element.F64);
    var pow = Definition.binary("pow", Elementary::pow).kernel(Element.F64, Element.F64);
    for (int n = 0; n <= 22; n++) {
      assertEquals(n, log10.scalar(Double.parseDouble("1e" + n), 0, 0));
      assertEquals(Double.parseDouble("1e" + n), pow.scalar(10, n, 0));
    }
    for (int n = -1074; n < 1024; n++) {
      assertEquals(Math.scalb(1.0, n), exp2.scalar(n, 0, 0));
      assertEquals(n, log2.scalar(Math.scalb(1.0, n), 0, 0));
    }
    for (int n = -100; n <= 100; n++) {
      assertEquals(n, cbrt.scalar((double) n * n * n, 0, 0));
      assertEquals((double) n * n, pow.scalar(n, 2, 0));
      assertEquals(n, pow.scalar(n, 1, 0));
    }
  }

  static Kernel kernel(Definition definition, Element element) {
    return definition.arity() == 1
        ? definition.kernel(element)
        : definition.kernel(element, element);
  }

  private static List<String> lines(String name) {
    try (var in = ElementaryTest.class.getResourceAsStream("elementary/" + name + ".txt")) {
      var bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The distance in units in the last place of the exact value.
  private static double error(double value, BigDecimal exact, Element element) {
    if (Double.isNaN(value) || Double.isInfinite(value)) return Double.POSITIVE_INFINITY;
    double unit =
        element == Element.F32 ? Math.ulp(exact.floatValue()) : Math.ulp(exact.doubleValue());
    return new BigDecimal(value).subtract(exact).abs().doubleValue() / unit;
  }
}
