package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Explanation.Finding;
import dev.cotangent.Explanation.Kind;
import org.junit.jupiter.api.Test;

/// What an explanation says of the operation that spoiled a gradient.
class ExplainTest {
  private static Finding only(Explanation explanation) {
    assertEquals(1, explanation.findings().size(), explanation::toString);
    return explanation.findings().head();
  }

  /// The line on which it stands.
  private static int here() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
  }

  private static int line;

  private static Tensor model(Tensor x) {
    var doubled = x.times(2);
    line = here() + 1;
    var root = doubled.sqrt();
    return root.times(3).sum();
  }

  @Test
  void infinityIsFoundWhereItWasMade() {
    var explanation = Autodiff.explain(ExplainTest::model, Tensor.of(1, 0, 2));
    var finding = only(explanation);
    assertEquals(Kind.INFINITE, finding.kind());
    assertEquals("sqrt", finding.operation());
    assertEquals("ExplainTest.java:" + line, finding.source());
    assertEquals(Tensor.of(2, 0, 4), finding.operands().head());
    assertEquals(Tensor.of(3, 3, 3), finding.arrived().head());
    assertEquals(Double.POSITIVE_INFINITY, finding.sent().get(1).item());
    assertArrayEquals(new int[] {1}, finding.position());
    assertEquals(
        "sum () times (3) sqrt (3)",
        finding.path().map(step -> step.replaceAll(" \\S+$", "")).mkString(" "));
    assertTrue(finding.path().last().endsWith("ExplainTest.java:" + line));
    assertEquals(
        Autodiff.grad(ExplainTest::model).apply(Tensor.of(1, 0, 2)), explanation.gradient());
    assertFalse(explanation.isClean());
    var text = explanation.toString();
    for (var part : new String[] {"infinity", "sqrt at ExplainTest.java:" + line, "(1)", "inf"}) {
      assertTrue(text.contains(part), () -> "no " + part + " in " + text);
    }
  }

  @Test
  void notANumberInAMatrix() {
    var x = Tensor.of(new double[][] {{1, 2}, {3, -1}});
    var finding = only(Autodiff.explain(y -> y.sqrt().sum(), x));
    assertEquals(Kind.NAN, finding.kind());
    assertArrayEquals(new int[] {1, 1}, finding.position());
  }

  /// inf - inf: no operation made the NaN, the sum of what two of them sent did.
  @Test
  void theSumOfTwoCotangents() {
    var explanation =
        Autodiff.explain(x -> x.sqrt().minus(x.sqrt().times(2)).sum(), Tensor.of(0, 1));
    assertEquals(
        "sqrt", explanation.findings().filter(f -> f.kind() == Kind.INFINITE).head().operation());
    var sum = explanation.findings().filter(f -> f.kind() == Kind.NAN).head();
    assertEquals("the sum of two cotangents", sum.operation());
    assertEquals(2, sum.arrived().size());
    assertEquals("", sum.source());
  }

  @Test
  void aZeroIsFoundIfTheGradientHasOne() {
    var finding = only(Autodiff.explain(x -> x.relu().sum(), Tensor.of(1, -1)));
    assertEquals(Kind.ZERO, finding.kind());
    assertEquals("relu", finding.operation());
    assertArrayEquals(new int[] {1}, finding.position());
    // here a zero is made on the way and does not reach the gradient
    assertTrue(Autodiff.explain(x -> x.relu().plus(x).sum(), Tensor.of(1, -1)).isClean());
  }

  @Test
  void aFunctionThroughWhichNothingFlows() {
    var explanation = Autodiff.explain(x -> x.floor().sum(), Tensor.of(1, 2));
    assertFalse(explanation.isConnected());
    assertFalse(explanation.isClean());
    assertTrue(explanation.toString().contains("no operation"), explanation::toString);
  }

  @Test
  void aCleanGradient() {
    var explanation = Autodiff.explain(x -> x.exp().sum(), Tensor.of(1, 2));
    assertTrue(explanation.isClean());
    assertTrue(explanation.toString().contains("no NaN"), explanation::toString);
    assertEquals(Tensor.of(1, 2).exp(), explanation.gradient());
  }

  @Test
  void whatGradRefuses() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Autodiff.explain(x -> x, Tensor.of(1, 2)));
    Messages.startsWith(e, "explain", "rank 0");
  }
}
