package dev.cotangent.benchmarks.workload;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Random inputs that are the same in every process, and names for their sizes.
final class Inputs {
  private Inputs() {}

  /// Evenly distributed over [low, high).
  static Tensor uniform(int seed, DType dtype, double low, double high, int... dims) {
    var shape = Shape.of(dims);
    var random = new SplittableRandom(seed);
    if (dtype == DType.FLOAT64) {
      return Tensor.of(shape, random.doubles(shape.size(), low, high).toArray());
    }
    // Not by way of FLOAT64: a conversion would warm the library before it is measured.
    var values = new float[(int) shape.size()];
    for (int k = 0; k < values.length; k++) values[k] = (float) random.nextDouble(low, high);
    return Tensor.floats(shape, values);
  }

  /// Evenly distributed over 0, ..., bound - 1.
  static Tensor indices(int seed, int bound, int count) {
    return Tensor.ints(new SplittableRandom(seed).ints(count, 0, bound).toArray());
  }

  /// The lengths of the axes, as part of a size's name.
  static String text(int... dims) {
    return Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining("x"));
  }
}
