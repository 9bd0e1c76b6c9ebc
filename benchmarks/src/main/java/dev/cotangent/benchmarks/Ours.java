package dev.cotangent.benchmarks;

import dev.cotangent.Tensor;
import dev.cotangent.op.Dense;
import java.lang.ref.Reference;
import java.util.List;
import java.util.function.Supplier;

/// This library's side.
final class Ours implements Contender {
  private final Supplier<List<Tensor>> computation;

  Ours(Problem problem) {
    computation = problem.ours();
  }

  @Override
  public void run() {
    // The array is asked for, because an operation may put its work off until somebody does.
    for (var result : computation.get()) {
      Reference.reachabilityFence(Dense.of(result).strided().array());
    }
  }

  @Override
  public List<double[]> results() {
    return computation.get().stream().map(Tensor::toDoubleArray).toList();
  }
}
