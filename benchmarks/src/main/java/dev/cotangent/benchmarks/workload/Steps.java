package dev.cotangent.benchmarks.workload;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Gradient descent.
final class Steps {
  private Steps() {}

  /// The loss, followed by every parameter less `rate` times its gradient.
  static <P> List<Tensor> descend(
      Tensor loss, Structure<P> structure, P parameters, P gradient, double rate) {
    var after =
        structure
            .leaves(parameters)
            .zipWith(structure.leaves(gradient), (p, g) -> p.minus(g.times(rate)));
    var results = new ArrayList<Tensor>();
    results.add(loss);
    results.addAll(after.asJava());
    return results;
  }
}
