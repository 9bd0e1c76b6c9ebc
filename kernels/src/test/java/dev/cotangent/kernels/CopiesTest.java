package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CopiesTest {
  @Provide
  Arbitrary<int[]> dims() {
    return Views.dims();
  }

  @Property(tries = 400)
  void concatPutsPartsBehindEachOther(
      @ForAll("dims") int[] dims,
      @ForAll @IntRange(min = 1, max = 4) int count,
      @ForAll long seed) {
    if (dims.length == 0) return;
    var random = new Random(seed);
    int axis = random.nextInt(dims.length);
    var models = new Model[count];
    var parts = new Strided[count];
    for (int k = 0; k < count; k++) {
      var partDims = dims.clone();
      partDims[axis] = random.nextInt(4);
      models[k] = Model.random(seed + k, partDims);
      parts[k] = flippedTwice(models[k], axis);
    }
    assertEquals(concat(axis, models), Model.of(Copies.concat(axis, parts)));
  }

  /// The same elements, laid out backwards.
  private static Strided flippedTwice(Model model, int axis) {
    int dim = model.dims()[axis];
    if (dim == 0) return model.strided(Element.F64);
    return model.slice(axis, dim - 1, dim, -1).strided(Element.F64).slice(axis, dim - 1, dim, -1);
  }

  private static Model concat(int axis, Model... parts) {
    var dims = parts[0].dims().clone();
    dims[axis] = 0;
    for (var part : parts) dims[axis] += part.dims()[axis];
    var values = new double[Model.size(dims)];
    for (int k = 0; k < values.length; k++) {
      var position = Model.position(dims, k);
      int part = 0;
      while (position[axis] >= parts[part].dims()[axis]) {
        position[axis] -= parts[part++].dims()[axis];
      }
      values[k] = parts[part].at(position);
    }
    return new Model(dims, values);
  }

  @Property(tries = 300)
  void embeddedFillsTheRestWithZeros(@ForAll("dims") int[] dims, @ForAll long seed) {
    if (dims.length == 0) return;
    var random = new Random(seed);
    int axis = random.nextInt(dims.length);
    int step = random.nextInt(1, 4) * (random.nextBoolean() ? 1 : -1);
    int reach = Math.max(0, dims[axis] - 1) * Math.abs(step);
    int start = step < 0 ? reach + random.nextInt(3) : random.nextInt(3);
    var newDims = dims.clone();
    newDims[axis] = Math.max(start, start + reach) + 1 + random.nextInt(3);
    var model = Model.random(seed, dims);
    var values = new double[Model.size(newDims)];
    for (int k = 0; k < values.length; k++) {
      var position = Model.position(newDims, k);
      for (int i = 0; i < dims[axis]; i++) {
        if (position[axis] != start + i * step) continue;
        var from = position.clone();
        from[axis] = i;
        values[k] = model.at(from);
      }
    }
    var embedded = Copies.embedded(model.strided(Element.F64), newDims.clone(), axis, start, step);
    assertEquals(new Model(newDims, values), Model.of(embedded));
  }

  @Test
  void conversionsAreJavasCasts() {
    double[] from = {0, -0.0, 1.9, -1.9, 1e300, -1e300, 0.1, Double.NaN, 1e10, 1.0 / 0};
    var x = Strided.of(Element.F64, from, from.length);
    var floats = new float[from.length];
    var ints = new int[from.length];
    var booleans = new boolean[from.length];
    for (int k = 0; k < from.length; k++) {
      floats[k] = (float) from[k];
      ints[k] = (int) from[k];
      booleans[k] = from[k] != 0;
    }
    assertArrayEquals(floats, (float[]) Copies.converted(x, Element.F32).array());
    assertArrayEquals(ints, (int[]) Copies.converted(x, Element.I32).array());
    assertArrayEquals(booleans, (boolean[]) Copies.converted(x, Element.BOOL).array());
  }

  @Test
  void widerTypesHoldNarrowerOnesExactly() {
    var ints = Strided.of(Element.I32, new int[] {Integer.MIN_VALUE, -1, 0, 16_777_217}, 4);
    var expected = new double[] {Integer.MIN_VALUE, -1, 0, 16_777_217};
    assertArrayEquals(expected, (double[]) Copies.converted(ints, Element.F64).array());
    var booleans = Strided.of(Element.BOOL, new boolean[] {true, false}, 2);
    assertArrayEquals(new int[] {1, 0}, (int[]) Copies.converted(booleans, Element.I32).array());
    var floats = Strided.of(Element.F32, new float[] {0.1f, Float.MIN_VALUE}, 2);
    assertArrayEquals(
        new double[] {0.1f, Float.MIN_VALUE},
        (double[]) Copies.converted(floats, Element.F64).array());
  }

  @Test
  void aConversionToTheSameTypeIsACopy() {
    var x = Model.counting(2, 3).strided(Element.F64);
    var copy = Copies.converted(x.permute(1, 0), Element.F64);
    assertNotSame(x.array(), copy.array());
    assertEquals(Model.counting(2, 3).permute(1, 0), Model.of(copy));
  }

  /// Large enough for transpositions, stripes and long runs, and of sizes that end in none of them.
  @Property(tries = 150)
  void anyViewIsCopied(@ForAll @IntRange(max = 4) int length, @ForAll long seed) {
    var random = new Random(seed);
    var elements = Element.values();
    var dims = new int[1 + random.nextInt(4)];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = dims.length > 2 ? 1 + random.nextInt(20) : 1 + random.nextInt(130);
    }
    var counting = Model.counting(dims);
    var views = Views.of(elements[random.nextInt(3)], counting).chain(random, length);
    assertEquals(views.model(), Model.of(Copies.contiguous(views.strided())));
  }

  @Test
  void everyOrderOfAxes() {
    int[][] orders = {{1, 0, 2}, {2, 1, 0}, {0, 2, 1}, {1, 2, 0}, {2, 0, 1}};
    int[][] shapes = {
      {70, 9, 8}, {3, 130, 5}, {17, 2, 65}, {1, 100, 100}, {2000, 3, 2}, {8, 8, 64}
    };
    for (var dims : shapes) {
      var model = Model.counting(dims);
      for (var element : Element.values()) {
        var stored = element == Element.BOOL ? odd(model) : model;
        var x = stored.strided(element);
        for (var order : orders) {
          var copy = Copies.contiguous(x.permute(order));
          assertEquals(stored.permute(order), Model.of(copy));
        }
      }
    }
  }

  /// Runs of neighbours around the lengths at which the way to copy them changes: between other
  /// rows, of every second plane, backwards, repeated, into a part of something larger.
  @Test
  void runsOfAnyLength() {
    for (int length : new int[] {1, 2, 7, 8, 9, 15, 16, 17, 33, 64, 127, 129, 17_000}) {
      var stored = Model.counting(4, length > 1000 ? 2 : 7, 3, length);
      for (var element : new Element[] {Element.F32, Element.F64, Element.I32}) {
        var all = new Views(stored, stored.strided(element));
        var part = all.slice(0, 1, 2, 2).slice(2, 2, 3, -1);
        if (length > 1) part = part.slice(3, 1, length - 1, 1);
        var repeated = all.slice(2, 1, 1, 1).broadcast(4, all.model().dims()[1], 5, length);
        for (var views : List.of(all, part, repeated)) {
          var swapped = views.permute(0, 2, 1, 3);
          assertEquals(swapped.model(), Model.of(Copies.contiguous(swapped.strided())));
          var inverse = views.permute(2, 1, 0, 3);
          assertEquals(inverse.model(), Model.of(Copies.contiguous(inverse.strided())));
          checkEmbedded(swapped);
        }
      }
    }
  }

  private static void checkEmbedded(Views views) {
    var dims = views.model().dims().clone();
    dims[1] += 2;
    dims[3] += 5;
    UnaryOperator<Strided> part =
        zeros -> zeros.slice(1, 1, dims[1] - 2, 1).slice(3, 3, dims[3] - 5, 1);
    var embedded = Copies.embedded(views.strided(), dims.clone(), part);
    assertEquals(views.model(), Model.of(part.apply(embedded)));
    double sum = Arrays.stream(Model.of(embedded).values()).sum();
    assertEquals(Arrays.stream(views.model().values()).sum(), sum); // whole numbers: exact
  }

  private static Model odd(Model model) {
    var values = model.values().clone();
    for (int k = 0; k < values.length; k++) values[k] = k % 3 == 1 ? 1 : 0;
    return new Model(model.dims(), values);
  }

  @Test
  void copiesKeepBits() {
    double[] odd = {-0.0, Double.longBitsToDouble(0x7ff8_0000_0000_1234L), Double.MIN_VALUE};
    var copy = (double[]) Copies.contiguous(Strided.of(Element.F64, odd, 3)).array();
    for (int k = 0; k < odd.length; k++) {
      assertEquals(Double.doubleToRawLongBits(odd[k]), Double.doubleToRawLongBits(copy[k]));
    }
  }
}
