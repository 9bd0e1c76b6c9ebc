package dev.cotangent.benchmarks;

import dev.cotangent.DType;
import dev.cotangent.benchmarks.workload.BlackScholes;
import dev.cotangent.benchmarks.workload.CheckpointedChain;
import dev.cotangent.benchmarks.workload.Clustering;
import dev.cotangent.benchmarks.workload.ElementaryFunction;
import dev.cotangent.benchmarks.workload.FirstGradient;
import dev.cotangent.benchmarks.workload.GaussianMixture;
import dev.cotangent.benchmarks.workload.GeluGradient;
import dev.cotangent.benchmarks.workload.LeNetStep;
import dev.cotangent.benchmarks.workload.LogisticRegression;
import dev.cotangent.benchmarks.workload.MatrixProduct;
import dev.cotangent.benchmarks.workload.MlpStep;
import dev.cotangent.benchmarks.workload.Permutation;
import dev.cotangent.benchmarks.workload.Reduction;
import dev.cotangent.benchmarks.workload.Reduction.Kind;
import dev.cotangent.benchmarks.workload.Rosenbrock;
import dev.cotangent.benchmarks.workload.RowGather;
import dev.cotangent.benchmarks.workload.RungeKutta;
import dev.cotangent.benchmarks.workload.ScalarChain;
import dev.cotangent.benchmarks.workload.TransformerBlock;
import java.util.List;

/// All workloads. To add one, write its file in `workload` and its line here.
final class Workloads {
  static final List<Workload> ALL =
      List.of(
          new Workload("W1", "matrix products, FLOAT32", MatrixProduct.all(DType.FLOAT32)),
          new Workload("W1d", "matrix products, FLOAT64", MatrixProduct.all(DType.FLOAT64)),
          new Workload("W2", "elementary functions", ElementaryFunction.all()),
          new Workload("W2g", "value and gradients of sum(gelu(x*w+b))", GeluGradient.all()),
          new Workload("W3", "a chain of scalar operations, and its derivative", ScalarChain.all()),
          new Workload("W4", "a training step of a dense network", MlpStep.all()),
          new Workload("W5", "a training step of a convolutional network", LeNetStep.all()),
          new Workload("W6", "logistic regression, value and gradient", LogisticRegression.all()),
          new Workload("W7", "a transformer block and its gradient", TransformerBlock.all()),
          new Workload("W8", "option prices and their greeks", BlackScholes.all()),
          new Workload("W9", "derivatives of Rosenbrock's function", Rosenbrock.all()),
          new Workload("W10", "the gradient through a differential equation", RungeKutta.all()),
          new Workload("W11", "a process, to its first gradient", FirstGradient.all()),
          new Workload("GMM", "a mixture of Gaussians and its gradient", GaussianMixture.all()),
          new Workload("KM", "k-means and its gradient", Clustering.all()),
          new Workload(
              "checkpoint", "a long chain, and what it keeps in memory", CheckpointedChain.all()),
          new Workload("sum", "sums over the last axis", Reduction.all(Kind.SUM)),
          new Workload("max", "the largest elements along the last axis", Reduction.all(Kind.MAX)),
          new Workload("softmax", "softmax along the last axis", Reduction.all(Kind.SOFTMAX)),
          new Workload("permute", "axes in another order, copied", Permutation.all()),
          new Workload("gather", "rows chosen by an index", RowGather.all()));

  private Workloads() {}

  /// @throws IllegalArgumentException naming the ids there are
  static Workload workload(String id) {
    for (var workload : ALL) if (workload.id().equals(id)) return workload;
    var known = ALL.stream().map(Workload::id).toList();
    throw new IllegalArgumentException("no workload is called " + id + "; there are " + known);
  }

  static Problem problem(String id, String size) {
    var problems = workload(id).problems();
    for (var problem : problems) if (problem.measure().size().equals(size)) return problem;
    var known = problems.stream().map(problem -> problem.measure().size()).toList();
    throw new IllegalArgumentException(id + " has no size " + size + "; there are " + known);
  }
}
