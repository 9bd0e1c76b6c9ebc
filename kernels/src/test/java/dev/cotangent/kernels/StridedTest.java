package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StridedTest {
  @Provide
  Arbitrary<int[]> dims() {
    return Views.dims();
  }

  @Property(tries = 2000)
  void chainsOfViewsReadWhatTheModelHolds(
      @ForAll("dims") int[] dims, @ForAll @IntRange(max = 7) int length, @ForAll long seed) {
    var views = Views.of(Element.F64, Model.counting(dims)).chain(new Random(seed), length);
    assertEquals(views.model(), Model.of(views.strided()));
    assertEquals(Model.size(views.model().dims()), views.strided().size());
  }

  @Property(tries = 1000)
  void reshapeOfAnyChainKeepsTheOrderAndTheSharedArray(
      @ForAll("dims") int[] dims, @ForAll @IntRange(max = 5) int length, @ForAll long seed) {
    var random = new Random(seed);
    var original = Model.counting(dims);
    var base = Views.of(Element.F64, original);
    var views = base.chain(random, length);
    var before = Model.of(views.strided());
    int[] newDims = Views.factors(views.strided().size(), random);
    var reshaped = views.strided().reshape(newDims);
    assertArrayEquals(newDims, reshaped.dims());
    assertArrayEquals(views.model().values(), Model.of(reshaped).values());
    assertEquals(before, Model.of(views.strided()));
    assertEquals(original, Model.of(base.strided()));
  }

  @Property(tries = 500)
  void diagonalsAreViews(
      @ForAll("dims") int[] dims,
      @ForAll @IntRange(max = 5) int length,
      @ForAll @IntRange(min = -6, max = 6) int k,
      @ForAll long seed) {
    var views = Views.of(Element.F64, Model.counting(dims)).chain(new Random(seed), length);
    int row = views.model().rank() - 2;
    if (row < 0) return;
    var newDims = Arrays.copyOf(views.model().dims(), row + 1);
    int above = Math.max(0, k);
    int below = Math.max(0, -k);
    int columns = views.model().dims()[row + 1];
    newDims[row] = Math.max(0, Math.min(newDims[row] - below, columns - above));
    var expected =
        views
            .model()
            .view(
                newDims,
                to -> {
                  var from = Arrays.copyOf(to, row + 2);
                  from[row] = to[row] + below;
                  from[row + 1] = to[row] + above;
                  return from;
                });
    var diagonal = views.strided().diagonal(k, newDims[row]);
    assertEquals(expected, Model.of(diagonal));
    assertSame(views.strided().array(), diagonal.array());
  }

  @Property(tries = 500)
  void contiguousIsAFreshRowMajorCopy(
      @ForAll("dims") int[] dims, @ForAll @IntRange(max = 5) int length, @ForAll long seed) {
    var views = Views.of(Element.I32, Model.counting(dims)).chain(new Random(seed), length);
    var copy = Copies.contiguous(views.strided());
    assertEquals(views.model(), Model.of(copy));
    assertEquals(0, copy.offset());
    assertNotSame(views.strided().array(), copy.array());
    assertEquals(views.strided().size(), Element.I32.length(copy.array()));
  }

  @Test
  void viewsShareTheArray() {
    var x = Model.counting(2, 3, 4).strided(Element.F64);
    assertSame(x.array(), x.permute(2, 0, 1).array());
    assertSame(x.array(), x.slice(1, 2, 3, -1).array());
    assertSame(x.array(), x.broadcast(5, 2, 3, 4).array());
    assertSame(x.array(), x.reshape(4, 3, 2).array());
    assertSame(x.array(), x.reshape(24).array());
    assertSame(x.array(), x.reshape(2, 1, 3, 2, 2, 1).array());
  }

  @Test
  void reshapeIsAViewWhereTheStridesAllowIt() {
    var x = Model.counting(4, 6).strided(Element.F64);
    assertSame(x.array(), x.slice(0, 3, 4, -1).reshape(2, 2, 6).array());
    assertSame(x.array(), x.slice(1, 0, 3, 2).reshape(4, 1, 3).array());
    assertSame(x.array(), x.slice(1, 0, 3, 2).reshape(12).array()); // 4 rows of 3: still even
    assertSame(x.array(), x.broadcast(3, 4, 6).reshape(3, 24).array());
    assertNotSame(x.array(), x.permute(1, 0).reshape(24).array());
    assertNotSame(x.array(), x.broadcast(3, 4, 6).reshape(72).array());
    assertNotSame(x.array(), x.slice(1, 0, 4, 1).reshape(16).array());
  }

  @Test
  void aReshapeThatCopiesDoesNotWriteTheShared() {
    var values = new double[] {1, 2, 3, 4, 5, 6};
    var x = Strided.of(Element.F64, values, 2, 3);
    var y = x.permute(1, 0).reshape(6);
    assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, Model.of(y).values());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, values);
  }

  @Test
  void dimsAreCopies() {
    var x = Model.counting(2, 3).strided(Element.F64);
    x.dims()[0] = 99;
    assertArrayEquals(new int[] {2, 3}, x.dims());
  }

  @Test
  void tooManyElementsAreRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Strided.allocate(Element.F64, 70_000, 70_000));
    assertTrue(String.valueOf(e.getMessage()).contains("[70000, 70000]"), e::toString);
  }

  @ParameterizedTest
  @EnumSource(Element.class)
  void allocateGivesZeros(Element element) {
    var x = Strided.allocate(element, 2, 3);
    assertEquals(new Model(new int[] {2, 3}, new double[6]), Model.of(x));
  }
}
