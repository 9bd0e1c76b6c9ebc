package dev.cotangent.kernels;

/// The loops around a [Kernel]: an n-dimensional traversal of several strided operands of one
/// shape, cut into runs along one axis, on each of which the kernel is called once.
final class Loops {
  /// What is done on each run: one offset per operand.
  interface Run {
    void at(int[] offsets);
  }

  private final int[] dims;
  private final int[][] strides; // [operand][axis]
  private final int[] offsets;
  private int rank;
  private int inner;

  private Loops(Strided... operands) {
    int axes = operands[0].rank();
    dims = new int[axes];
    strides = new int[operands.length][axes];
    offsets = new int[operands.length];
    for (int k = 0; k < offsets.length; k++) offsets[k] = operands[k].offset();
    for (int axis = 0; axis < axes; axis++) {
      int dim = operands[0].dim(axis);
      if (dim == 1) continue;
      if (rank > 0 && mergeable(operands, axis, dim)) {
        dims[rank - 1] *= dim;
        for (int k = 0; k < operands.length; k++) strides[k][rank - 1] = operands[k].stride(axis);
      } else {
        dims[rank] = dim;
        for (int k = 0; k < operands.length; k++) strides[k][rank] = operands[k].stride(axis);
        rank++;
      }
    }
    inner = rank - 1;
  }

  /// Runs in row-major order. Axes of length 1 are dropped, and neighbours that every operand walks
  /// evenly are merged.
  static Loops inOrder(Strided... operands) {
    return new Loops(operands);
  }

  /// Runs in whatever order is fast: a long run amortises its call, so a short last axis gives way.
  static Loops anyOrder(Strided... operands) {
    var loops = new Loops(operands);
    for (int axis = 0; axis < loops.rank; axis++) {
      int inner = loops.dims[loops.inner];
      if (inner < 16 && loops.dims[axis] > 4 * inner) loops.inner = axis;
    }
    return loops;
  }

  private boolean mergeable(Strided[] operands, int axis, int dim) {
    for (int k = 0; k < operands.length; k++) {
      if (strides[k][rank - 1] != operands[k].stride(axis) * dim) return false;
    }
    return true;
  }

  /// The number of elements of one run.
  int length() {
    return rank == 0 ? 1 : dims[inner];
  }

  /// The stride of an operand along a run.
  int stride(int operand) {
    return rank == 0 ? 1 : strides[operand][inner];
  }

  /// Calls `run` for every run. The offsets are reused from call to call.
  void forEach(Run run) {
    for (int axis = 0; axis < rank; axis++) if (dims[axis] == 0) return;
    var at = offsets.clone();
    if (rank <= 1) {
      run.at(at);
      return;
    }
    var position = new int[rank];
    while (true) {
      run.at(at);
      int axis = rank - 1;
      while (true) { // step the outer axes like an odometer
        if (axis == inner) axis--;
        if (axis < 0) return;
        position[axis]++;
        for (int k = 0; k < at.length; k++) at[k] += strides[k][axis];
        if (position[axis] < dims[axis]) break;
        for (int k = 0; k < at.length; k++) at[k] -= strides[k][axis] * dims[axis];
        position[axis] = 0;
        axis--;
      }
    }
  }

  /// Calls `run` for every single position, in row-major order if the runs are.
  void forEachPosition(Run run) {
    int length = length();
    forEach(at -> {
      var position = at.clone();
      for (int i = 0; i < length; i++) {
        run.at(position);
        for (int k = 0; k < position.length; k++) position[k] += stride(k);
      }
    });
  }
}
