package dev.cotangent.kernels;

import static dev.cotangent.kernels.RandomDeferred.ADD;
import static dev.cotangent.kernels.RandomDeferred.EXP;
import static dev.cotangent.kernels.RandomDeferred.LARGER;
import static dev.cotangent.kernels.RandomDeferred.MUL;
import static dev.cotangent.kernels.RandomDeferred.NEG;
import static dev.cotangent.kernels.RandomDeferred.TANH;
import static dev.cotangent.kernels.RandomDeferred.array;
import static dev.cotangent.kernels.RandomDeferred.assertSameBits;
import static dev.cotangent.kernels.RandomDeferred.dims;
import static dev.cotangent.kernels.RandomDeferred.leaf;
import static dev.cotangent.kernels.RandomDeferred.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Deferred expressions against the same functions computed one by one: equal bits, whatever is
/// shared, and in whatever order the results are asked for.
class DeferredTest {
  @Property(tries = 150)
  void fusedIsUnfused(@ForAll long seed, @ForAll boolean wide) {
    var random = new Random(seed);
    var pairs = random(wide ? Element.F64 : Element.F32, random, dims(random));
    Collections.shuffle(pairs, random);
    for (var pair : pairs) assertSameBits(pair.known(), pair.deferred().strided());
  }

  @Property(tries = 60)
  void allAtOnceIsOneByOne(@ForAll long seed) {
    var random = new Random(seed);
    var pairs = random(Element.F32, random, dims(random));
    var all = new ArrayList<Deferred>();
    for (var pair : pairs) if (pair.deferred() instanceof Deferred deferred) all.add(deferred);
    Deferred.computeAll(all);
    for (var deferred : all) assertNotNull(deferred.value());
    for (var pair : pairs) assertSameBits(pair.known(), pair.deferred().strided());
  }

  @Property(tries = 100)
  void fusedReductionsAreThoseOfArrays(@ForAll long seed) {
    var random = new Random(seed);
    var dims = random.nextInt(4) == 0 ? new int[] {3, 70_001} : dims(random);
    var pair = random(Element.F64, random, dims).getLast();
    var axes = new ArrayList<>(IntStream.range(0, dims.length).boxed().toList());
    if (random.nextBoolean()) Collections.shuffle(axes, random);
    var order = axes.stream().mapToInt(Integer::intValue).toArray();
    int kept = random.nextInt(dims.length + 1);
    var fused = FusedReduction.reduce(ADD, -0.0, pair.deferred(), order, kept);
    assertSameBits(Reduction.reduce(ADD, -0.0, pair.known().permute(order), kept), fused);
  }

  @Property(tries = 60)
  void mergedKernelsAreThePlainOnes(@ForAll long seed) {
    var random = new Random(seed);
    var graph =
        new Graph(
            new Definition[] {MUL, ADD, TANH, EXP, LARGER, MUL, NEG},
            new int[][] {{~0, ~1}, {0, ~2}, {1}, {1}, {2, 3}, {4, 1}, {0}},
            new Element[] {Element.F32, Element.F32, Element.F32},
            new int[] {5, 6});
    var dims = dims(random);
    var plain = new Strided[5];
    for (int k = 0; k < 3; k++) plain[k] = leaf(Element.F32, random, dims);
    for (int k = 3; k < 5; k++) plain[k] = Strided.allocate(Element.F32, dims);
    var merged = plain.clone();
    for (int k = 3; k < 5; k++) merged[k] = Strided.allocate(Element.F32, dims);
    Schedule.plain(graph).run(Loops.anyOrder(plain), arrays(plain));
    Merging.of(graph).run(Loops.anyOrder(merged), arrays(merged));
    for (int k = 3; k < 5; k++) assertSameBits(plain[k], merged[k]);
  }

  private static Object[] arrays(Strided... operands) {
    var arrays = new Object[operands.length];
    for (int k = 0; k < arrays.length; k++) arrays[k] = operands[k].array();
    return arrays;
  }

  @Test
  void aTransposedOperandGivesATransposedResult() {
    var x = array(Element.F32, new Random(1), 40, 30).permute(1, 0);
    var y = Deferred.map(EXP, x).strided();
    assertEquals(x.stride(0), y.stride(0));
    assertEquals(x.stride(1), y.stride(1));
  }

  @Test
  void whatTwoWaitForIsComputedOnce() {
    var x = array(Element.F32, new Random(2), 1000);
    var shared = (Deferred) Deferred.map(EXP, x);
    var one = Deferred.map(NEG, shared);
    var two = Deferred.map(MUL, shared, x);
    one.strided();
    var known = shared.value();
    assertNotNull(known);
    two.strided();
    assertSame(known, shared.strided());
  }

  @Test
  void anExpressionReadsABoundedNumberOfArrays() {
    var sums = new Operand[20];
    sums[0] = array(Element.F64, new Random(0), 1000);
    for (int k = 1; k < sums.length; k++) {
      sums[k] = Deferred.map(MUL, sums[k - 1], array(Element.F64, new Random(k), 1000));
    }
    assertNotNull(((Deferred) sums[15]).value());
    assertNull(((Deferred) sums[19]).value());
  }

  @Test
  void anArrayThatIsReadOftenCountsOnce() {
    var x = array(Element.F64, new Random(9), 1000);
    Operand power = x;
    for (int k = 0; k < 20; k++) power = Deferred.map(MUL, power, x);
    assertNull(((Deferred) power).value());
    var first = ((Deferred) power).recipe();
    assertNotNull(first);
    assertNull(((Deferred) first.operands()[0]).value());
  }

  /// A conversion between elements of different widths has no vector form.
  @Test
  void aConversionThatTwoWaitForIsComputedOnce() {
    assertTrue(VectorSupport.isPresent());
    var x = array(Element.I32, new Random(8), 1000);
    var shared = (Deferred) Deferred.map(Copies.conversion(Element.F64), x);
    var one = Deferred.map(NEG, shared);
    var two = Deferred.map(NEG, shared);
    one.strided();
    var known = shared.value();
    assertNotNull(known);
    two.strided();
    assertSame(known, shared.strided());
  }

  @Test
  void whatOneWaitsForHasNoArray() {
    var x = array(Element.F32, new Random(3), 1000);
    var inner = (Deferred) Deferred.map(EXP, x);
    Deferred.map(NEG, inner).strided();
    assertNull(inner.value());
  }

  @Test
  void whatIsKnownKeepsNoOperands() {
    var deferred = (Deferred) Deferred.map(EXP, array(Element.F64, new Random(4), 1000));
    deferred.strided();
    assertNull(deferred.recipe());
  }

  /// An expression must not grow with the loop that builds it.
  @Test
  void expressionsAreBounded() {
    var x = array(Element.F64, new Random(5), 600);
    Operand y = x;
    Strided expected = x;
    for (int k = 0; k < 5000; k++) {
      y = Deferred.map(ADD, y, x);
      expected = Elementwise.map(ADD, expected, x);
    }
    assertSameBits(expected, y.strided());
    Operand doubled = x;
    for (int k = 0; k < 200; k++) doubled = Deferred.map(LARGER, doubled, doubled);
    assertSameBits(x, doubled.strided());
  }

  @Test
  void racingThreadsGetEqualElements() throws Exception {
    var random = new Random(6);
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 50; round++) {
        var pairs = random(Element.F32, random, new int[] {700});
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
          tasks.add(() -> {
            for (var pair : pairs) assertSameBits(pair.known(), pair.deferred().strided());
            return true;
          });
        }
        for (var future : threads.invokeAll(tasks)) assertTrue(future.get());
      }
    }
  }

  @Test
  void aSumOfFunctionsNeedsNoArrayOfTheirSize() {
    int n = 1_000_000;
    var random = new Random(7);
    var x = array(Element.F32, random, n);
    var w = array(Element.F32, random, n);
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      var y = Deferred.map(TANH, Deferred.map(ADD, Deferred.map(MUL, x, w), w));
      FusedReduction.reduce(ADD, -0.0, y, new int[] {0}, 0);
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 2L * n, "allocated " + least + " bytes, where an array has " + 4 * n);
  }
}
