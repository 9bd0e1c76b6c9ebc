package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The vector form of a product against loops over scalars, bit for bit, at every width. It needs
/// `--add-modules jdk.incubator.vector`, and fails without.
class GemmTest {
  private static final Element[] ELEMENTS = {Element.F32, Element.F64};
  private static final int[] WIDTHS = {128, 256, 512};

  /// An element and a width.
  static Stream<Arguments> engines() {
    return Stream.of(ELEMENTS)
        .flatMap(e -> IntStream.of(WIDTHS).mapToObj(bits -> Arguments.of(e, bits)));
  }

  private static void check(Strided x, Strided y, int bits) {
    assertEquals(GemmModel.product(x, y), fast(x, y, bits), () -> x + " times " + y);
  }

  /// By vectors, or not at all.
  private static GemmModel fast(Strided x, Strided y, int bits) {
    var dims = x.dims();
    dims[dims.length - 1] = y.dim(dims.length - 1);
    var result = Strided.allocate(x.element(), dims);
    for (int k = 0; k < result.size(); k++) x.element().set(result.array(), k, Double.NaN);
    assertTrue(VectorSupport.isPresent());
    assertTrue(Gemm.multiply(x, y, result, bits, true));
    return GemmModel.of(result);
  }

  /// In all layouts that have a path of their own.
  private static void checkLayouts(Element element, int m, int k, int n, int bits) {
    var random = new Random(m * 31L + k * 17L + n);
    var lefts = GemmModel.layouts(random, element, m, k);
    var rights = GemmModel.layouts(random, element, k, n);
    for (var x : lefts) for (var y : rights) check(x, y, bits);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyHeight(Element element, int bits) {
    int lanes = GemmTile.Form.lanes(element, bits);
    for (int m = 1; m <= 26; m++) {
      for (int n : new int[] {lanes - 1, lanes, 2 * lanes + 1, 4 * lanes - 1, 4 * lanes}) {
        if (n > 0) checkLayouts(element, m, 5, n, bits);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyWidth(Element element, int bits) {
    int lanes = GemmTile.Form.lanes(element, bits);
    int most = (GemmTile.Form.MAX_VECTORS + 1) * lanes + 1;
    for (int n = 1; n <= most; n++) {
      checkLayouts(element, 1, 3, n, bits);
      if (n <= 9 * lanes) checkLayouts(element, 7, 3, n, bits);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theInnerIndexAroundTheBlocks(Element element, int bits) {
    int block = Matmul.block(element);
    int[] inners = {1, 2, block - 1, block, block + 1, 2 * block, 2 * block + 1};
    int[][] others = {{1, 1}, {1, 37}, {3, 5}, {5, 3}, {7, 33}, {13, 1}, {40, 20}};
    for (int k : inners) for (int[] mn : others) checkLayouts(element, mn[0], k, mn[1], bits);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void largerOnes(Element element, int bits) {
    int[][] shapes = {
      {127, 127, 127},
      {128, 128, 128},
      {129, 129, 129},
      {200, 300, 400},
      {40, 400, 420},
      {5, 390, 2100},
      {9, 3, 520},
      {110, 2, 515},
      {100, 784, 10},
      {1, 50, 300},
      {2, 385, 270},
      {3, 50, 517},
      {1, 50, 6000},
      {2, 51, 6001},
      {3, 17, 16500},
      {1, 2000, 50},
      {7, 1000, 150},
      {23, 800, 71}
    };
    for (int[] shape : shapes) {
      var random = new Random(shape[0]);
      var x = GemmModel.random(random, element, shape[0], shape[1]);
      var y = GemmModel.random(random, element, shape[1], shape[2]);
      var xByColumns = GemmModel.random(random, element, shape[1], shape[0]).permute(1, 0);
      var yByColumns = GemmModel.random(random, element, shape[2], shape[1]).permute(1, 0);
      check(x, y, bits);
      check(xByColumns, y, bits);
      check(x, yByColumns, bits);
      check(xByColumns, yByColumns, bits);
    }
  }

  @Property(tries = 100)
  void anyShapeAndView(
      @ForAll @IntRange(min = 1, max = 40) int m,
      @ForAll @IntRange(min = 1, max = 40) int k,
      @ForAll @IntRange(min = 1, max = 140) int n,
      @ForAll @IntRange(min = 0, max = 2) int width,
      @ForAll boolean single,
      @ForAll long seed) {
    var random = new Random(seed);
    var element = single ? Element.F32 : Element.F64;
    var left = GemmModel.layouts(random, element, m, k);
    var right = GemmModel.layouts(random, element, k, n);
    var x = left.get(random.nextInt(left.size()));
    var y = right.get(random.nextInt(right.size()));
    check(x, y, WIDTHS[width]);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void batches(Element element, int bits) {
    var random = new Random(7);
    var x = GemmModel.random(random, element, 2, 3, 9, 11);
    var y = GemmModel.random(random, element, 2, 3, 11, 20);
    check(x, y, bits);
    check(x.permute(1, 0, 2, 3), y.permute(1, 0, 2, 3), bits);
    check(x, y.slice(0, 1, 1, 1).broadcast(2, 3, 11, 20), bits);
    check(x.slice(1, 2, 1, 1).broadcast(2, 3, 9, 11), y, bits);
    check(x, y.slice(3, 19, 1, 1), bits);
    check(y.permute(0, 1, 3, 2), x.permute(0, 1, 3, 2), bits);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void whatIsNotANumberStaysInItsPlace(Element element, int bits) {
    double[] odd = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0, 1e-45, 3e38, -3e38
    };
    var random = new Random(9);
    for (int n : new int[] {3, 37, 64}) {
      var x = GemmModel.random(random, element, 19, 23);
      var y = GemmModel.random(random, element, 23, n);
      for (int k = 0; k < odd.length; k++) {
        element.set(x.array(), random.nextInt(19 * 23), odd[k]);
        element.set(y.array(), random.nextInt(23 * n), odd[k]);
      }
      check(x, y, bits);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void negativeZerosGiveZero(Element element, int bits) {
    var x = GemmModel.filled(element, -0.0, 8, 3);
    var y = GemmModel.filled(element, 1, 3, 21);
    assertEquals(GemmModel.of(GemmModel.filled(element, 0.0, 8, 21)), fast(x, y, bits));
  }

  /// A product turns from scalars to vectors when these are compiled, and nobody can tell.
  @Test
  void theChangeToVectorsCannotBeSeen() {
    for (var element : ELEMENTS) {
      var x = GemmModel.random(new Random(1), element, 96, 96);
      var y = GemmModel.random(new Random(2), element, 96, 96);
      var expected = GemmModel.product(x, y);
      var result = Strided.allocate(element, 96, 96);
      long deadline = System.nanoTime() + 300_000_000_000L;
      while (!Gemm.multiply(x, y, result, VectorSupport.bits(), false)) {
        assertTrue(System.nanoTime() < deadline, "the vector form was never ready");
        assertEquals(expected, GemmModel.of(Matmul.multiply(x, y)));
      }
      assertEquals(expected, GemmModel.of(result));
      assertEquals(expected, GemmModel.of(Matmul.multiply(x, y)));
    }
  }

  @Test
  void aTileThatIsNotReadyIsNotUsed() {
    var x = GemmModel.random(new Random(1), Element.F64, 11, 2);
    var result = Strided.allocate(Element.F64, 11, 11);
    assertFalse(Gemm.multiply(x, x.permute(1, 0), result, 128, false));
    assertEquals(GemmModel.of(Strided.allocate(Element.F64, 11, 11)), GemmModel.of(result));
  }

  @Test
  void threadsDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
    try (var pool = Executors.newFixedThreadPool(6)) {
      var tasks =
          IntStream.range(0, 60)
              .<Callable<Boolean>>mapToObj(k -> () -> productsOf(new Random(k % 7)))
              .toList();
      for (var done : pool.invokeAll(tasks)) assertTrue(done.get());
    }
  }

  private static boolean productsOf(Random random) {
    for (var element : ELEMENTS) {
      int n = 20 + random.nextInt(60);
      var x = GemmModel.random(random, element, n, 70).permute(1, 0);
      var y = GemmModel.random(random, element, 50, n).permute(1, 0); // packed
      if (!GemmModel.product(x, y).equals(fast(x, y, VectorSupport.bits()))) return false;
    }
    return true;
  }

  @Test
  void formsAreNumberedApart() {
    var numbers = new HashSet<Integer>();
    for (var element : ELEMENTS) {
      for (int bits : new int[] {0, 128, 256, 512}) {
        for (int rows = 1; rows <= GemmTile.Form.MAX_ROWS; rows++) {
          for (int vectors = 1; vectors <= GemmTile.Form.MAX_VECTORS; vectors++) {
            for (var right : GemmTile.Right.values()) {
              for (boolean byColumns : new boolean[] {false, true}) {
                var form = new GemmTile.Form(element, bits, rows, vectors, byColumns, right);
                assertTrue(form.number() < GemmTile.Form.COUNT);
                assertTrue(numbers.add(form.number()), form::toString);
              }
            }
          }
        }
      }
    }
  }
}
