package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The traversal under pointwise kernels: every operand in a layout of its own.
class ElementwiseTest {
  private static final Definition SUB = Definition.binary("sub", Expr::sub);
  private static final Definition LT = Definition.binary("lt", Expr::lt);
  private static final Definition FMA = Definition.ternary("fma", (x, y, z) -> x.multiplyAdd(y, z));

  @Provide
  Arbitrary<int[]> dims() {
    return Views.dims();
  }

  /// An array of these dimensions in a random layout: a view of a permuted, flipped, wider one.
  private static Views laidOut(int[] dims, long seed) {
    var random = new Random(seed);
    var model = Model.random(seed, dims);
    var values = model.values();
    int rank = dims.length;
    var order = new ArrayList<Integer>();
    for (int axis = 0; axis < rank; axis++) order.add(axis);
    Collections.shuffle(order, random);
    int[] axes = order.stream().mapToInt(Integer::intValue).toArray();
    var inverse = new int[rank];
    for (int k = 0; k < rank; k++) inverse[axes[k]] = k;
    // Axis k of the storage is axis axes[k] of the view, twice as long and backwards.
    var storage = new int[rank];
    for (int k = 0; k < rank; k++) storage[k] = 2 * dims[axes[k]];
    var array = new double[Model.size(storage)];
    Arrays.fill(array, Double.NaN);
    for (int k = 0; k < values.length; k++) {
      var position = Model.position(dims, k);
      int at = 0;
      for (int a = 0; a < rank; a++) at = at * storage[a] + storage[a] - 1 - 2 * position[axes[a]];
      array[at] = values[k];
    }
    var x = Strided.of(Element.F64, array, storage);
    for (int a = 0; a < rank; a++) {
      x = x.slice(a, Math.max(0, storage[a] - 1), storage[a] / 2, -2);
    }
    return new Views(model, x.permute(inverse));
  }

  @Property(tries = 500)
  void operandsMeetAtTheirPositionsWhateverTheLayout(
      @ForAll("dims") int[] dims, @ForAll long seed) {
    var x = laidOut(dims, seed);
    var y = laidOut(dims, seed + 1);
    var z = laidOut(dims, seed + 2);
    assertEquals(x.model(), Model.of(x.strided()));
    int n = x.model().values().length;
    var difference = new double[n];
    var fused = new double[n];
    var less = new double[n];
    for (int k = 0; k < n; k++) {
      double a = x.model().values()[k];
      double b = y.model().values()[k];
      difference[k] = a - b;
      fused[k] = Math.fma(a, b, z.model().values()[k]);
      less[k] = a < b ? 1 : 0;
    }
    assertEquals(
        new Model(dims, difference), Model.of(Elementwise.map(SUB, x.strided(), y.strided())));
    assertEquals(
        new Model(dims, fused),
        Model.of(Elementwise.map(FMA, x.strided(), y.strided(), z.strided())));
    var mask = Elementwise.map(LT, x.strided(), y.strided());
    assertEquals(Element.BOOL, mask.element());
    assertEquals(new Model(dims, less), Model.of(mask));
  }

  @Property(tries = 200)
  void broadcastOperandsRepeat(
      @ForAll("dims") int[] dims, @ForAll @IntRange(max = 3) int mask, @ForAll long seed) {
    var thin = dims.clone();
    for (int axis = 0; axis < thin.length; axis++) if ((mask >> axis & 1) == 1) thin[axis] = 1;
    var x = Model.random(seed, dims);
    var y = Model.random(seed + 1, thin);
    var wide = y.broadcast(dims);
    var expected = new double[x.values().length];
    for (int k = 0; k < expected.length; k++) expected[k] = x.values()[k] - wide.values()[k];
    var result =
        Elementwise.map(
            SUB, x.strided(Element.F64), y.strided(Element.F64).broadcast(dims.clone()));
    assertEquals(new Model(dims, expected), Model.of(result));
  }

  @Property(tries = 300)
  void runsInOrderVisitEveryPositionInRowMajorOrder(@ForAll("dims") int[] dims, @ForAll long seed) {
    var x = laidOut(dims, seed);
    var y = laidOut(dims, seed + 1);
    var array = (double[]) x.strided().array();
    var other = (double[]) y.strided().array();
    List<Double> seen = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    Loops.inOrder(x.strided(), y.strided())
        .forEachPosition(at -> {
          seen.add(array[at[0]]);
          beside.add(other[at[1]]);
        });
    assertEquals(Arrays.stream(x.model().values()).boxed().toList(), seen);
    assertEquals(Arrays.stream(y.model().values()).boxed().toList(), beside);
  }

  @Property(tries = 300)
  void runsInAnyOrderCoverEveryPositionOnce(@ForAll("dims") int[] dims, @ForAll long seed) {
    var x = laidOut(dims, seed);
    var visits = new int[((double[]) x.strided().array()).length];
    var loops = Loops.anyOrder(x.strided());
    loops.forEach(at -> {
      for (int i = 0; i < loops.length(); i++) visits[at[0] + i * loops.stride(0)]++;
    });
    var expected = new int[visits.length];
    var array = (double[]) x.strided().array();
    for (int k = 0; k < array.length; k++) expected[k] = Double.isNaN(array[k]) ? 0 : 1;
    assertArrayEquals(expected, visits);
  }

  @Test
  void aLongAxisBeforeAShortOneIsWalkedInItsDirection() {
    var model = Model.counting(1000, 2);
    var x = model.strided(Element.F64).permute(1, 0).permute(1, 0).slice(1, 1, 2, -1);
    assertEquals(1000, Loops.anyOrder(x).length());
    var expected = new double[2000];
    for (int k = 0; k < 2000; k++) expected[k] = model.slice(1, 1, 2, -1).values()[k] - k;
    var k = new double[2000];
    for (int i = 0; i < 2000; i++) k[i] = i;
    var y = Strided.of(Element.F64, k, 1000, 2);
    assertEquals(new Model(new int[] {1000, 2}, expected), Model.of(Elementwise.map(SUB, x, y)));
  }

  @Test
  void rankZeroIsOnePosition() {
    var x = Strided.of(Element.F64, new double[] {7, 9}).at(1);
    var y = Strided.of(Element.F64, new double[] {2});
    assertEquals(new Model(new int[0], new double[] {7}), Model.of(Elementwise.map(SUB, x, y)));
  }
}
