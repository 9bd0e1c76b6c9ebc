package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Tensor M33 = Tensor.of(new double[][] {{1, 5, 2}, {7, 3, 4}, {0, 6, 8}});

  @Test
  void largestAndMeanOfEachWindow() {
    assertEquals(Tensor.of(new double[][] {{7, 5}, {7, 8}}), M33.maxPool2d(2, 1, 0));
    assertEquals(Tensor.of(new double[][] {{4, 3.5}, {4, 5.25}}), M33.avgPool2d(2, 1, 0));
    assertEquals(Tensor.of(3, 9), Tensor.of(1, 3, 2, 9, 8).maxPool1d(2, 2, 0));
    assertEquals(Tensor.of(2, 5.5), Tensor.of(1, 3, 2, 9, 8).avgPool1d(2, 2, 0));
  }

  @Test
  void paddingCountsInMeansAndNotAmongTheLargest() {
    var x = Tensor.of(-3, -6, -9);
    assertEquals(Tensor.of(-3, -6, -5), x.avgPool1d(3, 1, 1));
    assertEquals(Tensor.of(-3, -3, -6), x.maxPool1d(3, 1, 1));
  }

  @Test
  void whateverLeadsIsKept() {
    var x = Tensor.stack(0, M33, M33.times(-1)).reshape(1, 2, 3, 3);
    var y = x.maxPool2d(3, 3, 0);
    assertEquals(Tensor.of(Shape.of(1, 2, 1, 1), 8, 0).plus(0), y.plus(0));
    assertEquals(Shape.of(0, 2, 1), Tensor.zeros(0, 4, 3).maxPool2d(3, 1, 0).shape());
  }

  @Test
  void nanAndInfinity() {
    assertEquals(Tensor.of(NAN, NAN, 3), Tensor.of(1, NAN, 2, 3).maxPool1d(2, 1, 0));
    assertEquals(Tensor.of(-INF, INF), Tensor.of(-INF, -INF, INF).maxPool1d(2, 1, 0));
    Function1<Tensor, Tensor> f = x -> x.maxPool1d(2, 2, 0).sum();
    assertEquals(Tensor.of(0, 1, 0.5, 0.5), Autodiff.grad(f).apply(Tensor.of(1, NAN, -INF, -INF)));
  }

  @Test
  void tiesShareTheDerivative() {
    var x = Tensor.of(2, 2, 1, 2);
    Function1<Tensor, Tensor> f = y -> y.maxPool1d(2, 1, 0).times(Tensor.of(4, 10, 100)).sum();
    assertEquals(Tensor.of(2, 12, 0, 100), Autodiff.grad(f).apply(x));
    var dx = Tensor.of(1, 3, 5, 7);
    var pushed = Autodiff.jvp(y -> y.maxPool1d(2, 1, 0), x, dx).tangent();
    assertEquals(Tensor.of(2, 3, 7), pushed);
    var zeros = Autodiff.grad((Tensor y) -> y.maxPool2d(2, 1, 0).sum());
    assertEquals(Tensor.full(Shape.of(2, 2), 0.25), zeros.apply(Tensor.zeros(2, 2)));
  }

  /// The Hessian of sum(maxPool(x)^2) is 2 for each time an element is the largest.
  @Test
  void secondDerivatives() {
    var x = Tensor.of(1, 4, 2, 3);
    Function1<Tensor, Tensor> f = y -> y.maxPool1d(2, 1, 0).square().sum();
    Function1<Tensor, Tensor> product =
        y -> Autodiff.grad(f).apply(y).dot(Tensor.of(1, 10, 100, 1000));
    assertEquals(Tensor.of(0, 40, 0, 2000), Autodiff.grad(product).apply(x));
    var forward = Autodiff.jvp(Autodiff.grad(f), x, Tensor.of(1, 10, 100, 1000)).tangent();
    assertEquals(Tensor.of(0, 40, 0, 2000), forward);
  }
}
