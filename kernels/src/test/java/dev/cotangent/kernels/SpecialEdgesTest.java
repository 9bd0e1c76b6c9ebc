package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// As [ElementaryEdgesTest], of the gamma functions and the compositions.
class SpecialEdgesTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final double TINY = Double.MIN_VALUE;
  private static final double MAX = Double.MAX_VALUE;

  @Test
  void gammaFunctions() {
    Edges.of(Definition.unary("lgamma", Elementary::lgamma))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, INF)
        .at(0.0, INF)
        .at(-0.0, INF)
        .at(-1.0, INF)
        .at(-1e30, INF)
        .at(1.0, 0.0)
        .at(2.0, 0.0)
        .at(0.5, Math.log(Math.PI) / 2)
        .at(3.0, Math.log(2))
        .at(-0.5, Math.log(4 * Math.PI) / 2)
        .at(TINY, -Math.log(TINY))
        .at(-TINY, -Math.log(TINY))
        .at(0x1.754d9278b51a7p1014, MAX)
        .at(0x1.754d9278b51a8p1014, INF);
    Edges.of(Definition.unary("digamma", Elementary::digamma))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, NAN)
        .at(0.0, -INF)
        .at(-0.0, INF)
        .at(-1.0, NAN)
        .at(-1e30, NAN)
        .at(TINY, -INF)
        .at(-TINY, INF)
        .at(1.0, -0.5772156649015329)
        .at(2.0, 0.42278433509846713);
    Edges.of(Definition.unary("trigamma", Elementary::trigamma))
        .at(NAN, NAN)
        .at(INF, 0.0)
        .at(-INF, INF)
        .at(0.0, INF)
        .at(-0.0, INF)
        .at(-4.0, INF)
        .at(TINY, INF)
        .at(-TINY, INF)
        .at(1.0, Math.PI * Math.PI / 6)
        .at(0.5, Math.PI * Math.PI / 2);
    Edges.of(Definition.unary("polygamma", x -> Elementary.polygamma(x.constant(2), x)))
        .at(NAN, NAN)
        .at(INF, -0.0)
        .at(-INF, -INF)
        .at(0.0, -INF)
        .at(-0.0, -INF)
        .at(-4.0, -INF)
        .at(TINY, -INF)
        .at(-TINY, INF)
        .at(MAX, -0.0);
    Edges.of(Definition.unary("polygamma", x -> Elementary.polygamma(x.constant(200), x)))
        .at(1.0, -INF)
        .at(-0.25, INF)
        .at(-0.75, -INF)
        .at(1e30, -0.0);
    for (double order : new double[] {0, -1, 1.5, 1e9, NAN}) {
      Edges.of(Definition.unary("polygamma", x -> Elementary.polygamma(x.constant(order), x)))
          .at(1.0, NAN);
    }
  }

  @Test
  void inversesOfBoundedFunctions() {
    Edges.of(Definition.unary("erfinv", Elementary::erfinv))
        .at(NAN, NAN)
        .at(INF, NAN)
        .at(1.0, INF)
        .at(-1.0, -INF)
        .at(1.5, NAN)
        .at(-1.5, NAN)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(TINY, TINY)
        .at(-TINY, -TINY);
    Edges.of(Definition.unary("logit", Elementary::logit))
        .at(NAN, NAN)
        .at(INF, NAN)
        .at(-INF, NAN)
        .at(0.0, -INF)
        .at(-0.0, -INF)
        .at(1.0, INF)
        .at(0.5, 0.0)
        .at(-TINY, NAN)
        .at(TINY, Math.log(TINY));
  }

  @Test
  void functionsMadeOfOthers() {
    for (var tail :
        new Definition[] {
          Definition.unary("silu", Elementary::silu), Definition.unary("gelu", Elementary::gelu)
        }) {
      Edges.of(tail)
          .at(NAN, NAN)
          .at(INF, INF)
          .at(-INF, -0.0)
          .at(0.0, 0.0)
          .at(-0.0, -0.0)
          .at(MAX, MAX)
          .at(-MAX, -0.0)
          .at(-1000.0, -0.0)
          .at(1000.0, 1000.0);
    }
    Edges.of(Definition.unary("geluSlope", Elementary::geluSlope))
        .at(NAN, NAN)
        .at(INF, 1.0)
        .at(-INF, -0.0)
        .at(0.0, 0.5)
        .at(-0.0, 0.5)
        .at(TINY, 0.5)
        .at(MAX, 1.0)
        .at(-MAX, -0.0);
    Edges.of(Definition.unary("sinc", Elementary::sinc))
        .at(NAN, NAN)
        .at(INF, NAN)
        .at(0.0, 1.0)
        .at(-0.0, 1.0)
        .at(TINY, 1.0)
        .at(1.0, 0.0)
        .at(-2.0, 0.0)
        .at(0.5, 2 / Math.PI)
        .at(-MAX, 0.0)
        .at(1e30, 0.0);
  }

  @Test
  void logaddexpOfInfinities() {
    var logaddexp = Definition.binary("logaddexp", Elementary::logaddexp);
    var kernel = logaddexp.kernel(Element.F64, Element.F64);
    for (double x : new double[] {INF, -INF, 1e300, -MAX, 3.0, 0.0}) {
      assertEquals(x, kernel.scalar(x, -INF, 0));
      assertEquals(x, kernel.scalar(-INF, x, 0));
      assertEquals(INF, kernel.scalar(x, INF, 0));
      assertEquals(NAN, kernel.scalar(x, NAN, 0));
      assertEquals(NAN, kernel.scalar(NAN, x, 0));
    }
    assertEquals(Math.log(2), kernel.scalar(0, 0, 0));
    assertEquals(MAX, kernel.scalar(MAX, -MAX, 0));
    assertEquals(Math.exp(-700), kernel.scalar(0, -700, 0));
  }
}
