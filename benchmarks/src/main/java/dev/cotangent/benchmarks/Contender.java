package dev.cotangent.benchmarks;

import java.util.List;

/// One side of a comparison, its inputs ready.
public interface Contender {
  /// Computes all results afresh, and drops them.
  void run();

  /// Computes all results afresh, and returns the elements of each in row-major order.
  List<double[]> results();
}
