package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The protocol of bundle adjustment: problems of equal cameras, points and observations, and
/// samples of the answers. Nothing that is computed makes use of what is equal.
final class BundleAdjustmentEval {
  static final Map<String, Evaluation<?>> FUNCTIONS =
      Map.of(
          "objective",
          new Evaluation<>(
              Input.class,
              in -> {
                var problem = in.problem();
                return () -> objective(problem);
              }),
          "jacobian",
          new Evaluation<>(
              Input.class,
              in -> {
                var problem = in.problem();
                return () -> Jacobian.of(BundleAdjustment.jacobian(problem));
              }));

  private BundleAdjustmentEval() {}

  /// @param n number of cameras
  /// @param m number of points
  /// @param p number of observations
  private record Input(int n, int m, int p, Tensor cam, Tensor x, Tensor w, Tensor feat) {
    BundleAdjustment.Problem problem() {
      var observations = Tensor.arange(0, p, 1).toDType(DType.INT32);
      return new BundleAdjustment.Problem(
          rows(cam, n),
          rows(x, m),
          rows(w, p),
          rows(feat, p),
          observations.mod(n).copy(),
          observations.mod(m).copy());
    }

    private static Tensor rows(Tensor row, int count) {
      return row.expandDims(0).repeat(count, 0);
    }
  }

  private record Projection(double[] elements, int repeated) {}

  private record Weight(double element, int repeated) {}

  private record Objective(Projection reprojError, Weight wErr) {}

  private static Objective objective(BundleAdjustment.Problem problem) {
    var projection = BundleAdjustment.projectionErrors(problem).toDoubleArray();
    var weight = BundleAdjustment.weightErrors(problem).toDoubleArray();
    return new Objective(
        new Projection(Arrays.copyOf(projection, 2), projection.length / 2),
        new Weight(weight[0], weight.length));
  }

  /// The first and the last entries of a matrix.
  private record Jacobian(int[] rows, int[] cols, double[] vals) {
    private static final int FIRST = 30;

    static Jacobian of(SparseMatrix matrix) {
      return new Jacobian(sample(matrix.rows()), sample(matrix.columns()), sample(matrix.values()));
    }

    private static int[] sample(int[] all) {
      var first = Arrays.stream(all).limit(FIRST);
      return IntStream.concat(first, IntStream.of(all[all.length - 1])).toArray();
    }

    private static double[] sample(double[] all) {
      var first = Arrays.stream(all).limit(FIRST);
      return DoubleStream.concat(first, DoubleStream.of(all[all.length - 1])).toArray();
    }
  }
}
