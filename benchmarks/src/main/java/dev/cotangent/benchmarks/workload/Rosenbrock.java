package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Derivatives of Rosenbrock's function of n variables.
public record Rosenbrock(Derivative derivative, int n) implements Problem {
  public enum Derivative {
    GRADIENT,
    /// The Hessian times one vector.
    HVP,
    HESSIAN
  }

  public static List<Problem> all() {
    return List.of(
        new Rosenbrock(Derivative.HESSIAN, 100),
        new Rosenbrock(Derivative.HVP, 10_000),
        new Rosenbrock(Derivative.GRADIENT, 10_000));
  }

  public Tensor x() {
    return Inputs.uniform(1, DType.FLOAT64, -1, 1, n);
  }

  /// What the Hessian is multiplied by.
  public Tensor v() {
    return Inputs.uniform(2, DType.FLOAT64, -1, 1, n);
  }

  private static Tensor function(Tensor x) {
    int n = x.shape().dim(0);
    var head = x.slice(0, 0, n - 1, 1);
    var tail = x.slice(0, 1, n, 1);
    var valley = tail.minus(head.square()).square().times(100);
    return valley.plus(head.minus(1).square()).sum();
  }

  @Override
  public Measure measure() {
    var size = derivative.name().toLowerCase(Locale.ROOT) + " " + n;
    return new Measure(size, DType.FLOAT64, Unit.MILLIS, 1, 1e-12);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var x = x();
    var v = v();
    return switch (derivative) {
      case GRADIENT -> {
        var gradient = Autodiff.grad(Rosenbrock::function);
        yield () -> List.of(gradient.apply(x));
      }
      case HVP -> {
        var hvp = Autodiff.hvp(Rosenbrock::function);
        yield () -> List.of(hvp.apply(x, v));
      }
      case HESSIAN -> {
        var hessian = Autodiff.hessian(Rosenbrock::function);
        yield () -> List.of(hessian.apply(x));
      }
    };
  }
}
