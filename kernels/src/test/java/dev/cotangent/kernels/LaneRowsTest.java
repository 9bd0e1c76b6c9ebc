package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The vector code that reduces rows has the bits of the documented order at every width.
class LaneRowsTest {
  private static final int[] LENGTHS = {
    0, 1, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 79, 100, 127, 128, 129, 200, 257, 1000
  };

  private static final double[] SPECIAL = {
    0.0, -0.0, 5e-324, -5e-324, 1e300, -1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  private record Combination(Definition definition, double identity) {}

  private static List<Combination> combinations(Element element) {
    boolean floating = element.isFloating();
    return List.of(
        new Combination(Definition.binary("add", Expr::add), floating ? -0.0 : 0),
        new Combination(Definition.binary("mul", Expr::mul), 1),
        new Combination(
            Definition.binary("max", Expr::max),
            floating ? Double.NEGATIVE_INFINITY : Integer.MIN_VALUE),
        new Combination(
            Definition.binary("min", Expr::min),
            floating ? Double.POSITIVE_INFINITY : Integer.MAX_VALUE));
  }

  @TestFactory
  List<DynamicTest> everyWidthHasTheBitsOfTheDocumentedOrder() {
    var tests = new ArrayList<DynamicTest>();
    for (var element : List.of(Element.F32, Element.F64, Element.I32)) {
      for (var combination : combinations(element)) {
        for (int bits : new int[] {128, 256, 512}) {
          var name = combination.definition().name() + " " + element + " " + bits;
          tests.add(DynamicTest.dynamicTest(name, () -> check(combination, element, bits)));
        }
      }
    }
    return tests;
  }

  private static LaneRows compiled(Combination combination, Element element, int bits) {
    var rows =
        LaneRowsCompiler.compile(
            combination.definition().name(),
            combination.definition().expression(element, element),
            bits);
    assertNotNull(rows);
    return rows;
  }

  private static void check(Combination combination, Element element, int bits) {
    var rows = compiled(combination, element, bits);
    var random = new SplittableRandom(bits);
    for (int length : LENGTHS) {
      for (int number : new int[] {1, 3, length == LaneRows.SHORTEST ? LaneRows.GROUP + 2 : 2}) {
        for (double special : new double[] {0, 0.05, 1}) {
          int stride = length + random.nextInt(3);
          // The last row ends where the array ends.
          var source = numbers(element, 3 + (number - 1) * stride + length, random, special);
          check(combination, element, rows, number, length, source, stride);
        }
      }
    }
  }

  private static void check(
      Combination combination,
      Element element,
      LaneRows rows,
      int number,
      int length,
      Object source,
      int stride) {
    var sums = element.newArray(number + 1);
    var lanes = element.newArray(Math.min(number, LaneRows.GROUP) * Reduction.LANES);
    var identity = identity(combination, element);
    rows.reduce(number, length, source, 3, stride, identity, lanes, sums, 1);
    var kernel = combination.definition().kernel(element, element);
    for (int row = 0; row < number; row++) {
      var values = new double[length];
      for (int i = 0; i < length; i++) values[i] = element.get(source, 3 + row * stride + i);
      double expected = reduced(values, combination.identity(), (a, b) -> kernel.scalar(a, b, 0));
      assertEquals(expected, element.get(sums, 1 + row), "row " + row + " of " + length);
    }
  }

  private static Object identity(Combination combination, Element element) {
    var identity = element.newArray(1);
    element.set(identity, 0, combination.identity());
    return identity;
  }

  private static double reduced(double[] x, double identity, DoubleBinaryOperator combine) {
    var lanes = new double[64];
    Arrays.fill(lanes, identity);
    for (int i = 0; i < x.length; i++) lanes[i % 64] = combine.applyAsDouble(lanes[i % 64], x[i]);
    for (int half = 32; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) lanes[l] = combine.applyAsDouble(lanes[l], lanes[l + half]);
    }
    return lanes[0];
  }

  private static Object numbers(
      Element element, int length, SplittableRandom random, double special) {
    var array = element.newArray(length);
    int sign = random.nextInt(3) - 1; // all of one, or of both
    for (int i = 0; i < length; i++) {
      double usual = element.isFloating() ? random.nextDouble(-2, 2) : random.nextInt(-9, 9);
      if (sign != 0) usual = sign * Math.abs(usual);
      boolean rare = element.isFloating() && random.nextDouble() < special;
      element.set(array, i, rare ? SPECIAL[random.nextInt(SPECIAL.length)] : usual);
    }
    return array;
  }

  /// NaNs of both signs: as integers they are not side by side.
  @Test
  void everyNanIsSeen() {
    for (int bits : new int[] {128, 256, 512}) {
      for (var combination : combinations(Element.F32)) {
        var rows = compiled(combination, Element.F32, bits);
        for (int nan : new int[] {0x7fc00000, 0xffc00000, 0x7f800001, 0xffffffff}) {
          for (double special : new double[] {0, 1}) {
            var x = (float[]) numbers(Element.F32, 77, new SplittableRandom(nan), special);
            x[40] = Float.intBitsToFloat(nan);
            var sums = new float[1];
            var identity = identity(combination, Element.F32);
            rows.reduce(1, 77, x, 0, 77, identity, new float[64], sums, 0);
            assertTrue(Float.isNaN(sums[0]), combination.definition().name());
          }
        }
      }
    }
  }

  @Test
  void everyNanIsSeenInDoubles() {
    for (int bits : new int[] {256, 512}) {
      for (var combination : combinations(Element.F64)) {
        var rows = compiled(combination, Element.F64, bits);
        for (long nan : new long[] {0x7ff8L << 48, 0xfff8L << 48, (0x7ffL << 52) + 1, -1}) {
          var x = (double[]) numbers(Element.F64, 77, new SplittableRandom(nan), 0.1);
          x[40] = Double.longBitsToDouble(nan);
          var sums = new double[1];
          var identity = identity(combination, Element.F64);
          rows.reduce(1, 77, x, 0, 77, identity, new double[64], sums, 0);
          assertTrue(Double.isNaN(sums[0]), combination.definition().name());
        }
      }
    }
  }

  @Test
  void masksHaveNone() {
    var or = Definition.binary("or", Expr::or);
    assertNull(LaneRowsCompiler.compile("or", or.expression(Element.BOOL, Element.BOOL), 256));
  }

  @Test
  void takesOverWithoutChangingABit() {
    assertTrue(VectorSupport.isPresent());
    for (var combination : combinations(Element.F32)) {
      var definition = combination.definition();
      int length = 1003;
      var numbers = numbers(Element.F32, 50 * length, new SplittableRandom(1), 0);
      var x = Strided.of(Element.F32, numbers, 50, length);
      var first = Model.of(Reduction.reduce(definition, combination.identity(), x, 1));
      var form = VectorKernel.laneForm(definition.kernel(Element.F32, Element.F32));
      assertNotNull(form);
      long end = System.nanoTime() + 300_000_000_000L;
      while (form.rows(0) == null && System.nanoTime() < end) {
        assertEquals(first, Model.of(Reduction.reduce(definition, combination.identity(), x, 1)));
      }
      assertNotNull(form.rows(0), "vector code has not taken over");
      assertEquals(first, Model.of(Reduction.reduce(definition, combination.identity(), x, 1)));
    }
  }
}
