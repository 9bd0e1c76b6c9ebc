package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.Function1;

/// The equations y_0' = x_0, y_i' = x_i y_(i-1) from y(0) = 0 up to time 2, by the classical method
/// of Runge and Kutta.
public final class Ode {
  private static final double END = 2;

  private Ode() {}

  /// @return y at the end
  public static Tensor solution(Tensor x, int steps) {
    double h = END / steps;
    var y = x.zerosLike();
    for (int step = 0; step < steps; step++) {
      var k1 = slope(x, y);
      var k2 = slope(x, y.plus(k1.times(h / 2)));
      var k3 = slope(x, y.plus(k2.times(h / 2)));
      var k4 = slope(x, y.plus(k3.times(h)));
      var sum = k1.plus(k2.times(2)).plus(k3.times(2)).plus(k4);
      y = y.plus(sum.times(h / 6));
    }
    return y;
  }

  /// Of the last element of the solution.
  public static Tensor gradient(Tensor x, int steps) {
    Function1<Tensor, Tensor> last = parameters -> solution(parameters, steps).get(-1);
    return Autodiff.grad(last).apply(x);
  }

  private static Tensor slope(Tensor x, Tensor y) {
    return x.times(Tensor.concat(0, Tensor.ones(1), y.slice(0, 0, -1, 1)));
  }
}
