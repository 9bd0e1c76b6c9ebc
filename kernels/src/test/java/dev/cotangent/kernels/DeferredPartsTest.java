package dev.cotangent.kernels;

import static dev.cotangent.kernels.RandomDeferred.ADD;
import static dev.cotangent.kernels.RandomDeferred.EXP;
import static dev.cotangent.kernels.RandomDeferred.MUL;
import static dev.cotangent.kernels.RandomDeferred.TANH;
import static dev.cotangent.kernels.RandomDeferred.array;
import static dev.cotangent.kernels.RandomDeferred.assertSameBits;
import static dev.cotangent.kernels.RandomDeferred.dims;
import static dev.cotangent.kernels.RandomDeferred.random;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Parts of deferred expressions, and deferred expressions that become parts of arrays, against the
/// same with the elements known: equal bits.
class DeferredPartsTest {
  /// Positions of a slice.
  private record Cut(int axis, int start, int count, int step) {
    static Cut random(Random random, int... dims) {
      int axis = random.nextInt(dims.length);
      int dim = dims[axis];
      int step = random.nextInt(4) == 0 ? 2 : 1;
      int most = Math.ceilDiv(dim, step);
      int count = random.nextInt(3) == 0 ? random.nextInt(1, most + 1) : most - random.nextInt(2);
      count = Math.max(count, 1);
      int start = random.nextInt(dim - (count - 1) * step);
      boolean backwards = random.nextInt(4) == 0;
      return backwards
          ? new Cut(axis, start + (count - 1) * step, count, -step)
          : new Cut(axis, start, count, step);
    }

    Operand of(Operand x) {
      return x.slice(axis, start, count, step);
    }
  }

  @Property(tries = 150)
  void aSliceIsASliceOfTheElements(@ForAll long seed, @ForAll boolean wide) {
    var random = new Random(seed);
    var pairs = random(wide ? Element.F64 : Element.F32, random, dims(random));
    for (int k = 0; k < 6; k++) {
      var pair = pairs.get(random.nextInt(pairs.size()));
      var cut = Cut.random(random, pair.known().dims());
      var part = cut.of(pair.deferred());
      var again = Cut.random(random, part.dims());
      var expected = cut.of(pair.known());
      if (random.nextBoolean()) assertSameBits(expected.strided(), part.strided());
      assertSameBits(again.of(expected).strided(), again.of(part).strided());
    }
    for (var pair : pairs) assertSameBits(pair.known(), pair.deferred().strided());
  }

  @Property(tries = 150)
  void joinedPartsAreThoseOfArrays(@ForAll long seed, @ForAll boolean wide) {
    var random = new Random(seed);
    var pairs = random(wide ? Element.F64 : Element.F32, random, dims(random));
    int axis = random.nextInt(pairs.getFirst().known().rank());
    var parts = new Operand[random.nextInt(1, 4)];
    var known = new Operand[parts.length];
    for (int k = 0; k < parts.length; k++) {
      var pair = pairs.get(Math.max(0, pairs.size() - 1 - random.nextInt(4)));
      int dim = pair.known().dim(axis);
      int count = random.nextInt(3) == 0 ? 1 : dim - random.nextInt(2);
      parts[k] = pair.deferred().slice(axis, dim - count, count, 1);
      known[k] = pair.known().slice(axis, dim - count, count, 1);
    }
    assertSameBits(Copies.concat(axis, known), Copies.concat(axis, parts));
    for (int k = 0; k < parts.length; k++) {
      assertSameBits(known[k].strided(), parts[k].strided());
    }
    for (var pair : pairs) assertSameBits(pair.known(), pair.deferred().strided());
  }

  @Property(tries = 100)
  void whatIsEmbeddedIsTheElements(@ForAll long seed) {
    var random = new Random(seed);
    var pair = random(Element.F64, random, dims(random)).getLast();
    int axis = random.nextInt(pair.known().rank());
    var dims = pair.known().dims();
    int step = random.nextInt(1, 3);
    int start = random.nextInt(3);
    dims[axis] = start + (dims[axis] - 1) * step + 1 + random.nextInt(3);
    assertSameBits(
        Copies.embedded(pair.known(), dims, axis, start, step),
        Copies.embedded(pair.deferred(), dims, axis, start, step));
    assertSameBits(pair.known(), pair.deferred().strided());
  }

  @Test
  void mostOfACheapExpressionIsComputedByItself() {
    var x = array(Element.F64, new Random(1), 1000);
    var product = (Deferred) Deferred.map(MUL, x, x);
    var first = assertInstanceOf(Deferred.class, product.slice(0, 1, 999, 1));
    first.strided();
    assertNull(product.value());
    product.slice(0, 0, 999, 1); // the second: all is computed
    assertNotNull(product.value());
  }

  @Test
  void aPartOfWhatHasBeenComputedSinceIsAView() {
    var x = array(Element.F64, new Random(5), 1000);
    var product = (Deferred) Deferred.map(MUL, x, x);
    var part = product.slice(0, 1, 999, 1);
    product.strided();
    assertSame(product.strided().array(), part.strided().array());
  }

  @Test
  void ofAPartAllIsComputed() {
    var x = array(Element.F64, new Random(6), 1000);
    var part = (Deferred) Deferred.map(MUL, x, x).slice(0, 1, 999, 1);
    part.slice(0, 1, 998, 1);
    assertNotNull(part.value());
  }

  @Test
  void ofAnExpensiveExpressionAllIsComputed() {
    var x = array(Element.F64, new Random(2), 1000);
    var tanh = (Deferred) Deferred.map(TANH, Deferred.map(EXP, x));
    tanh.slice(0, 1, 999, 1);
    assertNotNull(tanh.value());
  }

  @Test
  void ofASmallPartAllIsComputed() {
    var x = array(Element.F64, new Random(3), 1000);
    var sum = (Deferred) Deferred.map(ADD, x, x);
    sum.slice(0, 3, 5, 1);
    assertNotNull(sum.value());
  }

  @Test
  void mostOfAnArrayIsComputedInItsPlace() {
    var random = new Random(4);
    var most = (Deferred) Deferred.map(EXP, array(Element.F32, random, 3, 900));
    var rest = (Deferred) Deferred.map(EXP, array(Element.F32, random, 3, 800));
    var joined = Copies.concat(1, rest, most);
    assertSame(joined.array(), most.strided().array());
    assertTrue(rest.strided().array() != joined.array(), "a lesser part would keep all of it");
  }
}
