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
    for (int n : new int[] {0, 64, 128, 640, 6400}) {
      for (boolean special : new boolean[] {false, true}) {
        var source = numbers(element, n + 3, random, special);
        var lanes = numbers(element, 64, random, false);
        var expected = element.newArray(64);
        System.arraycopy(lanes, 0, expected, 0, 64);
        for (int i = 0; i < n; i++) {
          double a = element.get(expected, i % 64);
          double b = element.get(source, 3 + i);
          element.set(expected, i % 64, combination.kernel(element, element).scalar(a, b, 0));
        }
        fold.fold(64, n / 64, lanes, 0, lanes, 0, source, 3, 64);
        for (int lane = 0; lane < 64; lane++) {
          assertEquals(element.get(expected, lane), element.get(lanes, lane), "lane " + lane);
        }
      }
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
    long end = System.nanoTime() + 60_000_000_000L;
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
