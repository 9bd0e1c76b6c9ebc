package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Autodiff;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import io.vavr.Function1;

/// The error of a polynomial that stands for the sign function on [-1, 1].
public final class LeastSquares {
  private LeastSquares() {}

  /// Half the squared errors at evenly spaced places.
  ///
  /// @param x coefficients, of the powers from 0 on
  /// @param n number of places
  public static Tensor objective(Tensor x, int n) {
    var places = Tensor.arange(0, n, 1).times(2).div(n - 1).minus(1);
    var values = x.matmul(powers(places, x.shape().dim(0)));
    return places.sign().minus(values).square().sum().times(0.5);
  }

  public static Tensor gradient(Tensor x, int n) {
    Function1<Tensor, Tensor> objective = coefficients -> objective(coefficients, n);
    return Autodiff.grad(objective).apply(x);
  }

  /// A row for every power.
  private static Tensor powers(Tensor t, int count) {
    int n = t.shape().dim(0);
    var factors = t.expandDims(0).broadcastTo(Shape.of(count - 1, n));
    return Tensor.concat(0, Tensor.ones(1, n), factors).cumProd(0);
  }
}
