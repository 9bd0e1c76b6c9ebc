package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.collection.Array;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The check passes what is right, however steep, small or close to an edge, and names what is
/// wrong.
class GradCheckTest {
  private static final Tensor X = Tensor.of(1, 2, 3);

  private static void passes(Function1<Tensor, Tensor> f, Tensor x) {
    var report = GradCheck.check(f, x);
    assertTrue(report.passed(), report::toString);
  }

  @Test
  void rightDerivativesPass() {
    passes(x -> x.exp().sum(), X);
    passes(x -> x.matmul(x.transpose()), Tensor.of(new double[][] {{1, 2}, {3, 4}}));
    passes(Tensor::sin, Tensor.zeros(0));
    passes(_ -> Tensor.of(1, 2), X);
    passes(x -> x.times(2), Tensor.scalar(3));
  }

  /// The step adapts: to the edge of the domain, to a kink nearby, to the scale of the argument and
  /// of the function.
  @Test
  void theStepAdapts() {
    passes(Tensor::log, Tensor.of(1e-3, 1e-2, 1));
    passes(Tensor::relu, Tensor.of(1e-3, -1e-5, 1e-4));
    passes(x -> x.times(200).sin(), X);
    passes(x -> x.pow(3), Tensor.of(1e6, 1e-6, 1));
    passes(x -> x.plus(1e6).square(), X);
    passes(x -> x.times(1e-9).exp(), X);
  }

  @Test
  void singlePrecision() {
    passes(x -> x.sin().times(x).sum(), Tensor.floats(1, 2, 0, 100));
    var wrong = Autodiff.customVjp(Tensor::sin, (x, _) -> ct -> ct.times(x.cos()).times(1.1));
    assertFalse(GradCheck.check(wrong, Tensor.floats(1, 2)).passed());
  }

  @Test
  void aWrongRuleIsFoundAndTheWorstEntryNamed() {
    var right = Tensor.of(1, 1, 1);
    var error = Tensor.of(0, 0.5, 0.1);
    var wrong =
        Autodiff.customVjp(
            Tensor::square, (x, _) -> ct -> ct.times(x).times(2).times(right.plus(error)));
    var report = GradCheck.check(wrong, X);
    assertFalse(report.passed());
    assertEquals(9, report.entries().size());
    assertEquals(2, report.entries().count(entry -> !entry.passed()));
    var worst = report.worst();
    assertEquals(Array.of(1), worst.position());
    assertEquals(Array.of(1), worst.result());
    assertEquals(6, worst.reverse(), 1e-9);
    assertEquals(4, worst.differences(), 1e-6);
    var text = report.toString();
    for (var part : List.of("failed: 2 of 9", "worst: d result[1] / d tensor 0[1]", "reverse 6")) {
      assertTrue(text.contains(part), () -> "no " + part + " in " + text);
    }
  }

  /// What is allowed is relative to the largest derivative, and rounding is allowed beside it.
  @Test
  void smallDerivativesAreCheckedToo() {
    for (double scale : new double[] {1e-3, 1e-8, 1e-12}) {
      passes(x -> x.sin().times(scale), X);
      var half =
          Autodiff.customVjp(
              (Tensor x) -> x.sin().times(scale),
              (x, _) -> ct -> ct.times(x.cos()).times(scale / 2));
      var report = GradCheck.check(half, X);
      assertFalse(report.passed(), () -> scale + ": " + report);
    }
    passes(x -> x.sin().square().plus(x.cos().square()), X);
    passes(x -> x.sin().square().plus(x.cos().square()), Tensor.floats(1, 2, 3));
  }

  /// A gradient that is cut is wrong as well; so are modes that disagree.
  @Test
  void modesMustAgreeWithEachOtherAndWithTheFunction() {
    assertFalse(GradCheck.check(x -> x.times(x.stopGradient()), X).passed());
    var clipped = Autodiff.customVjp((Tensor x) -> x, (_, _) -> ct -> ct.square());
    assertFalse(GradCheck.check(clipped, X).passed());
    var infinite = GradCheck.check(Tensor::sqrt, Tensor.of(0, 1));
    assertFalse(infinite.passed());
    assertEquals(Double.POSITIVE_INFINITY, infinite.worst().reverse());
  }

  @Test
  void structuresAndSeveralArguments() {
    var pair = Structure.pair(Structure.tensor(), Structure.tensor());
    var report = GradCheck.check(pair, p -> p._1.times(p._2).sum(), Tuple.of(X, Tensor.scalar(2)));
    assertTrue(report.passed(), report::toString);
    assertEquals(4, report.entries().size());
    assertEquals(1, report.entries().last().tensor());
    assertEquals(Array.empty(), report.entries().last().position());
    var y = Tensor.scalar(2);
    assertTrue(GradCheck.check((a, b) -> a.times(b), X, y).passed());
    assertTrue(GradCheck.check((a, b, c) -> a.times(b).plus(c), X, y, y).passed());
    assertTrue(GradCheck.check((a, b, c, d) -> a.times(b).plus(c.pow(d)), X, y, y, y).passed());
    assertTrue(
        GradCheck.check((a, b, c, d, e) -> a.times(b).plus(c.pow(d)).div(e), X, y, y, y, y)
            .passed());
    assertFalse(
        GradCheck.check((a, b) -> a.times(b.stopGradient()), X, y)
            .entries()
            .filter(entry -> entry.tensor() == 1)
            .exists(GradCheck.Entry::passed));
  }

  @Test
  void whatIsNotFloatingIsRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> GradCheck.check((a, b) -> a.times(b), X, Tensor.ints(1, 2, 3)));
    Messages.startsWith(e, "GradCheck.check", "tensor 1", "INT32");
  }
}
