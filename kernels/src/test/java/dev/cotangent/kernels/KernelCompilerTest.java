package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KernelCompilerTest {
  private static final Element[] ELEMENTS = Element.values();
  private static final Definition ADD = Definition.binary("add", Expr::add);

  @Property(tries = 400)
  void everyLoopComputesWhatTheInterpreterDoes(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 70) int size) {
    var random = new Random(seed);
    var operands = new Element[1 + random.nextInt(3)];
    for (int k = 0; k < operands.length; k++) operands[k] = ELEMENTS[random.nextInt(4)];
    var result = ELEMENTS[random.nextInt(4)];
    var expr = new RandomExpr(random, operands).of(result.type(), size);
    var kernel = KernelCompiler.compile("random", expr, operands);

    int n = random.nextInt(20);
    var arrays = new Object[operands.length];
    var offsets = new int[operands.length];
    var strides = new int[operands.length];
    boolean even = random.nextBoolean();
    for (int k = 0; k < operands.length; k++) {
      arrays[k] = RandomExpr.array(operands[k], 200, random);
      strides[k] = even ? (random.nextInt(4) == 0 ? 0 : 1) : random.nextInt(9) - 4;
      offsets[k] = 90 + random.nextInt(20);
    }
    int stride = even ? 1 : 1 + random.nextInt(3);
    int offset = 10;
    var out = RandomExpr.array(result, 100, random);
    var expected = result.newArray(100);
    System.arraycopy(out, 0, expected, 0, 100);
    for (int i = 0; i < n; i++) {
      var values = new Object[operands.length];
      for (int k = 0; k < values.length; k++) {
        values[k] = RandomExpr.box(operands[k], arrays[k], offsets[k] + i * strides[k]);
      }
      var value = Interpreter.evaluate(expr, values);
      store(expected, offset + i * stride, value);
      assertEquals(
          toDouble(value),
          kernel.scalar(toDouble(values, 0), toDouble(values, 1), toDouble(values, 2)),
          expr::toString);
    }
    kernel.map(n, out, offset, stride, arrays, offsets, strides);
    assertSame(expected, out, expr.toString());
  }

  @Property(tries = 100)
  void foldIsAChainOfEvaluations(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
    var random = new Random(seed);
    var operands = new Element[] {ELEMENTS[random.nextInt(4)], ELEMENTS[random.nextInt(4)]};
    var expr = new RandomExpr(random, operands).of(operands[0].type(), size);
    var kernel = KernelCompiler.compile("random", expr, operands);
    int n = random.nextInt(10);
    var in = RandomExpr.array(operands[1], 30, random);
    var out = RandomExpr.array(operands[0], 3, random);
    var expected = operands[0].newArray(3);
    System.arraycopy(out, 0, expected, 0, 3);
    var accumulator = RandomExpr.box(operands[0], out, 1);
    for (int i = 0; i < n; i++) {
      accumulator =
          Interpreter.evaluate(expr, accumulator, RandomExpr.box(operands[1], in, 29 - 2 * i));
    }
    store(expected, 1, accumulator);
    kernel.fold(n, out, 1, new Object[] {new Object(), in}, new int[] {0, 29}, new int[] {0, -2});
    assertSame(expected, out, expr.toString());
  }

  @Test
  void mayWriteWhereItReads() {
    double[] x = {1, 2, 3, 4, 5, 6};
    double[] y = {10, 20, 30, 40, 50, 60};
    var kernel = ADD.kernel(Element.F64, Element.F64);
    kernel.map(3, x, 1, 1, new Object[] {x, y}, new int[] {1, 0}, new int[] {1, 1});
    assertArrayEquals(new double[] {1, 12, 23, 34, 5, 6}, x);
    kernel.map(2, y, 1, 3, new Object[] {x, y}, new int[] {5, 1}, new int[] {-5, 3});
    assertArrayEquals(new double[] {10, 26, 30, 40, 51, 60}, y);
  }

  @Test
  void nothingIsReadForEmptyRuns() {
    var empty = new float[0];
    var kernel = ADD.kernel(Element.F32, Element.F32);
    for (int stride : new int[] {0, 1, 2}) {
      kernel.map(0, empty, 0, 1, new Object[] {empty, empty}, new int[2], new int[] {stride, 1});
    }
  }

  @Test
  void boundsAndArrayTypesAreChecked() {
    var kernel = ADD.kernel(Element.F32, Element.F32);
    var x = new float[4];
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> kernel.map(5, x, 0, 1, new Object[] {x, x}, new int[2], new int[] {1, 1}));
    assertThrows(
        ClassCastException.class,
        () ->
            kernel.map(1, x, 0, 1, new Object[] {x, new double[1]}, new int[2], new int[] {1, 1}));
  }

  @Test
  void foldNeedsAResultOfTheAccumulatorsType() {
    var less = Definition.binary("less", Expr::lt).kernel(Element.F32, Element.F32);
    var e =
        assertThrows(
            UnsupportedOperationException.class,
            () -> less.fold(0, new float[1], 0, new Object[2], new int[2], new int[2]));
    assertEquals("less cannot fold: [F32, F32] -> BOOL", e.getMessage());
  }

  @Test
  void scalarTakesUpToThreeOperands() {
    var sum = new Definition("sum4", 4, a -> a[0].add(a[1]).add(a[2]).add(a[3]));
    var four = sum.kernel(Element.F32, Element.F32, Element.F32, Element.F32);
    var e = assertThrows(UnsupportedOperationException.class, () -> four.scalar(1, 2, 3));
    assertEquals("sum4 has 4 operands: scalar takes up to 3", e.getMessage());
    float[] out = new float[2];
    float[] x = {1, 2};
    four.map(2, out, 0, 1, new Object[] {x, x, x, x}, new int[4], new int[] {1, 1, 1, 0});
    assertArrayEquals(new float[] {4, 7}, out);
  }

  @Test
  void inputsMustBeWhatTheOperandsAre() {
    var x = Expr.input(1, Type.F32);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> KernelCompiler.compile("f", x, Element.F32, Element.F64));
    assertEquals("f: input 1 is F32, but the operands are [F32, F64]", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> KernelCompiler.compile("f", x, Element.F32));
    var bits = Expr.input(0, Type.F64).bits();
    assertThrows(
        IllegalArgumentException.class, () -> KernelCompiler.compile("f", bits, Element.F64));
  }

  @Test
  void tooLongExpressionsAreRefused() {
    for (int size : new int[] {3000, 100_000}) {
      var sum = Expr.input(0, Type.F64);
      for (int k = 0; k < size; k++) sum = sum.add(1.0);
      var expr = sum;
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> KernelCompiler.compile("long", expr, Element.F64));
      assertTrue(e.toString().contains("instructions are too many for one kernel"), e::toString);
    }
  }

  @Test
  void theJustInTimeCompilersChangeNoBit() {
    var definition =
        Definition.unary("mixed", x -> Elementary.exp(x).add(Elementary.sin(Elementary.log(x))));
    var kernel = definition.kernel(Element.F64);
    var random = new Random(1);
    var x = new double[1000];
    for (int i = 0; i < x.length; i++) x[i] = 10 * random.nextDouble();
    var first = new double[x.length];
    kernel.map(x.length, first, 0, 1, new Object[] {x}, new int[1], new int[] {1});
    var later = new double[x.length];
    for (int call = 0; call < 2000; call++) {
      kernel.map(x.length, later, 0, 1, new Object[] {x}, new int[1], new int[] {1});
    }
    assertArrayEquals(first, later);
  }

  private static double toDouble(Object[] values, int index) {
    return index < values.length ? toDouble(values[index]) : 42;
  }

  private static double toDouble(Object value) {
    return value instanceof Boolean mask ? (mask ? 1 : 0) : ((Number) value).doubleValue();
  }

  private static void store(Object array, int index, Object value) {
    switch (array) {
      case float[] a -> a[index] = (float) value;
      case double[] a -> a[index] = (double) value;
      case int[] a -> a[index] = (int) value;
      default -> ((boolean[]) array)[index] = (boolean) value;
    }
  }

  /// Equal bits, but all NaN alike.
  private static void assertSame(Object expected, Object actual, String message) {
    switch (expected) {
      case float[] a -> assertArrayEquals(a, (float[]) actual, message);
      case double[] a -> assertArrayEquals(a, (double[]) actual, message);
      case int[] a -> assertArrayEquals(a, (int[]) actual, message);
      default -> assertArrayEquals((boolean[]) expected, (boolean[]) actual, message);
    }
  }
}
