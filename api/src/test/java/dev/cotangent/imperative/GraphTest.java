package dev.cotangent.imperative;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The graph between the leaves and a result, and what may be hung onto it.
class GraphTest {
  private static Variable scalar(double value) {
    return Variable.parameter(Tensor.scalar(value));
  }

  private static GradFn made(Variable result) {
    return requireNonNull(result.gradFn());
  }

  @Test
  void resultsRetainTheirGradientWhenAsked() {
    var x = scalar(2);
    var h = x.times(3);
    h.retainGrad();
    h.square().backward();
    assertEquals(Tensor.scalar(12), h.grad());
    assertEquals(Tensor.scalar(36), x.grad());
  }

  @Test
  void hooksSeeAndReplaceGradients() {
    var x = scalar(2);
    var h = x.times(3);
    List<Tensor> seen = new ArrayList<>();
    var seeing =
        h.registerHook(ct -> {
          seen.add(ct);
          return ct.times(10);
        });
    x.registerHook(ct -> ct.plus(1));
    h.square().backward();
    assertEquals(List.of(Tensor.scalar(12)), seen);
    assertEquals(Tensor.scalar(361), x.grad());

    seeing.run();
    x.zeroGrad();
    x.times(3).square().backward();
    assertEquals(Tensor.scalar(37), x.grad());
    assertEquals(1, seen.size());
  }

  @Test
  void hooksAreDifferentiatedUnderCreateGraph() {
    var x = scalar(2);
    var squaring = x.registerHook(Tensor::square);
    x.pow(2).backward(BackwardOptions.of().withCreateGraph(true));
    squaring.run();
    var gradient = requireNonNull(x.gradVariable());
    assertEquals(16, gradient.item()); // (2x)^2
    assertEquals(Tensor.scalar(16), Imperative.grad(gradient, Array.of(x)).head().value()); // 8x
  }

  @Test
  void theGraphCanBeWalked() {
    var w = scalar(2);
    var x = Variable.constant(Tensor.scalar(3));
    var loss = w.times(x).plus(scalar(1)).square();
    assertNull(w.gradFn());
    assertTrue(w.isLeaf());
    assertFalse(loss.isLeaf());
    var square = made(loss);
    assertEquals("square -> plus", square.toString());
    var plus = square.nextFunctions().head();
    assertEquals("plus -> times, AccumulateGrad", plus.toString());
    var times = plus.nextFunctions().head();
    assertEquals(1, times.nextFunctions().size());
    assertEquals(w, times.nextFunctions().head().variable());
    assertNull(times.variable());
  }

  @Test
  void compositesHaveTheNameOfTheirMethod() {
    var x = Variable.parameter(Tensor.of(1, 2, 3));
    assertEquals("mean", made(x.mean()).name());
    assertEquals("softmax", made(x.softmax(0)).name());
  }

  @Test
  void goingBackwardReleasesWhatWasSaved() throws InterruptedException {
    var x = Variable.parameter(Tensor.of(1, 2, 3));
    List<WeakReference<Tensor>> saved = new ArrayList<>();
    var loss = throughExp(x, saved);
    System.gc();
    assertFalse(saved.getFirst().refersTo(null));
    loss.backward();
    for (int k = 0; k < 50 && !saved.getFirst().refersTo(null); k++) {
      System.gc();
      Thread.sleep(10);
    }
    assertTrue(saved.getFirst().refersTo(null));
    assertEquals("sum -> exp", made(loss).toString());
  }

  private static Variable throughExp(Variable x, List<WeakReference<Tensor>> saved) {
    var h = x.exp();
    saved.add(new WeakReference<>(h.value()));
    return h.sum();
  }
}
