package dev.cotangent.kernels;

import java.util.List;

/// An order of axes: the one in which the elements of the operands lie in memory, which is also a
/// good one for the result. A function of transposed arrays gives a transposed array, at the speed
/// of any other.
record MemoryOrder(int... axes) {
  /// The order of the first operand that is an array of all its elements, not stretched.
  static MemoryOrder of(List<Strided> operands) {
    int rank = operands.getFirst().rank();
    var order = new int[rank];
    for (int k = 0; k < rank; k++) order[k] = k;
    for (var operand : operands) {
      if (isStretched(operand)) continue;
      // Insertion keeps axes of equal strides, those of length 1 among them, as they are.
      for (int k = 1; k < rank; k++) {
        int axis = order[k];
        int to = k;
        while (to > 0 && liesCloser(operand, order[to - 1], axis)) order[to] = order[--to];
        order[to] = axis;
      }
      break;
    }
    return new MemoryOrder(order);
  }

  private static boolean isStretched(Strided x) {
    for (int k = 0; k < x.rank(); k++) if (x.stride(k) == 0 && x.dim(k) > 1) return true;
    return false;
  }

  private static boolean liesCloser(Strided x, int axis, int other) {
    return x.dim(axis) > 1
        && x.dim(other) > 1
        && Math.abs(x.stride(axis)) < Math.abs(x.stride(other));
  }

  int[] apply(int... dims) {
    var ordered = new int[dims.length];
    for (int k = 0; k < dims.length; k++) ordered[k] = dims[axes[k]];
    return ordered;
  }

  /// The order that undoes this one.
  int[] inverse() {
    var inverse = new int[axes.length];
    for (int k = 0; k < inverse.length; k++) inverse[axes[k]] = k;
    return inverse;
  }
}
