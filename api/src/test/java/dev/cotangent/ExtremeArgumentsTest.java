package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values and derivatives far out, where a plain formula cancels, overflows or meets infinity. The
/// numbers were computed with 50 digits by mpmath.
class ExtremeArgumentsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double CLOSE = 4e-16;

  private static Function1<Tensor, Tensor> function(String name) {
    return switch (name) {
      case "sigmoid" -> Tensor::sigmoid;
      case "softplus" -> Tensor::softplus;
      case "logSigmoid" -> Tensor::logSigmoid;
      case "softsign" -> Tensor::softsign;
      case "mish" -> Tensor::mish;
      case "gelu" -> Tensor::gelu;
      default -> Tensor::geluTanh;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "sigmoid, -20, 2.0611536181902035814e-9, 2.0611536139418493437e-9",
    "sigmoid, -700, 9.8596765437597708567e-305, 9.8596765437597708567e-305",
    "sigmoid, 30, 0.99999999999990642377, 9.3576229688384233028e-14",
    "softplus, -20, 2.0611536203143807032e-9, 2.0611536181902035814e-9",
    "softplus, -700, 9.8596765437597708567e-305, 9.8596765437597708567e-305",
    "softplus, 30, 30.000000000000093576, 0.99999999999990642377",
    "softplus, 800, 800, 1",
    "logSigmoid, 50, -1.928749847963917783e-22, 1.928749847963917783e-22",
    "logSigmoid, -50, -50, 1",
    "softsign, -8, -0.88888888888888888889, 0.012345679012345679012",
    "mish, -8, -0.0026832508825465375099, -0.0023473943816052942983",
    "mish, 3, 2.9865350049679573191, 1.0211069109294437727",
    "gelu, -8, -4.9767684594174272988e-15, -3.9796072610867959891e-14",
    "gelu, 3, 2.9959503059051097164, 1.011945647204183927",
    "geluTanh, -8, -3.107782937501111218e-21, -4.7147845041068415845e-20",
    "geluTanh, -1, -0.15880800939172329522, -0.08296408384578255514",
    "geluTanh, 3, 2.9963626079182269812, 1.0115841666309697262"
  })
  void tails(String name, double x, double value, double slope) {
    var f = function(name);
    close(value, f.apply(Tensor.scalar(x)).item(), 64 * CLOSE);
    for (var mode : Modes.values()) close(slope, mode.at(f, x).item(), 64 * CLOSE);
  }

  private static void close(double expected, double actual, double relative) {
    assertEquals(expected, actual, relative * Math.abs(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "softsign, -1, 1, 0, 0",
    "geluTanh, 0, Infinity, 0, 1",
    "gelu, 0, Infinity, 0, 1",
    "mish, 0, Infinity, 0, 1",
    "sigmoid, 0, 1, 0, 0",
    "softplus, 0, Infinity, 0, 1",
    "logSigmoid, -Infinity, 0, 1, 0"
  })
  void limits(String name, double below, double above, double slopeBelow, double slopeAbove) {
    for (var dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      var x = Tensor.of(-INF, INF).toDType(dtype);
      var f = function(name);
      var value = f.apply(x).toDType(DType.FLOAT64);
      assertTrue(value.allClose(Tensor.of(below, above), 0, 0), value::toString);
      var slope = Autodiff.grad((Tensor y) -> f.apply(y).sum()).apply(x).toDType(DType.FLOAT64);
      assertTrue(slope.allClose(Tensor.of(slopeBelow, slopeAbove), 0, 0), slope::toString);
      var tangent = Autodiff.jvp(f, x, x.onesLike()).tangent().toDType(DType.FLOAT64);
      assertTrue(tangent.allClose(slope, 0, 0), tangent::toString);
    }
  }

  private static void gradient(Tensor expected, Function1<Tensor, Tensor> f, Tensor x) {
    var got = Autodiff.grad(f).apply(x);
    assertTrue(got.allClose(expected, CLOSE, 0), () -> "expected " + expected + " got " + got);
  }

  @Test
  void infinitiesLeaveAllElseBehindAndAreEqual() {
    gradient(Tensor.of(0, 0, 1), x -> x.logsumexp(), Tensor.of(1, -INF, INF));
    gradient(Tensor.of(0.5, 0, 0.5), x -> x.logsumexp(), Tensor.of(INF, 7, INF));
    gradient(Tensor.of(0.5, 0.5), x -> x.logsumexp(), Tensor.of(-INF, -INF));
    gradient(Tensor.of(0, -1), x -> x.norm(), Tensor.of(3, -INF));
    gradient(Tensor.of(0, 1), x -> x.norm(3), Tensor.of(3, INF));
    double half = Math.sqrt(0.5);
    gradient(Tensor.of(half, 0, -half), x -> x.norm(), Tensor.of(INF, 0, -INF));
  }

  private static void gradients(
      double dx, double dy, Function2<Tensor, Tensor, Tensor> f, double x, double y) {
    var got = Autodiff.grad(f).apply(Tensor.scalar(x), Tensor.scalar(y));
    assertEquals(Tuple.of(dx, dy), got.map(u -> u.item() + 0.0, v -> v.item() + 0.0));
  }

  @Test
  void hypotNeitherOverflowsNorVanishes() {
    var large = Tensor.scalar(3e200).hypot(Tensor.scalar(1e200)).item();
    close(3.1622776601683792363e200, large, CLOSE);
    var small = Tensor.scalar(3e-200).hypot(Tensor.scalar(1e-200)).item();
    close(3.1622776601683792754e-200, small, CLOSE);
    var slope = Autodiff.grad((Tensor x) -> x.hypot(Tensor.scalar(1e200)));
    close(0.9486832980505137996, slope.apply(Tensor.scalar(3e200)).item(), CLOSE);
    gradients(1, 0, Tensor::hypot, INF, 1);
    gradients(0, -1, Tensor::hypot, 1, -INF);
    double half = 1 + (Math.sqrt(0.5) - 1);
    gradients(half, -half, Tensor::hypot, INF, -INF);
    gradients(0, 0, Tensor::atan2, INF, 1);
    gradients(0, 0, Tensor::atan2, 1, -INF);
    var norm = Tensor.of(1e200, 2e200).norm(3).item();
    close(2.0800838230519040516e200, norm, CLOSE);
  }

  @Test
  void logarithmsOfSums() {
    close(1001.3132738973653228, Tensor.of(1000, 1001, 990).logsumexp().item(), CLOSE);
    close(-999.68673831248177717, Tensor.of(-1000, -1001).logsumexp().item(), CLOSE);
    var sum = Tensor.scalar(800).logaddexp(Tensor.scalar(799)).item();
    close(800.31326168751822283, sum, CLOSE);
  }

  @Test
  void aLargeMeanDoesNotCancelTheVariance() {
    var x = Tensor.of(0.25, 0.5, 1, 2.5).plus(1e9);
    close(0.76171875, x.variance().item(), CLOSE);
    close(0.87276500273555882312, x.std().item(), CLOSE);
    var slope = Autodiff.grad((Tensor y) -> y.std()).apply(x);
    close(-0.23273733406281568616, slope.get(0).item(), CLOSE);
    // 16577210 and 16577211 in turn, whose sum is far from exact in FLOAT32
    var halves = Tensor.arange(0, 1000, 1).rem(2).plus(16_577_210).toDType(DType.FLOAT32);
    assertEquals(0.25, halves.variance().item());
    var equal = Tensor.full(DType.FLOAT32, Shape.of(1000), 0.1);
    assertEquals(0, equal.std().item());
    assertEquals(equal.zerosLike(), Autodiff.grad((Tensor y) -> y.std()).apply(equal));
    assertEquals(0, Tensor.of(0.1, 0.1, 0.1).variance().item());
  }
}
