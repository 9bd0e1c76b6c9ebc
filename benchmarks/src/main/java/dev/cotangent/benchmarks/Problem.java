package dev.cotangent.benchmarks;

import dev.cotangent.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// One workload at one size: the numbers it is done on, and how this library does it. The numbers
/// are made on demand and are the same every time, so that a peer computes with them too.
public interface Problem {
  Measure measure();

  /// Makes the inputs ready and returns the run, which computes its results afresh every time.
  Supplier<List<Tensor>> ours();

  /// Measurements of ours that are not times, by their JSON keys.
  default Map<String, Double> more() {
    return Map.of();
  }
}
