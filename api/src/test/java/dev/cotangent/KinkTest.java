package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Derivatives where there is a choice: the element of least norm at a kink, the limit where the
/// tangent is vertical, exact values where a formula would divide by zero. In both modes.
class KinkTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static final Tensor ZERO = Tensor.scalar(0);

  /// The derivative of a function of a number, in both modes.
  private static void slope(double expected, Function1<Tensor, Tensor> f, double x) {
    for (var mode : Modes.values()) assertEquals(expected, mode.at(f, x).item(), 1e-15, mode::name);
  }

  private static void second(double expected, Function1<Tensor, Tensor> f, double x) {
    for (int bits = 0; bits < 4; bits++) {
      var modes = Modes.of(bits, 2);
      var got = modes.get(1).at(modes.get(0).derivative(f), x).item();
      assertEquals(expected, got, 1e-12, modes::toString);
    }
  }

  /// Both partial derivatives of a function of two numbers; the sign of a zero does not matter.
  private static void slopes(
      double dx, double dy, Function2<Tensor, Tensor, Tensor> f, double x, double y) {
    slope(dx, u -> f.apply(u, Tensor.scalar(y)), x);
    slope(dy, v -> f.apply(Tensor.scalar(x), v), y);
    var both = Autodiff.grad(f).apply(Tensor.scalar(x), Tensor.scalar(y));
    assertEquals(Tuple.of(dx, dy), both.map(u -> u.item() + 0.0, v -> v.item() + 0.0));
  }

  /// The gradient of a function of a vector, entry by entry in forward mode.
  private static void gradient(Tensor expected, Function1<Tensor, Tensor> f, Tensor x) {
    assertEquals(expected.plus(0), Autodiff.grad(f).apply(x).plus(0));
    var entries = expected.toDoubleArray();
    for (int k = 0; k < entries.length; k++) {
      var unit = Tensor.eye(entries.length).get(k).reshape(x.shape().toArray());
      assertEquals(entries[k] + 0.0, Autodiff.jvp(f, x, unit).tangent().item() + 0.0);
    }
  }

  @Test
  void kinksOfOneArgument() {
    for (double zero : new double[] {0.0, -0.0}) {
      slope(0, Tensor::abs, zero);
      slope(0, Tensor::sign, zero);
      slope(0, Tensor::relu, zero);
      slope(0, Tensor::relu6, zero);
      slope(0, x -> x.maximum(0), zero);
      slope(0, x -> x.minimum(0), zero);
      slope(0.01, x -> x.leakyRelu(0.01), zero);
      slope(1, x -> x.leakyRelu(3), zero);
      slope(0.5, x -> x.elu(0.5), zero);
      slope(1, x -> x.elu(1), zero);
      slope(1, x -> x.elu(2), zero);
      slope(1, Tensor::softsign, zero);
      slope(0.5, Tensor::silu, zero);
      slope(0.5, Tensor::gelu, zero);
      slope(0.5, Tensor::geluTanh, zero);
    }
    slope(0, Tensor::relu6, 6);
    slope(1.0507009873554804934193349852946, Tensor::selu, 0);
  }

  @Test
  void boundsOfClamp() {
    slope(0, x -> x.clamp(-1, 2), -1);
    slope(0, x -> x.clamp(-1, 2), 2);
    slope(1, x -> x.clamp(-1, 2), 1.5);
    slope(0, x -> x.clamp(-1, 2), 7);
    slope(0, x -> x.clamp(3, 3), 3);
    slope(1, x -> x.clamp(Double.NEGATIVE_INFINITY, INF), 5);
    slope(0, x -> x.clamp(Double.NEGATIVE_INFINITY, 5), 5);
  }

  @Test
  void seamsOfHuber() {
    for (double seam : new double[] {-2, 2}) {
      slope(seam, x -> Losses.huber(x, ZERO, 2), seam);
      second(0, x -> Losses.huber(x, ZERO, 2), seam);
    }
    second(1, x -> Losses.huber(x, ZERO, 2), 1.5);
  }

  @Test
  void tiesBetweenTensorsAreShared() {
    for (double y : new double[] {0.0, -0.0}) {
      slopes(0.5, 0.5, Tensor::maximum, 0, y);
      slopes(0.5, 0.5, Tensor::minimum, 0, y);
    }
    slopes(1, 0, Tensor::maximum, 2, 1);
    slopes(0, 1, Tensor::minimum, 2, 1);
    slope(1, x -> x.maximum(x), 3);
    slope(0, x -> x.maximum(3.0), 3);
    slope(0, x -> x.minimum(3.0), 3);
  }

  @Test
  void tiesAmongElementsAreShared() {
    var x = Tensor.of(1, 3, 3, 2, 3);
    gradient(Tensor.of(0, 1 / 3., 1 / 3., 0, 1 / 3.), y -> y.max(), x);
    gradient(Tensor.of(1, 0, 0, 0, 0), y -> y.min(), x);
    gradient(Tensor.of(0.5, 0.5), y -> y.min(), Tensor.of(0.0, -0.0));
    gradient(Tensor.of(0.5, -0.5, 0), y -> y.norm(INF), Tensor.of(2, -2, 1));
    gradient(Tensor.of(0, 0.5, 1, 0, 0.5), y -> y.maxPool1d(3, 2, 0).sum(), x);
    gradient(Tensor.of(0, 1, 0), y -> y.median(0), Tensor.of(1, 2, 3));
    gradient(Tensor.of(0, 0, 1, 0), y -> y.median(0), Tensor.of(9, 1, 4, 6));
  }

  @Test
  void verticalTangents() {
    for (double zero : new double[] {0.0, -0.0}) {
      slope(INF, Tensor::sqrt, zero);
      slope(INF, Tensor::cbrt, zero);
      slope(INF, Tensor::log, zero);
      slope(INF, Tensor::log2, zero);
      slope(INF, Tensor::log10, zero);
      slope(-INF, Tensor::rsqrt, zero);
    }
    slope(INF, Tensor::log1p, -1);
    slope(INF, Tensor::asin, 1);
    slope(INF, Tensor::asin, -1);
    slope(-INF, Tensor::acos, 1);
    slope(-INF, Tensor::acos, -1);
    slope(INF, Tensor::acosh, 1);
    slope(INF, Tensor::atanh, 1);
    slope(INF, Tensor::atanh, -1);
    slope(-INF, Tensor::reciprocal, 0);
    slope(INF, Tensor::erfinv, 1);
    slope(INF, Tensor::erfinv, -1);
    slope(INF, Tensor::logit, 1);
    for (double zero : new double[] {0.0, -0.0}) {
      slope(INF, Tensor::logit, zero);
      slope(-INF, Tensor::lgamma, zero);
      slope(INF, Tensor::digamma, zero);
      slope(-INF, x -> x.polygamma(1), zero);
      slope(INF, x -> x.polygamma(2), zero);
    }
    for (double pole : new double[] {-1, -7}) {
      slope(Double.NaN, Tensor::lgamma, pole);
      slope(INF, Tensor::digamma, pole);
    }
  }

  @Test
  void normsAndDeviationsAreFlatAtTheirZero() {
    var zeros = Tensor.of(0, -0.0, 0);
    for (double p : new double[] {0, 0.5, 1, 1.5, 2, 3, INF}) {
      gradient(Tensor.of(0, 0, 0), x -> x.norm(p), zeros);
    }
    gradient(Tensor.of(0, 0, 0), x -> x.std(), Tensor.of(4, 4, 4));
    gradient(Tensor.of(0, 0, 0), x -> x.variance(), Tensor.of(4, 4, 4));
    gradient(Tensor.of(0), x -> x.std(), Tensor.of(4));
    slope(0, x -> x.norm(), 0);
    gradient(Tensor.of(0.6, 0, -0.8), x -> x.norm(), Tensor.of(3, 0, -4));
    gradient(Tensor.of(1, 0, -1), x -> x.norm(1), Tensor.of(3, 0, -4));
    gradient(Tensor.of(1, 0), x -> x.norm(0.5), Tensor.of(3, 0));
    gradient(Tensor.of(0, 0), x -> x.norm(0), Tensor.of(3, 0));
  }

  @ParameterizedTest
  @CsvSource({"2 3 5, 15 10 6", "0 3 5, 15 0 0", "0 3 0, 0 0 0", "0 0 0, 0 0 0", "-0.0 2 4, 8 0 0"})
  void productsWithZeros(String x, String expected) {
    gradient(numbers(expected), y -> y.prod(), numbers(x));
    // second order: entry (i, j) is the product of the others
    var values = numbers(x).toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      var row = new double[values.length];
      for (int j = 0; j < row.length; j++) {
        row[j] = i == j ? 0 : 1;
        for (int k = 0; k < row.length; k++) if (k != i && k != j) row[j] *= values[k];
      }
      int at = i;
      gradient(
          Tensor.of(row), y -> Autodiff.grad((Tensor z) -> z.prod()).apply(y).get(at), numbers(x));
      var unit = Tensor.eye(values.length).get(i);
      gradient(Tensor.of(row), y -> Autodiff.jvp(z -> z.prod(), y, unit).tangent(), numbers(x));
    }
  }

  private static Tensor numbers(String text) {
    return Tensor.of(List.of(text.split(" ")).stream().mapToDouble(Double::parseDouble).toArray());
  }

  @Test
  void powersAtZero() {
    slopes(0, 0, Tensor::pow, 0, 0);
    slopes(0, 0, Tensor::pow, 0, 2);
    slopes(1, 0, Tensor::pow, 0, 1);
    slopes(0, Math.log(3), Tensor::pow, 3, 0);
    slope(INF, x -> x.pow(0.5), 0);
    slope(0, x -> x.pow(0), 0);
    slope(1, x -> x.pow(1), 0);
    slope(0, x -> x.pow(2), 0);
    slope(0, x -> x.pow(3), 0);
    second(2, x -> x.pow(2), 0);
    second(2, x -> x.pow(Tensor.scalar(2)), 0);
    second(0, x -> x.pow(3), 0);
    second(0, x -> x.pow(1), 0);
  }

  @Test
  void conventionsAtTheOrigin() {
    for (double zero : new double[] {0.0, -0.0}) {
      slopes(0, 0, Tensor::atan2, 0, zero);
      slopes(0, 0, Tensor::hypot, zero, 0);
      slopes(0, 0, Tensor::xlogy, zero, 0);
    }
    slopes(Math.log(2), 0, Tensor::xlogy, 0, 2);
    slopes(-INF, INF, Tensor::xlogy, 3, 0);
    assertEquals(0, ZERO.xlogy(ZERO).item());
  }

  /// The integer is the one that the remainder belongs to: 1 / 0.1 is rounded up to 10.
  @Test
  void theQuotientOfARemainder() {
    assertEquals(1 - 9 * .1, Tensor.of(1).mod(Tensor.of(.1)).sum().item(), 1e-15);
    slope(-9, y -> Tensor.of(1).mod(y).sum(), .1);
    slope(-9, y -> Tensor.of(1).rem(y).sum(), .1);
    slope(9, y -> Tensor.of(-1).rem(y).sum(), .1);
    slope(10, y -> Tensor.of(-1).mod(y).sum(), .1);
    slope(-3, y -> Tensor.of(7).mod(y).sum(), 2);
  }

  /// (cos(pi x) - sinc(x)) / x, where pi x would have to be rounded; values by mpmath.
  @Test
  void sincFarOut() {
    relative(-6.2499996093750244141e-8, Tensor.floats(1.6000001e7f), 1e-6);
    relative(3.3333333333333333333e-8, Tensor.floats(3e7f), 1e-6);
    relative(0.000010949678320062286067, Tensor.floats(-170.5f), 2e-5);
    relative(0.000010949678320062286067, Tensor.of(-170.5), 1e-13);
    relative(-1.1102230246251566637e-16, Tensor.of(0x1.fffffffffffffp52), 1e-14);
    relative(2.5e-16, Tensor.of(4e15), 1e-14);
    relative(1e-308, Tensor.of(1e308), 1e-14);
  }

  private static void relative(double expected, Tensor x, double tolerance) {
    var slope = Autodiff.grad((Tensor t) -> t.sinc().sum()).apply(x).sum().item();
    assertEquals(expected, slope, Math.abs(expected) * tolerance, x::toString);
  }

  @Test
  void sincAtZero() {
    slope(0, Tensor::sinc, 0);
    second(-Math.PI * Math.PI / 3, Tensor::sinc, 0);
    second(-Math.PI * Math.PI / 3, Tensor::sinc, -0.0);
    assertEquals(1, ZERO.sinc().item());
  }

  @Test
  void logaddexpOfEqualOnes() {
    slopes(0.5, 0.5, Tensor::logaddexp, 1.5, 1.5);
    slopes(0.5, 0.5, Tensor::logaddexp, -INF, -INF);
    slopes(1, 0, Tensor::logaddexp, 1.5, -INF);
    second(0.25, x -> x.logaddexp(Tensor.scalar(1.5)), 1.5);
    second(0.25, y -> Tensor.scalar(1.5).logaddexp(y), 1.5);
  }
}
