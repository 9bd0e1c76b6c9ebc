package dev.cotangent.benchmarks;

import dev.cotangent.DType;

/// How a problem is measured and named.
///
/// @param size as a reader would name it; unlike the workload's other sizes
/// @param work how much one run does, in what the unit counts
/// @param tolerance how far a peer's result may lie from ours, relative to its largest element
public record Measure(String size, DType dtype, Unit unit, double work, double tolerance) {
  double value(double seconds) {
    return unit.of(seconds, work);
  }
}
