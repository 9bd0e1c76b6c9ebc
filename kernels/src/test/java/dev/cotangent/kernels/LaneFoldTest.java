package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The vector code of reductions has the bits of the scalar form.
class LaneFoldTest {
  private static final List<Definition> COMBINATIONS =
      List.of(
          Definition.binary("add", Expr::add),
          Definition.binary("mul", Expr::mul),
          Definition.binary("max", Expr::max),
          Definition.binary("min", Expr::min));

  private static final double[] SPECIAL = {
    0.0, -0.0, 5e-324, 1e300, -1e300, Double.NaN, Double.POSITIVE_INFINITY
  };

  @TestFactory
  List<DynamicTest> everyWidthHasTheBitsOfTheScalarForm() {
    var tests = new ArrayList<DynamicTest>();
    for (var combination : COMBINATIONS) {
      for (var element : List.of(Element.F32, Element.F64, Element.I32)) {
        for (int bits : new int[] {128, 256, 512}) {
          var name = combination.name() + " " + element + " " + bits;
          tests.add(DynamicTest.dynamicTest(name, () -> check(combination, element, bits)));
        }
      }
    }
    return tests;
  }

  private static void check(Definition combination, Element element, int bits) {
    var fold =
        LaneFoldCompiler.compile(
            combination.name(), combination.expression(element, element), bits);
    assertNotNull(fold);
    var random = new SplittableRandom(bits);
    for (int n : new int[] {0, 1, 15, 64, 65, 127, 200}) {
      for (int depth : new int[] {0, 1, 7}) {
        for (boolean special : new boolean[] {false, true}) {
          int stride = n + 5;
          var source = numbers(element, 3 + 7 * stride, random, special);
          var start = numbers(element, n + 2, random, false);
          var lanes = element.newArray(n + 1);
          fold.fold(n, depth, lanes, 1, start, 2, source, 3, stride);
          var scalar = element.newArray(n + 1);
          LaneFold.scalar(combination.kernel(element, element))
              .fold(n, depth, scalar, 1, start, 2, source, 3, stride);
          for (int j = 0; j < n; j++) {
            double expected = element.get(start, 2 + j);
            for (int r = 0; r < depth; r++) {
              double next = element.get(source, 3 + j + r * stride);
              expected = combination.kernel(element, element).scalar(expected, next, 0);
            }
            assertEquals(expected, element.get(lanes, 1 + j), "lane " + j);
            assertEquals(expected, element.get(scalar, 1 + j), "scalar lane " + j);
          }
        }
      }
    }
  }

  @Test
  void masksFoldToo() {
    var or = Definition.binary("or", Expr::or);
    for (int bits : new int[] {128, 256, 512}) {
      var fold = LaneFoldCompiler.compile("or", or.expression(Element.BOOL, Element.BOOL), bits);
      assertNotNull(fold);
      var source = new boolean[3 * 130];
      source[2 * 130 + 5] = true;
      source[129] = true;
      var lanes = new boolean[130];
      fold.fold(130, 3, lanes, 0, lanes, 0, source, 0, 130);
      for (int j = 0; j < 130; j++) assertEquals(j == 5 || j == 129, lanes[j], "lane " + j);
    }
  }

  private static Object numbers(
      Element element, int length, SplittableRandom random, boolean special) {
    var array = element.newArray(length);
    for (int i = 0; i < length; i++) {
      boolean rare = special && element.isFloating() && random.nextInt(50) == 0;
      double usual = element.isFloating() ? random.nextDouble(-2, 2) : random.nextInt(-9, 9);
      element.set(array, i, rare ? SPECIAL[random.nextInt(SPECIAL.length)] : usual);
    }
    return array;
  }

  @Test
  void takesOverWithoutChangingABit() {
    assertTrue(VectorSupport.isPresent());
    var sum = Definition.binary("sum", Expr::add);
    int size = 100_003;
    var x =
        Strided.of(Element.F64, numbers(Element.F64, size, new SplittableRandom(1), false), size);
    var kernel = sum.kernel(Element.F64, Element.F64);
    double first = reduced(sum, x);
    long end = System.nanoTime() + 300_000_000_000L;
    var form = VectorKernel.laneForm(kernel);
    assertNotNull(form);
    while (form.fold(0) == null && System.nanoTime() < end) {
      assertEquals(first, reduced(sum, x));
    }
    assertNotNull(form.fold(0), "vector code has not taken over");
    assertEquals(first, reduced(sum, x));
  }

  private static double reduced(Definition sum, Strided x) {
    return ((double[]) Reduction.reduce(sum, -0.0, x, 0).array())[0];
  }
}
