package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExtremesTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static int[] largest(double[]... rows) {
    return (int[]) Extremes.position(matrix(rows), true).array();
  }

  private static int[] smallest(double[]... rows) {
    return (int[]) Extremes.position(matrix(rows), false).array();
  }

  private static int[] median(double[]... rows) {
    return (int[]) Extremes.median(matrix(rows)).array();
  }

  private static Strided matrix(double[]... rows) {
    var flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return Strided.of(Element.F64, flat, rows.length, rows[0].length);
  }

  private static double[] row(double... values) {
    return values;
  }

  @Test
  void theFirstOfEqualOnes() {
    assertArrayEquals(new int[] {1, 0, 0}, largest(row(1, 3, 3), row(2, 2, 2), row(5, 1, 1)));
    assertArrayEquals(new int[] {0, 0, 1}, smallest(row(1, 3, 3), row(2, 2, 2), row(5, 1, 1)));
  }

  @Test
  void aNaNIsBoth() {
    assertArrayEquals(new int[] {1, 0}, largest(row(INF, NAN, NAN), row(NAN, 1, 9)));
    assertArrayEquals(new int[] {1, 2}, smallest(row(-INF, NAN, NAN), row(3, 1, NAN)));
  }

  @Test
  void zerosAreEqualWhateverTheirSign() {
    assertArrayEquals(new int[] {0, 0}, largest(row(-0.0, 0.0), row(0.0, -0.0)));
    assertArrayEquals(new int[] {0, 0}, smallest(row(0.0, -0.0), row(-0.0, 0.0)));
  }

  @Test
  void infinitiesAreOrdinary() {
    assertArrayEquals(new int[] {0, 2}, largest(row(-INF, -INF, -INF), row(0, -INF, INF)));
    assertArrayEquals(new int[] {0, 1}, smallest(row(INF, INF, INF), row(0, -INF, INF)));
  }

  @Test
  void theLowerMedian() {
    assertArrayEquals(new int[] {2, 0}, median(row(9, 1, 4, 6), row(2, 1, 3, 4)));
    assertArrayEquals(new int[] {1, 1}, median(row(1, 5, 9), row(9, 5, 1)));
  }

  @Test
  void aNaNIsTheMedian() {
    assertArrayEquals(new int[] {1, 2}, median(row(1, NAN, 3), row(1, 2, NAN)));
  }

  @Test
  void theMedianOfZerosIsAnyZeroInIndexOrder() {
    assertArrayEquals(new int[] {1, 1}, median(row(-1, 0.0, -0.0, 5), row(-1, -0.0, 0.0, 5)));
  }

  @Test
  void integersAndFloats() {
    var ints = Strided.of(Element.I32, new int[] {3, Integer.MIN_VALUE, 7, 7}, 1, 4);
    assertArrayEquals(new int[] {2}, (int[]) Extremes.position(ints, true).array());
    assertArrayEquals(new int[] {1}, (int[]) Extremes.position(ints, false).array());
    var floats = Strided.of(Element.F32, new float[] {0.1f, 0.3f, 0.2f}, 3);
    assertArrayEquals(new int[] {2}, (int[]) Extremes.median(floats).array());
  }

  /// Rows of more than a block, until vector code finds the positions: it must find the same.
  @Test
  void longRowsInTwoPassesHaveTheSamePositions() {
    int rows = 40;
    int columns = 1300;
    var model = Model.random(3, rows, columns);
    var values = model.values();
    for (int k = 0; k < values.length; k += 7) values[k] = Math.rint(values[k]);
    values[5 * columns + 1299] = NAN;
    values[6 * columns + 600] = NAN;
    values[6 * columns + 100] = NAN;
    Arrays.fill(values, 7 * columns, 8 * columns, -0.0);
    values[7 * columns + 700] = 0.0;
    Arrays.fill(values, 8 * columns, 9 * columns, -INF);
    values[9 * columns + 1100] = INF;
    values[9 * columns + 1200] = INF;
    var expected = new double[rows];
    for (int row = 0; row < rows; row++) {
      for (int i = 1; i < columns; i++) {
        double best = model.at(row, (int) expected[row]);
        double here = model.at(row, i);
        if (here > best || Double.isNaN(here) && !Double.isNaN(best)) expected[row] = i;
      }
    }
    assertEquals(1299, expected[5]);
    assertEquals(100, expected[6]);
    var positions = new Model(new int[] {rows}, expected);
    var x = model.strided(Element.F64);
    var columnsFirst = model.permute(1, 0).strided(Element.F64).permute(1, 0);
    var max = Extremes.MAX.kernel(Element.F64, Element.F64);
    long end = System.nanoTime() + 300_000_000_000L;
    boolean fast = false;
    while (!fast && System.nanoTime() < end) {
      fast = VectorKernel.isFastFold(max, x.size());
      assertEquals(positions, Model.of(Extremes.position(x, true)));
      assertEquals(positions, Model.of(Extremes.position(columnsFirst, true)));
    }
    assertTrue(fast, "vector code has not taken over");
  }

  @Provide
  Arbitrary<int[]> dims() {
    return Views.dims();
  }

  @Property(tries = 500)
  void everyRowOfAnyView(
      @ForAll("dims") int[] dims, @ForAll @IntRange(max = 4) int length, @ForAll long seed) {
    var random = new Random(seed);
    var start = Model.random(seed, dims);
    for (int k = 0; k < start.values().length; k++) start.values()[k] = random.nextInt(4);
    var views = Views.of(Element.F64, start).chain(random, length);
    var model = views.model();
    int last = model.rank() - 1;
    if (last < 0 || model.dims()[last] == 0) return;
    int count = model.dims()[last];
    int rows = model.values().length / count;
    var largest = new double[rows];
    var medians = new double[rows];
    for (int r = 0; r < rows; r++) {
      var row = Arrays.copyOfRange(model.values(), r * count, (r + 1) * count);
      for (int i = count - 1; i >= 0; i--) {
        if (row[i] >= row[(int) largest[r]]) largest[r] = i;
      }
      Arrays.sort(row);
      medians[r] = row[(count - 1) / 2];
    }
    var outer = Arrays.copyOf(model.dims(), last);
    assertEquals(new Model(outer, largest), Model.of(Extremes.position(views.strided(), true)));
    var chosen = (int[]) Extremes.median(views.strided()).array();
    for (int r = 0; r < rows; r++) {
      assertEquals(medians[r], model.values()[r * count + chosen[r]]);
    }
  }
}
