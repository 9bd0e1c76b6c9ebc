package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The documented meaning of a product, bit for bit: per element a chain of fused multiply-adds,
/// ascending, cut at 256 (double) or 384 (float), the blocks added in order.
class MatmulTest {
  private static double element(Model x, Model y, int m, int n) {
    int inner = x.dims()[1];
    double product = 0;
    for (int start = 0; start < inner; start += 256) {
      double block = 0;
      for (int k = start; k < Math.min(inner, start + 256); k++) {
        block = Math.fma(x.at(m, k), y.at(k, n), block);
      }
      product = start == 0 ? block : product + block;
    }
    return product;
  }

  private static float floatElement(Model x, Model y, int m, int n) {
    int inner = x.dims()[1];
    float product = 0;
    for (int start = 0; start < inner; start += 384) {
      float block = 0;
      for (int k = start; k < Math.min(inner, start + 384); k++) {
        block = Math.fma((float) x.at(m, k), (float) y.at(k, n), block);
      }
      product = start == 0 ? block : product + block;
    }
    return product;
  }

  private static int intElement(Model x, Model y, int m, int n) {
    int product = 0;
    for (int k = 0; k < x.dims()[1]; k++) product += (int) x.at(m, k) * (int) y.at(k, n);
    return product;
  }

  private static Model product(Element element, Model x, Model y) {
    int[] dims = {x.dims()[0], y.dims()[1]};
    var values = new double[Model.size(dims)];
    for (int k = 0; k < values.length; k++) {
      int m = k / dims[1];
      int n = k % dims[1];
      values[k] =
          switch (element) {
            case F64 -> element(x, y, m, n);
            case F32 -> floatElement(x, y, m, n);
            default -> intElement(x, y, m, n);
          };
    }
    return new Model(dims, values);
  }

  /// In all four combinations of plain and transposed storage.
  private static void check(Element element, Model x, Model y) {
    var expected = product(element, x, y);
    var left = x.strided(element);
    var right = y.strided(element);
    var leftByColumns = x.permute(1, 0).strided(element).permute(1, 0);
    var rightByColumns = y.permute(1, 0).strided(element).permute(1, 0);
    assertEquals(expected, Model.of(Matmul.multiply(left, right)));
    assertEquals(expected, Model.of(Matmul.multiply(leftByColumns, right)));
    assertEquals(expected, Model.of(Matmul.multiply(left, rightByColumns)));
    assertEquals(expected, Model.of(Matmul.multiply(leftByColumns, rightByColumns)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "2, 3, 4",
    "3, 255, 5",
    "5, 256, 3",
    "4, 257, 7",
    "1, 300, 9",
    "9, 300, 1",
    "1, 1000, 1",
    "1, 512, 64",
    "64, 513, 1",
    "3, 383, 8",
    "3, 384, 8",
    "8, 385, 3",
    "2, 768, 2",
    "4, 769, 4",
    "5, 1, 6",
    "16, 16, 16",
    "17, 31, 33",
    "7, 1, 1",
    "1, 1, 7",
    "40, 5, 3",
    "3, 5, 40"
  })
  void shapesAroundTheBlocks(int m, int k, int n) {
    var x = Model.random(m + 3L * k + 7L * n, m, k);
    var y = Model.random(m + 5L * k + 11L * n, k, n);
    check(Element.F64, x, y);
    check(Element.F32, x, y);
  }

  @Property(tries = 150)
  void anyShape(
      @ForAll @IntRange(min = 1, max = 12) int m,
      @ForAll @IntRange(min = 1, max = 40) int k,
      @ForAll @IntRange(min = 1, max = 12) int n,
      @ForAll long seed) {
    check(Element.F64, Model.random(seed, m, k), Model.random(seed + 1, k, n));
    check(Element.F32, Model.random(seed, m, k), Model.random(seed + 1, k, n));
  }

  @Test
  void theBlocksAreSeenInTheBits() {
    var x = Model.random(1, 1, 1000);
    var y = Model.random(2, 1000, 1);
    double chain = 0;
    for (int k = 0; k < 1000; k++) chain = Math.fma(x.at(0, k), y.at(k, 0), chain);
    assertNotEquals(chain, element(x, y, 0, 0)); // otherwise these tests would show nothing
  }

  @Test
  void integersWrap() {
    var x = Model.random(3, 5, 600);
    var y = Model.random(4, 600, 6);
    for (int k = 0; k < x.values().length; k++) x.values()[k] = (int) (x.values()[k] * 1e6);
    for (int k = 0; k < y.values().length; k++) y.values()[k] = (int) (y.values()[k] * 1e6);
    check(Element.I32, x, y);
  }

  @Test
  void slicedFlippedAndBroadcastOperands() {
    var model = Model.random(8, 30, 40);
    var x = model.strided(Element.F64);
    var left = model.slice(0, 28, 7, -3).slice(1, 1, 12, 3);
    var right = model.slice(0, 29, 12, -1).slice(1, 39, 9, -4);
    var product =
        Matmul.multiply(
            x.slice(0, 28, 7, -3).slice(1, 1, 12, 3), x.slice(0, 29, 12, -1).slice(1, 39, 9, -4));
    assertEquals(product(Element.F64, left, right), Model.of(product));
    var row = Model.random(9, 1, 12);
    var wide = row.strided(Element.F64).broadcast(6, 12);
    assertEquals(
        product(Element.F64, row.broadcast(6, 12), right),
        Model.of(Matmul.multiply(wide, x.slice(0, 29, 12, -1).slice(1, 39, 9, -4))));
    var column = Model.random(10, 12, 1);
    assertEquals(
        product(Element.F64, left, column.broadcast(12, 5)),
        Model.of(
            Matmul.multiply(
                x.slice(0, 28, 7, -3).slice(1, 1, 12, 3),
                column.strided(Element.F64).broadcast(12, 5))));
  }

  private static Model batched(Model x, Model y) {
    int batches = x.dims()[0];
    int[] dims = {batches, x.dims()[1], y.dims()[2]};
    var values = new double[Model.size(dims)];
    int size = dims[1] * dims[2];
    for (int b = 0; b < batches; b++) {
      var left = x.slice(0, b, 1, 1).reshape(x.dims()[1], x.dims()[2]);
      var right = y.slice(0, b, 1, 1).reshape(y.dims()[1], y.dims()[2]);
      System.arraycopy(product(Element.F64, left, right).values(), 0, values, b * size, size);
    }
    return new Model(dims, values);
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 5, 6", "2, 1, 300, 7", "5, 9, 300, 2", "1, 2, 2, 2", "4, 3, 1, 3"})
  void batches(int batches, int m, int k, int n) {
    var x = Model.random(batches, batches, m, k);
    var y = Model.random(batches + 1L, batches, k, n);
    var expected = batched(x, y);
    var left = x.strided(Element.F64);
    var right = y.strided(Element.F64);
    assertEquals(expected, Model.of(Matmul.multiply(left, right)));
    var batchLast = x.permute(1, 2, 0).strided(Element.F64).permute(2, 0, 1);
    assertEquals(expected, Model.of(Matmul.multiply(batchLast, right)));
  }

  @Test
  void aBatchOfStrideZeroRepeats() {
    var x = Model.random(20, 4, 5, 6);
    var y = Model.random(21, 6, 7);
    var expected = batched(x, y.broadcast(4, 6, 7));
    var right = y.strided(Element.F64).broadcast(4, 6, 7);
    assertEquals(expected, Model.of(Matmul.multiply(x.strided(Element.F64), right)));
  }

  /// The left operand's batch is walked evenly with its rows, or not, or has but one row each.
  @Test
  void theRightOperandRepeatsAlongSomeAxes() {
    for (int m : new int[] {1, 3}) {
      var x = Model.random(24, 2, 5, 4, m, 6);
      var y = Model.random(25, 2, 1, 1, 6, 7);
      var expected = batched(x.reshape(40, m, 6), y.broadcast(2, 5, 4, 6, 7).reshape(40, 6, 7));
      var right = y.strided(Element.F64).broadcast(2, 5, 4, 6, 7);
      var model = expected.reshape(2, 5, 4, m, 7);
      assertEquals(model, Model.of(Matmul.multiply(x.strided(Element.F64), right)));
      var apart = x.permute(0, 2, 1, 3, 4).strided(Element.F64).permute(0, 2, 1, 3, 4);
      assertEquals(model, Model.of(Matmul.multiply(apart, right)));
      var batchLast = x.permute(3, 4, 0, 1, 2).strided(Element.F64).permute(2, 3, 4, 0, 1);
      assertEquals(model, Model.of(Matmul.multiply(batchLast, right)));
    }
  }

  @Test
  void twoBatchAxesInAnyOrder() {
    var x = Model.random(22, 2, 3, 4, 5);
    var y = Model.random(23, 2, 3, 5, 4);
    var product = Matmul.multiply(x.strided(Element.F64), y.strided(Element.F64));
    var expected = batched(x.reshape(6, 4, 5), y.reshape(6, 5, 4));
    assertEquals(expected.reshape(2, 3, 4, 4), Model.of(product));
    var swapped =
        Matmul.multiply(
            x.strided(Element.F64).permute(1, 0, 2, 3), y.strided(Element.F64).permute(1, 0, 2, 3));
    assertEquals(expected.reshape(2, 3, 4, 4).permute(1, 0, 2, 3), Model.of(swapped));
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 4", "0, 3, 4", "3, 4, 0", "0, 0, 0", "1, 0, 1"})
  void emptyDimensions(int m, int k, int n) {
    for (var element : new Element[] {Element.F64, Element.F32, Element.I32}) {
      var product =
          Matmul.multiply(Strided.allocate(element, m, k), Strided.allocate(element, k, n));
      assertEquals(new Model(new int[] {m, n}, new double[m * n]), Model.of(product));
    }
  }

  @Test
  void operandsAreNotWritten() {
    var random = new Random(5);
    var array = random.doubles(24).toArray();
    var before = array.clone();
    var x = Strided.of(Element.F64, array, 4, 6);
    Matmul.multiply(x, x.permute(1, 0));
    assertArrayEquals(before, array);
  }

  @Test
  void zeroTimesInfinityIsNaN() {
    var x = Strided.of(Element.F64, new double[] {0, 1}, 1, 2);
    var y = Strided.of(Element.F64, new double[] {1.0 / 0, 1}, 2, 1);
    assertArrayEquals(new double[] {Double.NaN}, (double[]) Matmul.multiply(x, y).array());
  }
}
