package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tensors without elements, and reductions of nothing.
class EmptyTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Tensor NONE = Tensor.of();
  private static final Tensor ROWS = Tensor.zeros(2, 0);

  @Test
  void reductionsOfNothing() {
    assertEquals(Tensor.scalar(0), NONE.sum());
    assertEquals(Tensor.scalar(1), NONE.prod());
    assertEquals(Tensor.scalar(NAN), NONE.mean());
    assertEquals(Tensor.scalar(NAN), NONE.variance());
    assertEquals(Tensor.scalar(NAN), NONE.std());
    assertEquals(Tensor.scalar(-INF), NONE.logsumexp());
    assertEquals(Tensor.scalar(0), NONE.norm());
    assertEquals(Tensor.scalar(0), NONE.norm(1));
    assertEquals(Tensor.scalar(0), NONE.norm(INF));
    assertEquals(false, NONE.any().toBooleanArray()[0]);
    assertEquals(true, NONE.all().toBooleanArray()[0]);
    assertEquals(Tensor.ints(Shape.of(), 0), Tensor.ints().sum());
    assertEquals(Tensor.ints(Shape.of(), 1), Tensor.ints().prod());
  }

  @Test
  void alongAnAxisOfLengthZero() {
    assertEquals(Tensor.of(0, 0), ROWS.sum(1));
    assertEquals(Tensor.of(1, 1), ROWS.prod(1));
    assertEquals(Tensor.of(NAN, NAN), ROWS.mean(1));
    assertEquals(Tensor.of(-INF, -INF), ROWS.logsumexp(1));
    assertEquals(Tensor.bools(false, false), ROWS.any(1));
    assertEquals(Tensor.bools(true, true), ROWS.all(1));
    assertEquals(Tensor.zeros(2, 1), ROWS.sum(true, 1));
  }

  @Test
  void resultsWithoutElementsNeedNone() {
    assertEquals(NONE, ROWS.sum(0));
    assertEquals(NONE, ROWS.max(0));
    assertEquals(Tensor.ints(), ROWS.argMin(0));
    assertEquals(NONE, ROWS.median(0));
    assertEquals(NONE, ROWS.logsumexp(0));
    assertEquals(ROWS, ROWS.softmax(1));
    assertEquals(ROWS, ROWS.logSoftmax(1));
    assertEquals(Shape.of(0, 3), ROWS.transpose().matmul(Tensor.ones(2, 3)).shape());
    assertEquals(Tensor.zeros(2, 3), ROWS.matmul(Tensor.ones(0, 3)));
    assertEquals(Tensor.scalar(0), NONE.dot(NONE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void gradientsOfNothingAreEmpty(int which) {
    Function1<Tensor, Tensor> f =
        switch (which) {
          case 0 -> x -> x.sum();
          case 1 -> x -> x.prod();
          case 2 -> x -> x.logsumexp();
          case 3 -> x -> x.norm();
          default -> x -> x.softmax(1).square().sum();
        };
    assertEquals(ROWS, Autodiff.grad(f).apply(ROWS));
    assertEquals(f.apply(ROWS), Autodiff.jvp(f, ROWS, ROWS).value());
    assertEquals(Tensor.scalar(0), Autodiff.jvp(f, ROWS, ROWS).tangent().plus(0));
  }

  @Test
  void largeLengthsBesideZeroHoldNothing() {
    var x = Tensor.zeros(70_000, 70_000, 0);
    assertEquals(0, x.size());
    assertEquals(0, x.toDoubleArray().length);
    assertEquals(x.shape(), x.exp().shape());
    assertEquals(Tensor.scalar(0), x.sum());
  }
}
