package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Losses;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import io.vavr.Function1;
import java.util.List;
import java.util.function.Supplier;

/// Logistic regression: the mean loss of n observations of d features, and its gradient in the
/// weights.
public record LogisticRegression(int n, int d) implements Problem {
  public static List<Problem> all() {
    return List.of(new LogisticRegression(100_000, 50));
  }

  public Tensor x() {
    return Inputs.uniform(1, DType.FLOAT64, -1, 1, n, d);
  }

  /// Zero or one for every observation.
  public Tensor y() {
    return Inputs.indices(2, 2, n).toDType(DType.FLOAT64);
  }

  public Tensor weights() {
    return Inputs.uniform(3, DType.FLOAT64, -1, 1, d);
  }

  @Override
  public Measure measure() {
    return new Measure(Inputs.text(n, d), DType.FLOAT64, Unit.MILLIS, 1, 1e-10);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var x = x();
    var y = y();
    var weights = weights();
    Function1<Tensor, Tensor> loss = w -> Losses.bceWithLogits(x.matmul(w), y);
    var valueAndGrad = Autodiff.valueAndGrad(loss);
    return () -> {
      var result = valueAndGrad.apply(weights);
      return List.of(result.value(), result.gradient());
    };
  }
}
