package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import io.vavr.Function2;
import java.util.List;
import java.util.function.Supplier;

/// Four states of y' = tanh(A y + b), by as many steps of the classical Runge-Kutta method as said:
/// the sum of the states at the end, and its gradient in A and b, which are twenty parameters.
public record RungeKutta(int steps) implements Problem {
  public static final int STATES = 4;
  public static final double STEP = 0.01;

  public static List<Problem> all() {
    return List.of(new RungeKutta(1000));
  }

  public Tensor a() {
    return Inputs.uniform(1, DType.FLOAT64, -1, 1, STATES, STATES);
  }

  public Tensor b() {
    return Inputs.uniform(2, DType.FLOAT64, -1, 1, STATES);
  }

  public Tensor start() {
    return Inputs.uniform(3, DType.FLOAT64, -1, 1, STATES);
  }

  private static Tensor slope(Tensor a, Tensor b, Tensor y) {
    return a.matmul(y).plus(b).tanh();
  }

  private Tensor end(Tensor a, Tensor b, Tensor start) {
    var y = start;
    for (int k = 0; k < steps; k++) {
      var k1 = slope(a, b, y);
      var k2 = slope(a, b, y.plus(k1.times(STEP / 2)));
      var k3 = slope(a, b, y.plus(k2.times(STEP / 2)));
      var k4 = slope(a, b, y.plus(k3.times(STEP)));
      y = y.plus(k1.plus(k2.plus(k3).times(2)).plus(k4).times(STEP / 6));
    }
    return y.sum();
  }

  @Override
  public Measure measure() {
    return new Measure("" + steps, DType.FLOAT64, Unit.MILLIS, 1, 1e-10);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var a = a();
    var b = b();
    var start = start();
    Function2<Tensor, Tensor, Tensor> function = (p, q) -> end(p, q, start);
    var valueAndGrad = Autodiff.valueAndGrad(function);
    return () -> {
      var result = valueAndGrad.apply(a, b);
      return List.of(result.value(), result.gradient()._1, result.gradient()._2);
    };
  }
}
