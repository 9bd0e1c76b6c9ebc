package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vavr.Function1;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionTest {
  private static final Tensor F32 = Tensor.floats(1.5f, 2);
  private static final Tensor F64 = Tensor.of(1.5, 2);
  private static final Tensor I32 = Tensor.ints(1, 2);
  private static final Tensor BOOL = Tensor.bools(true, false);

  private static void assertTypes(DType expected, Tensor... results) {
    for (var result : results) assertEquals(expected, result.dtype(), result::toString);
  }

  @Test
  void aNumberTakesTheTensorsType() {
    assertTypes(
        DType.FLOAT32,
        F32.plus(0.1),
        F32.minus(0.1),
        F32.times(0.1),
        F32.div(0.1),
        F32.pow(0.1),
        F32.rem(0.1),
        F32.mod(0.1),
        F32.minimum(0.1),
        F32.maximum(0.1),
        F32.clamp(-0.1, 0.1),
        F32.pow(2));
    assertEquals(Tensor.floats(1.5f + 0.1f, 2 + 0.1f), F32.plus(0.1));
    assertTypes(DType.FLOAT64, F64.plus(1), F64.times(2), F64.pow(3));
  }

  @Test
  void aWholeNumberKeepsINT32() {
    assertEquals(Tensor.ints(3, 4), I32.plus(2));
    assertEquals(Tensor.ints(2, 4), I32.times(2));
    assertEquals(Tensor.ints(-1, 0), I32.minus(2));
    assertEquals(Tensor.ints(1, 0), I32.rem(2));
    assertEquals(Tensor.ints(1, 0), I32.mod(-2).plus(2).mod(2));
    assertEquals(Tensor.ints(2, 2), I32.maximum(2));
    assertEquals(Tensor.ints(1, 1), I32.clamp(Double.NEGATIVE_INFINITY, 1));
  }

  @Test
  void anyOtherNumberMakesFLOAT64OfINT32() {
    assertEquals(Tensor.of(3.5, 4.5), I32.plus(2.5));
    assertEquals(Tensor.of(2.5, 5), I32.times(2.5));
    assertEquals(Tensor.of(2.5, 2.5), I32.maximum(2.5));
    assertEquals(Tensor.of(1 + 1e10, 2 + 1e10), I32.plus(1e10));
    assertTypes(DType.FLOAT64, I32.plus(Double.POSITIVE_INFINITY), I32.times(Double.NaN));
  }

  @Test
  void comparisonsWithANumberAreExact() {
    assertEquals(Tensor.bools(true, false), I32.lt(1.5));
    assertEquals(Tensor.bools(false, false), I32.eq(1.5));
    assertEquals(Tensor.bools(true, true), I32.gt(-0.5));
    assertEquals(Tensor.bools(true, true), Tensor.floats(0.1f, 0.1f).eq(0.1));
  }

  @Test
  void truthValuesCountAsINT32() {
    assertEquals(Tensor.ints(2, 0), BOOL.plus(BOOL));
    assertEquals(Tensor.ints(1, 0), BOOL.times(BOOL));
    assertEquals(Tensor.ints(3, 2), BOOL.plus(2));
    assertEquals(Tensor.of(1.5, 0.5), BOOL.plus(0.5));
    assertEquals(Tensor.ints(-1, 0), BOOL.unaryMinus());
    assertEquals(Tensor.ints(2, 2), BOOL.plus(I32));
    assertEquals(Tensor.floats(2.5f, 2), BOOL.plus(F32));
    assertEquals(Tensor.ints(Shape.of(), 1), BOOL.sum());
    assertEquals(Tensor.ints(Shape.of(), 0), BOOL.prod());
    assertEquals(Tensor.ints(Shape.of(), 1), BOOL.matmul(BOOL));
  }

  @Test
  void divisionOfIntegersGivesFLOAT64() {
    assertEquals(Tensor.of(0.5, 1), I32.div(2));
    assertEquals(Tensor.of(1, 1), I32.div(I32));
    assertEquals(Tensor.of(1, 0), BOOL.div(I32));
    assertEquals(Tensor.scalar(1.5), I32.mean());
    assertEquals(Tensor.scalar(0.5), BOOL.mean());
    assertEquals(Tensor.scalar(0.25), I32.variance());
    assertEquals(Tensor.of(1, 0.5), I32.reciprocal());
    assertTypes(DType.FLOAT64, I32.pow(2), I32.pow(I32), I32.pow(0.5), I32.std());
    assertTypes(DType.FLOAT32, I32.div(F32), F32.div(I32), I32.pow(F32));
  }

  @Test
  void tensorsMeetInTheWiderType() {
    assertTypes(
        DType.FLOAT64,
        F32.plus(F64),
        F64.plus(F32),
        F32.times(F64),
        F64.minus(F32),
        F32.div(F64),
        F64.plus(I32),
        F32.maximum(F64),
        F32.pow(F64),
        F32.hypot(F64),
        F32.atan2(F64),
        F32.matmul(F64));
    assertTypes(
        DType.FLOAT32,
        F32.plus(I32),
        I32.plus(F32),
        I32.times(F32),
        F32.plus(BOOL),
        I32.minimum(F32),
        I32.matmul(F32),
        I32.outer(F32));
    assertTypes(DType.INT32, I32.plus(I32), I32.times(BOOL), I32.matmul(I32), I32.square());
    assertTypes(DType.FLOAT64, Tensor.concat(0, I32, F32, F64), Tensor.stack(0, F64, BOOL));
    assertTypes(DType.FLOAT32, Tensor.where(BOOL, F32, I32), Tensor.where(BOOL, BOOL, F32));
  }

  @Test
  void functionsOfFLOAT32StayInIt() {
    Map<String, Function1<Tensor, Tensor>> functions =
        Map.ofEntries(
            Map.entry("sum", Tensor::sum),
            Map.entry("mean", Tensor::mean),
            Map.entry("std", Tensor::std),
            Map.entry("norm", Tensor::norm),
            Map.entry("max", Tensor::max),
            Map.entry("logsumexp", Tensor::logsumexp),
            Map.entry("softmax", x -> x.softmax(0)),
            Map.entry("logSoftmax", x -> x.logSoftmax(0)),
            Map.entry("median", x -> x.median(0)),
            Map.entry("gelu", Tensor::gelu),
            Map.entry("geluTanh", Tensor::geluTanh),
            Map.entry("selu", Tensor::selu),
            Map.entry("sinc", Tensor::sinc),
            Map.entry("sign", Tensor::sign),
            Map.entry("floor", Tensor::floor),
            Map.entry("rsqrt", Tensor::rsqrt),
            Map.entry("asinh", Tensor::asinh));
    functions.forEach((name, f) -> {
      assertEquals(DType.FLOAT32, f.apply(F32).dtype(), name);
      var run = Autodiff.vjp(f, F32);
      assertEquals(DType.FLOAT32, run.pullback().apply(run.value().onesLike()).dtype(), name);
      assertEquals(DType.FLOAT32, Autodiff.jvp(f, F32, F32).tangent().dtype(), name);
    });
  }

  @Test
  void gradientsHaveTheTypesOfTheArguments() {
    var both = Autodiff.grad((Tensor x, Tensor y) -> x.times(y).sum()).apply(F32, F64);
    assertEquals(Tensor.floats(1.5f, 2), both._1);
    assertEquals(Tensor.of(1.5, 2), both._2);
    var converted = Autodiff.grad(x -> x.toDType(DType.FLOAT64).square().sum()).apply(F32);
    assertEquals(Tensor.floats(3, 4), converted);
    var narrowed = Autodiff.grad(x -> x.toDType(DType.FLOAT32).square().sum()).apply(F64);
    assertEquals(Tensor.of(3, 4), narrowed);
    var product = Autodiff.grad((Tensor x, Tensor y) -> x.matmul(y)).apply(F32, Tensor.of(10, 20));
    assertEquals(Tensor.floats(10, 20), product._1);
    assertEquals(F64, product._2);
    var joined = Autodiff.grad((Tensor x, Tensor y) -> Tensor.concat(0, x, y).prod());
    assertEquals(Tensor.floats(4, 3), joined.apply(F32, Tensor.of(2, 1))._1);
    assertEquals(Tensor.of(3, 6), joined.apply(F32, Tensor.of(2, 1))._2);
  }

  @Test
  void tangentsHaveTheTypeOfTheValue() {
    var wide = Autodiff.jvp(x -> x.toDType(DType.FLOAT64), F32, Tensor.floats(1, 10));
    assertEquals(Tensor.of(1, 10), wide.tangent());
    var narrow = Autodiff.jvp(x -> x.toDType(DType.FLOAT32), F64, Tensor.of(0.1, 10));
    assertEquals(Tensor.floats(0.1f, 10), narrow.tangent());
    var product = Autodiff.jvp(x -> x.times(F64), F32, Tensor.floats(1, 10));
    assertEquals(Tensor.of(1.5, 20), product.tangent());
    var joined = Autodiff.jvp(x -> Tensor.concat(0, x, F64), F32, Tensor.floats(1, 10));
    assertEquals(Tensor.of(1, 10, 0, 0), joined.tangent());
  }

  @Test
  void noDerivativeFlowsThroughIntegers() {
    var gradient = Autodiff.grad(x -> x.toDType(DType.INT32).times(x).sum()).apply(F64);
    assertEquals(Tensor.of(1, 2), gradient);
    assertEquals(
        Tensor.of(0, 0), Autodiff.jvp(x -> x.gt(0).toDType(DType.FLOAT64), F64, F64).tangent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rem", "mod"})
  void integersAreNotDividedByZero(String name) {
    var divisions =
        List.<Function1<Tensor, Tensor>>of(
            x -> name.equals("rem") ? x.rem(0) : x.mod(0),
            x -> name.equals("rem") ? x.rem(Tensor.ints(1, 0)) : x.mod(Tensor.ints(1, 0)),
            x -> name.equals("rem") ? x.rem(BOOL) : x.mod(BOOL));
    for (var division : divisions) {
      var e = assertThrows(IllegalArgumentException.class, () -> division.apply(I32));
      Messages.startsWith(e, name, "INT32", "zero");
    }
  }

  @Test
  void remaindersAsInJavaAndAsInNumPy() {
    var x = Tensor.ints(7, -7, 7, -7);
    var y = Tensor.ints(3, 3, -3, -3);
    assertEquals(Tensor.ints(1, -1, 1, -1), x.rem(y));
    assertEquals(Tensor.ints(1, 2, -2, -1), x.mod(y));
    assertEquals(Tensor.of(1.5, -1.5), Tensor.of(5.5, -5.5).rem(2));
    assertEquals(Tensor.of(1.5, 0.5), Tensor.of(5.5, -5.5).mod(2));
    assertEquals(Tensor.of(Double.NaN), Tensor.of(1).rem(0));
    assertEquals(Tensor.ints(0), Tensor.ints(Integer.MIN_VALUE).rem(-1));
    assertEquals(Tensor.ints(0), Tensor.ints(Integer.MIN_VALUE).mod(-1));
  }
}
