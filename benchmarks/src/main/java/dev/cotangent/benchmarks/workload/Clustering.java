package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import dev.cotangent.benchmarks.gradbench.KMeans;
import io.vavr.Function1;
import java.util.List;
import java.util.function.Supplier;

/// The squared distances of n points of d dimensions to the nearest of k centroids, and their
/// gradient in the centroids; as GradBench's kmeans.
public record Clustering(int n, int k, int d) implements Problem {
  public static List<Problem> all() {
    return List.of(new Clustering(10_000, 25, 10));
  }

  public Tensor points() {
    return Inputs.uniform(1, DType.FLOAT64, -1, 1, n, d);
  }

  public Tensor centroids() {
    return Inputs.uniform(2, DType.FLOAT64, -1, 1, k, d);
  }

  @Override
  public Measure measure() {
    var size = "n " + n + ", k " + k + ", d " + d;
    return new Measure(size, DType.FLOAT64, Unit.MILLIS, 1, 1e-10);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var points = points();
    var centroids = centroids();
    Function1<Tensor, Tensor> cost = c -> KMeans.cost(points, c);
    var valueAndGrad = Autodiff.valueAndGrad(cost);
    return () -> {
      var result = valueAndGrad.apply(centroids);
      return List.of(result.value(), result.gradient());
    };
  }
}
