package dev.cotangent.benchmarks.workload;

import dev.cotangent.DType;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import dev.cotangent.benchmarks.gradbench.Gmm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The log likelihood of n points of d dimensions under k Gaussians, and its gradient in all
/// parameters; as GradBench's gmm.
public record GaussianMixture(int d, int k, int n) implements Problem {
  public static final double GAMMA = 1;
  public static final int FREEDOM = 0;

  public static List<Problem> all() {
    return List.of(new GaussianMixture(10, 25, 1000));
  }

  public Tensor x() {
    return Inputs.uniform(1, DType.FLOAT64, -1, 1, n, d);
  }

  public Gmm.Parameters parameters() {
    return new Gmm.Parameters(
        Inputs.uniform(2, DType.FLOAT64, -1, 1, k),
        Inputs.uniform(3, DType.FLOAT64, -1, 1, k, d),
        Inputs.uniform(4, DType.FLOAT64, -.5, .5, k, d),
        Inputs.uniform(5, DType.FLOAT64, -.5, .5, k, d * (d - 1) / 2));
  }

  @Override
  public Measure measure() {
    var size = "d " + d + ", k " + k + ", n " + n;
    return new Measure(size, DType.FLOAT64, Unit.MILLIS, 1, 1e-10);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var data = new Gmm.Data(x(), GAMMA, FREEDOM);
    var parameters = parameters();
    var structure = Structure.record(Gmm.Parameters.class);
    return () -> {
      var result = Gmm.valueAndGradient(data, parameters);
      var results = new ArrayList<Tensor>();
      results.add(result.value());
      results.addAll(structure.leaves(result.gradient()).asJava());
      return results;
    };
  }
}
