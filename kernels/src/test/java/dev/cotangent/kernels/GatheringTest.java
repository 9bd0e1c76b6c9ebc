package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GatheringTest {
  @Provide
  Arbitrary<int[]> dims() {
    return Views.dims();
  }

  private static int[] indices(Random random, int count, int bound) {
    return random.ints(count, 0, bound).toArray();
  }

  /// A random view, at least one axis long and without empty axes.
  private static Views source(int[] dims, Random random) {
    var all = dims.length == 0 ? new int[] {3} : dims.clone();
    for (int axis = 0; axis < all.length; axis++) all[axis] = Math.max(1, all[axis]);
    var model = Model.random(random.nextLong(), all);
    int axis = random.nextInt(all.length);
    int last = all[axis] - 1;
    var strided = model.strided(Element.F64);
    return random.nextBoolean()
        ? new Views(model, strided)
        : new Views(model.slice(axis, last, last + 1, -1), strided.slice(axis, last, last + 1, -1));
  }

  @Property(tries = 400)
  void takeReadsWholeSlices(
      @ForAll("dims") int[] dims, @ForAll @IntRange(max = 6) int count, @ForAll long seed) {
    var random = new Random(seed);
    var x = source(dims, random);
    int axis = random.nextInt(x.model().rank());
    var at = indices(random, count, x.model().dims()[axis]);
    var newDims = x.model().dims().clone();
    newDims[axis] = count;
    var expected =
        x.model()
            .view(
                newDims,
                to -> {
                  var from = to.clone();
                  from[axis] = at[to[axis]];
                  return from;
                });
    var taken = Gathering.take(x.strided(), backwards(at), axis);
    assertEquals(expected, Model.of(taken));
  }

  /// Indices in a layout of their own: stored in reverse, read backwards.
  private static Strided backwards(int[] values) {
    int n = values.length;
    var reversed = new int[n + 1];
    for (int k = 0; k < n; k++) reversed[n - k] = values[k];
    return Strided.of(Element.I32, reversed, n + 1).slice(0, n, n, -1);
  }

  @Property(tries = 400)
  void addSlicesAddsInAscendingOrder(
      @ForAll("dims") int[] dims,
      @ForAll @IntRange(min = 1, max = 4) int bound,
      @ForAll long seed) {
    var random = new Random(seed);
    var updates = source(dims, random);
    int axis = random.nextInt(updates.model().rank());
    var at = indices(random, updates.model().dims()[axis], bound);
    var newDims = updates.model().dims().clone();
    newDims[axis] = bound;
    var sums = new double[Model.size(newDims)];
    for (int k = 0; k < sums.length; k++) {
      var position = Model.position(newDims, k);
      int slice = position[axis];
      for (int i = 0; i < at.length; i++) {
        if (at[i] != slice) continue;
        position[axis] = i;
        sums[k] += updates.model().at(position);
      }
    }
    var result = Gathering.addSlices(updates.strided(), backwards(at), axis, bound);
    assertEquals(new Model(newDims, sums), Model.of(result));
  }

  /// Indices as long as `dims` at most, but of any length along the axis.
  private static Model window(int[] dims, int axis, Random random) {
    var newDims = dims.clone();
    for (int k = 0; k < newDims.length; k++) newDims[k] = random.nextInt(dims[k] + 1);
    newDims[axis] = random.nextInt(6);
    var values = new double[Model.size(newDims)];
    for (int k = 0; k < values.length; k++) values[k] = random.nextInt(dims[axis]);
    return new Model(newDims, values);
  }

  /// The same elements stored with the axes reversed.
  private static Strided byColumns(Element element, Model model) {
    var order = new int[model.rank()];
    for (int k = 0; k < order.length; k++) order[k] = order.length - 1 - k;
    return model.permute(order).strided(element).permute(order);
  }

  @Property(tries = 400)
  void gatherReadsOneElementPerIndex(@ForAll("dims") int[] dims, @ForAll long seed) {
    var random = new Random(seed);
    var x = source(dims, random);
    int axis = random.nextInt(x.model().rank());
    var at = window(x.model().dims(), axis, random);
    var expected =
        x.model()
            .view(
                at.dims(),
                to -> {
                  var from = to.clone();
                  from[axis] = (int) at.at(to);
                  return from;
                });
    assertEquals(expected, Model.of(Gathering.gather(x.strided(), at.strided(Element.I32), axis)));
    assertEquals(
        expected, Model.of(Gathering.gather(x.strided(), byColumns(Element.I32, at), axis)));
  }

  @Property(tries = 400)
  void scatteringFollowsTheOrderOfTheIndices(
      @ForAll("dims") int[] dims, @ForAll boolean adds, @ForAll long seed) {
    var random = new Random(seed);
    var x = source(dims, random);
    int axis = random.nextInt(x.model().rank());
    var at = window(x.model().dims(), axis, random);
    var updates = Model.random(seed + 5, at.dims());
    var sums = new Model(x.model().dims(), x.model().values().clone());
    for (int k = 0; k < updates.values().length; k++) {
      var position = Model.position(at.dims(), k);
      position[axis] = (int) at.values()[k];
      int flat = 0;
      for (int a = 0; a < position.length; a++) flat = flat * sums.dims()[a] + position[a];
      sums.values()[flat] = updates.values()[k] + (adds ? sums.values()[flat] : 0);
    }
    var before = Model.of(x.strided());
    var indices = byColumns(Element.I32, at);
    var values = byColumns(Element.F64, updates);
    var result =
        adds
            ? Gathering.scatterAdd(x.strided(), indices, values, axis)
            : Gathering.scatter(x.strided(), indices, values, axis);
    assertEquals(sums, Model.of(result));
    assertEquals(before, Model.of(x.strided()));
  }

  /// Rows that are long, short and of one element, for every element that can be added.
  @Test
  void wholeRowsAreTakenAndAdded() {
    int[][] shapes = {{50, 100}, {100, 3}, {300}, {3, 40, 20}};
    for (var dims : shapes) {
      for (int axis = 0; axis < dims.length; axis++) {
        for (var element : new Element[] {Element.F32, Element.F64, Element.I32}) {
          var model = Model.counting(dims);
          int count = dims[axis];
          var at = indices(new Random(axis), count, count);
          var taken = Gathering.take(model.strided(element), backwards(at), axis);
          var read = Model.of(taken);
          var sums = new Model(dims.clone(), new double[model.values().length]);
          for (int k = 0; k < model.values().length; k++) {
            var position = Model.position(dims, k);
            var from = position.clone();
            from[axis] = at[position[axis]];
            assertEquals(model.at(from), read.values()[k]);
            int flat = 0;
            for (int a = 0; a < dims.length; a++) flat = flat * dims[a] + from[a];
            sums.values()[flat] += model.values()[k];
          }
          var added = Gathering.addSlices(model.strided(element), backwards(at), axis, count);
          assertEquals(sums, Model.of(added));
        }
      }
    }
  }

  /// Rows as long as single vectors, several of them, and what lies between; of a part of a table,
  /// and by an index that lies between others.
  @Test
  void rowsOfAnyLengthAreTaken() {
    int[] at = {3, 0, 0, 4, 2, 1, 4};
    for (int length : new int[] {1, 3, 4, 5, 8, 15, 16, 17, 40, 128, 129}) {
      for (var element : new Element[] {Element.F32, Element.F64, Element.I32}) {
        var stored = Model.counting(3, 9, length + 2);
        var x = new Views(stored, stored.strided(element));
        var part = x.slice(1, 8, 5, -2).slice(2, 1, length, 1);
        for (var views : List.of(x, part, part.permute(2, 1, 0))) {
          var dims = views.model().dims().clone();
          dims[1] = at.length;
          var expected = views.model().view(dims, to -> new int[] {to[0], at[to[1]], to[2]});
          var taken = Gathering.take(views.strided(), backwards(at), 1);
          assertEquals(expected, Model.of(taken));
        }
      }
    }
  }

  @Test
  void theFirstIndexOutsideIsFound() {
    var at = Strided.of(Element.I32, new int[] {-7, 2, 0, 3, 1, -1, 9, 5}, 8);
    var inside = at.slice(0, 1, 4, 1);
    assertEquals(OptionalInt.empty(), Gathering.outside(inside, 4));
    assertEquals(OptionalInt.of(3), Gathering.outside(inside, 3));
    assertEquals(OptionalInt.of(-1), Gathering.outside(at.slice(0, 1, 7, 1), 4));
    assertEquals(OptionalInt.of(9), Gathering.outside(at.slice(0, 7, 8, -1), 6));
    assertEquals(OptionalInt.of(2), Gathering.outside(inside, 0));
    assertEquals(OptionalInt.empty(), Gathering.outside(at.slice(0, 0, 0, 1), 0));
    int[] extremes = {Integer.MAX_VALUE, Integer.MIN_VALUE};
    var extreme = Strided.of(Element.I32, extremes, 2);
    assertEquals(OptionalInt.of(extremes[0]), Gathering.outside(extreme, Integer.MAX_VALUE));
    assertEquals(OptionalInt.of(extremes[1]), Gathering.outside(extreme.slice(0, 1, 1, 1), 1));
    var columns = Strided.of(Element.I32, new int[] {0, 7, 8, 0}, 2, 2).permute(1, 0);
    assertEquals(OptionalInt.of(8), Gathering.outside(columns, 2));
  }

  @Test
  void repeatedIndicesAddUpOrTheLastOneStays() {
    var updates = Strided.of(Element.I32, new int[] {1, 10, 100, 1000}, 4);
    var at = Strided.of(Element.I32, new int[] {2, 0, 2, 2}, 4);
    var sums = (int[]) Gathering.addSlices(updates, at, 0, 4).array();
    assertArrayEquals(new int[] {10, 0, 1101, 0}, sums);
    var x = Strided.of(Element.I32, new int[] {5, 5, 5}, 3);
    var scattered = (int[]) Gathering.scatterAdd(x, at, updates, 0).array();
    assertArrayEquals(new int[] {15, 5, 1106}, scattered);
    var overwritten = (int[]) Gathering.scatter(x, at, updates, 0).array();
    assertArrayEquals(new int[] {10, 5, 1000}, overwritten);
  }

  @Test
  void nothingIsTakenFromNothing() {
    var x = Strided.allocate(Element.F64, 0, 3);
    var none = Strided.allocate(Element.I32, 0);
    assertArrayEquals(new int[] {0, 3}, Gathering.take(x, none, 0).dims());
    var sums = Gathering.addSlices(x, none, 0, 2);
    assertEquals(new Model(new int[] {2, 3}, new double[6]), Model.of(sums));
    var noIndices = Strided.allocate(Element.I32, 0, 3);
    assertArrayEquals(new int[] {0, 3}, Gathering.gather(x, noIndices, 0).dims());
  }
}
