package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The documented order of combination, bit for bit: 64 lanes in chunks of 2^15, lanes and chunks
/// by a tree. The reference always combines whole lanes and padded chunks, empty ones included.
class ReductionTest {
  private static final Definition SUM = Definition.binary("sum", Expr::add);
  private static final Definition MAX = Definition.binary("max", Expr::max);
  private static final Definition OR = Definition.binary("or", Expr::or);
  private static final int CHUNK = 32_768;

  static double sum(double[] x) {
    if (x.length == 0) return -0.0;
    int chunks = 1;
    while (chunks * CHUNK < x.length) chunks *= 2;
    var sums = new double[chunks];
    for (int c = 0; c < chunks; c++) {
      var lanes = new double[64];
      for (int lane = 0; lane < 64; lane++) lanes[lane] = -0.0;
      for (int i = c * CHUNK; i < Math.min(x.length, (c + 1) * CHUNK); i++) lanes[i % 64] += x[i];
      sums[c] = tree(lanes, 0, 1);
    }
    return tree(sums, 0, 1);
  }

  /// Entry `l` stands for the entries `l`, `l + stride`, `l + 2 stride`, ...: those at even
  /// multiples and those at odd ones are combined last.
  private static double tree(double[] entries, int entry, int stride) {
    if (stride == entries.length) return entries[entry];
    return tree(entries, entry, 2 * stride) + tree(entries, entry + stride, 2 * stride);
  }

  static float sum(float[] x) {
    if (x.length == 0) return -0.0f;
    int chunks = 1;
    while (chunks * CHUNK < x.length) chunks *= 2;
    var sums = new float[chunks];
    for (int c = 0; c < chunks; c++) {
      var lanes = new float[64];
      for (int lane = 0; lane < 64; lane++) lanes[lane] = -0.0f;
      for (int i = c * CHUNK; i < Math.min(x.length, (c + 1) * CHUNK); i++) lanes[i % 64] += x[i];
      sums[c] = tree(lanes, 0, 1);
    }
    return tree(sums, 0, 1);
  }

  private static float tree(float[] entries, int entry, int stride) {
    if (stride == entries.length) return entries[entry];
    return tree(entries, entry, 2 * stride) + tree(entries, entry + stride, 2 * stride);
  }

  /// The last axes of a model, reduced row by row.
  private static Model sums(Model model, int kept, Element element) {
    var dims = Arrays.copyOf(model.dims(), kept);
    int rows = Model.size(dims);
    int count = rows == 0 ? 0 : model.values().length / rows;
    var sums = new double[rows];
    for (int row = 0; row < rows; row++) {
      var doubles = new double[count];
      var floats = new float[count];
      for (int i = 0; i < count; i++) {
        doubles[i] = model.values()[row * count + i];
        floats[i] = (float) doubles[i];
      }
      sums[row] = element == Element.F64 ? sum(doubles) : sum(floats);
    }
    return new Model(dims, sums);
  }

  private static void check(Views views, int kept, Element element) {
    var result = Reduction.reduce(SUM, -0.0, views.strided(), kept);
    assertEquals(sums(views.model(), kept, element), Model.of(result));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 2, 3, 31, 63, 64, 65, 127, 128, 129, 1000, 32767, 32768, 32769, 65536, 100_000})
  void vectorsOfEverySize(int size) {
    for (var element : new Element[] {Element.F64, Element.F32}) {
      check(Views.of(element, Model.random(size, size)), 0, element);
    }
  }

  @Test
  void theOrderIsSeenInTheBits() {
    var x = Model.random(7, 1000).values();
    double ascending = 0;
    for (double value : x) ascending += value;
    assertNotEquals(ascending, sum(x)); // otherwise these tests would show nothing
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "7, 63",
    "7, 64",
    "7, 65",
    "8, 1",
    "8, 7",
    "9, 128",
    "129, 3",
    "200, 65",
    "300, 1000",
    "3, 32767",
    "8, 32768",
    "9, 32769",
    "2, 100000",
    "0, 5",
    "5, 0",
    "128, 64",
    "127, 2"
  })
  void rowsAndColumns(int m, int n) {
    for (var element : new Element[] {Element.F64, Element.F32}) {
      var views = Views.of(element, Model.random(m * 31L + n, m, n));
      check(views, 1, element);
      check(views, 0, element);
      check(views, 2, element);
      var other = Views.of(element, Model.random(m * 37L + n, n, m));
      check(new Views(other.model().permute(1, 0), other.strided().permute(1, 0)), 1, element);
    }
  }

  @Test
  void axesInEveryOrder() {
    var model = Model.random(5, 9, 10, 11, 3);
    int[][] orders = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}, {2, 0, 3, 1}, {3, 0, 1, 2}};
    for (var element : new Element[] {Element.F64, Element.F32}) {
      var x = model.strided(element);
      for (var order : orders) {
        var views = new Views(model.permute(order), x.permute(order));
        for (int kept = 0; kept <= 4; kept++) check(views, kept, element);
      }
    }
  }

  @Provide
  Arbitrary<int[]> dims() {
    return Views.dims();
  }

  @Property(tries = 800)
  void chainsOfViews(
      @ForAll("dims") int[] dims, @ForAll @IntRange(max = 5) int length, @ForAll long seed) {
    var random = new Random(seed);
    var views = Views.of(Element.F64, Model.random(seed, dims)).chain(random, length);
    check(views, random.nextInt(views.model().rank() + 1), Element.F64);
  }

  @Property(tries = 60)
  void largerChainsOfViewsInFloat(@ForAll @IntRange(max = 4) int length, @ForAll long seed) {
    var random = new Random(seed);
    int[] dims = {random.nextInt(1, 40), random.nextInt(1, 40), random.nextInt(1, 40)};
    var views = Views.of(Element.F32, Model.random(seed, dims)).chain(random, length);
    check(views, random.nextInt(views.model().rank() + 1), Element.F32);
  }

  @ParameterizedTest
  @CsvSource({"10, 4000, 1", "100, 400, 1", "400, 100, 1", "20, 40, 2", "7, 300, 2", "1, 33000, 1"})
  void theLayoutCannotBeSeen(int m, int n, int kept) {
    var model = Model.random(11, m, n, 3);
    for (var element : new Element[] {Element.F64, Element.F32}) {
      var expected = sums(model, kept, element);
      var plain = model.strided(element);
      assertEquals(expected, Model.of(Reduction.reduce(SUM, -0.0, plain, kept)));
      int[][] orders = {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
      for (var order : orders) {
        var inverse = new int[3];
        for (int k = 0; k < 3; k++) inverse[order[k]] = k;
        var stored = model.permute(order).strided(element).permute(inverse);
        assertEquals(expected, Model.of(Reduction.reduce(SUM, -0.0, stored, kept)));
      }
      var backwards = model.slice(1, n - 1, n, -1).strided(element).slice(1, n - 1, n, -1);
      assertEquals(expected, Model.of(Reduction.reduce(SUM, -0.0, backwards, kept)));
    }
  }

  @Test
  void broadcastAxesCountAsOftenAsTheyRepeat() {
    var one = Strided.of(Element.F64, new double[] {0.1}, 1);
    var repeated = new Model(new int[] {1000}, new double[1000]);
    Arrays.fill(repeated.values(), 0.1);
    check(new Views(repeated, one.broadcast(1000)), 0, Element.F64);
  }

  @Test
  void resultsThatAreEqualAreComputedOnce() {
    var row = Model.random(17, 100);
    var x = row.strided(Element.F64).broadcast(3, 1 << 20, 100);
    var sums = Reduction.reduce(SUM, -0.0, x, 2);
    assertArrayEquals(new int[] {3, 1 << 20}, sums.dims());
    assertEquals(1, Element.F64.length(sums.array()));
    assertEquals(sum(row.values()), ((double[]) sums.array())[sums.offset()]);
  }

  @Test
  void ofNothingComesTheIdentity() {
    var x = Strided.allocate(Element.F64, 3, 0, 2);
    var sums = Reduction.reduce(SUM, -0.0, x, 1);
    assertEquals(new Model(new int[] {3}, new double[] {-0.0, -0.0, -0.0}), Model.of(sums));
    var largest = Reduction.reduce(MAX, Double.NEGATIVE_INFINITY, x, 1);
    double lowest = Double.NEGATIVE_INFINITY;
    assertEquals(
        new Model(new int[] {3}, new double[] {lowest, lowest, lowest}), Model.of(largest));
    assertArrayEquals(new int[] {3, 0}, Reduction.reduce(SUM, -0.0, x, 2).dims());
  }

  @Test
  void integersWrapAndMasksCombine() {
    var ints = new int[70_000];
    int expected = 0;
    for (int k = 0; k < ints.length; k++) {
      ints[k] = k * 1_000_003;
      expected += ints[k];
    }
    var x = Strided.of(Element.I32, ints, ints.length);
    assertArrayEquals(new int[] {expected}, (int[]) Reduction.reduce(SUM, 0, x, 0).array());
    var truth = new boolean[300];
    truth[2 * 100 + 77] = true;
    var any = Reduction.reduce(OR, 0, Strided.of(Element.BOOL, truth, 3, 100), 1);
    assertArrayEquals(new boolean[] {false, false, true}, (boolean[]) any.array());
  }

  @Test
  void maximaOfRowsAndColumns() {
    var model = Model.random(13, 130, 70);
    var x = model.strided(Element.F64);
    var ofRows = new double[130];
    var ofColumns = new double[70];
    Arrays.fill(ofRows, Double.NEGATIVE_INFINITY);
    Arrays.fill(ofColumns, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < 130; i++) {
      for (int j = 0; j < 70; j++) {
        ofRows[i] = Math.max(ofRows[i], model.at(i, j));
        ofColumns[j] = Math.max(ofColumns[j], model.at(i, j));
      }
    }
    double lowest = Double.NEGATIVE_INFINITY;
    assertArrayEquals(ofRows, (double[]) Reduction.reduce(MAX, lowest, x, 1).array());
    var columns = x.permute(1, 0);
    assertArrayEquals(ofColumns, (double[]) Reduction.reduce(MAX, lowest, columns, 1).array());
  }
}
