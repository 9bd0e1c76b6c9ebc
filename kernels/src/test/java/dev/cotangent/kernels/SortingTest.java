package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SortingTest {
  private static final double NAN = Double.NaN;

  private static int[] order(boolean descending, double... row) {
    return order(descending, Strided.of(Element.F64, row, row.length));
  }

  private static int[] order(boolean descending, Strided x) {
    return (int[]) Sorting.order(x, descending).array();
  }

  @Test
  void equalOnesStayInIndexOrder() {
    assertArrayEquals(new int[] {3, 1, 4, 0, 2}, order(false, 3, 2, 3, 1, 2));
    assertArrayEquals(new int[] {0, 2, 1, 4, 3}, order(true, 3, 2, 3, 1, 2));
    assertArrayEquals(new int[] {0, 1, 2}, order(false, 0.0, -0.0, 0.0));
    assertArrayEquals(new int[] {0, 1, 2}, order(true, -0.0, 0.0, -0.0));
  }

  @Test
  void aNaNIsTheGreatest() {
    double inf = Double.POSITIVE_INFINITY;
    assertArrayEquals(new int[] {4, 1, 3, 0, 2}, order(false, NAN, 5, NAN, inf, -inf));
    assertArrayEquals(new int[] {0, 2, 3, 1, 4}, order(true, NAN, 5, NAN, inf, -inf));
  }

  @Test
  void integersAndTruthValues() {
    var ints = Strided.of(Element.I32, new int[] {7, Integer.MIN_VALUE, Integer.MAX_VALUE, 7}, 4);
    assertArrayEquals(new int[] {1, 0, 3, 2}, order(false, ints));
    var truths = Strided.of(Element.BOOL, new boolean[] {true, false, true, false}, 4);
    assertArrayEquals(new int[] {1, 3, 0, 2}, order(false, truths));
  }

  @Test
  void rowsWithoutElements() {
    assertEquals(0, Sorting.order(Strided.allocate(Element.F64, 3, 0), false).size());
    assertEquals(0, Sorting.order(Strided.allocate(Element.F64, 0, 3), true).size());
  }

  @Provide
  Arbitrary<int[]> dims() {
    return Views.dims();
  }

  @Property(tries = 400)
  void everyRowOfAnyView(
      @ForAll("dims") int[] dims,
      @ForAll @IntRange(max = 4) int length,
      @ForAll boolean descending,
      @ForAll long seed) {
    var random = new Random(seed);
    var start = Model.random(seed, dims);
    for (int k = 0; k < start.values().length; k++) start.values()[k] = random.nextInt(4);
    var views = Views.of(Element.F32, start).chain(random, length);
    var model = views.model();
    if (model.rank() == 0) return;
    int count = model.dims()[model.rank() - 1];
    var expected = new double[model.values().length];
    for (int from = 0; from < expected.length; from += count) {
      var row = Arrays.copyOfRange(model.values(), from, from + count);
      var sorted = sorted(row, descending);
      System.arraycopy(sorted, 0, expected, from, count);
    }
    var got = Model.of(Sorting.order(views.strided(), descending));
    assertEquals(new Model(model.dims(), expected), got);
  }

  @Property(tries = 50)
  void longRows(@ForAll @IntRange(min = 1, max = 3000) int count, @ForAll long seed) {
    var row = new Random(seed).doubles(count).map(value -> Math.floor(value * count)).toArray();
    var expected = Arrays.stream(sorted(row, false)).mapToInt(at -> (int) at).toArray();
    assertArrayEquals(expected, order(false, row));
  }

  private static double[] sorted(double[] row, boolean descending) {
    var byValue = Comparator.comparingDouble((Integer at) -> descending ? -row[at] : row[at]);
    return IntStream.range(0, row.length).boxed().sorted(byValue).mapToDouble(at -> at).toArray();
  }
}
