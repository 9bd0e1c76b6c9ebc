package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;

/// The elements of a tensor, as an answer holds them: what an operation put off has been computed.
///
/// @param elements in row-major order
record Numbers(Shape shape, double[] elements) {
  static Numbers of(Tensor x) {
    return new Numbers(x.shape(), x.toDoubleArray());
  }
}
