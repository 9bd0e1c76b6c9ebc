package dev.cotangent.kernels;

import java.util.function.Consumer;

/// The loops around a [Kernel]: an n-dimensional traversal of several strided operands of one
/// shape, cut into runs along one axis, on each of which the kernel is called once.
final class Loops {
  /// What is done on each run: one offset per operand.
  interface Run {
    void at(int[] offsets);
  }

  /// What is done on part of a run: one offset per operand, and so many elements.
  interface Piece {
    void at(int[] offsets, int length);
  }

  /// Pieces that one thread does one after the other.
  interface Part {
    void forEach(Piece piece);
  }

  // Runs that several threads share are cut into blocks of about so many nanoseconds, and at most
  // so many elements.
  private static final double BLOCK_NANOS = 1000;
  private static final int LARGEST_BLOCK = 1 << 20;

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

  /// Runs along that axis on which the first operand lies closest together, in whatever order.
  static Loops closest(Strided... operands) {
    var loops = new Loops(operands);
    for (int axis = 0; axis < loops.rank; axis++) {
      int stride = Math.abs(loops.strides[0][axis]);
      if (stride < Math.abs(loops.stride(0))) loops.inner = axis;
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

  /// The offset of an operand at the start of run number `run` in row-major order.
  int offset(int operand, int run) {
    int offset = offsets[operand];
    int rest = run;
    for (int axis = rank - 1; rest > 0; axis--) {
      if (axis == inner) continue;
      offset += rest % dims[axis] * strides[operand][axis];
      rest /= dims[axis];
    }
    return offset;
  }

  /// The number of runs, if they are not empty.
  private int runs() {
    int runs = 1;
    for (int axis = 0; axis < rank; axis++) if (axis != inner) runs *= dims[axis];
    return runs;
  }

  /// Calls `run` for every run. The offsets are reused from call to call.
  void forEach(Run run) {
    for (int axis = 0; axis < rank; axis++) if (dims[axis] == 0) return;
    forEach(0, runs(), run);
  }

  /// Calls `run` for the runs `from` to `to`.
  private void forEach(int from, int to, Run run) {
    var position = new int[rank];
    var at = offsets.clone();
    for (int axis = rank - 1, rest = from; rest > 0; axis--) {
      if (axis == inner) continue;
      position[axis] = rest % dims[axis];
      rest /= dims[axis];
      for (int k = 0; k < at.length; k++) at[k] += strides[k][axis] * position[axis];
    }
    for (int k = from; k < to; k++) {
      run.at(at);
      if (k + 1 < to) step(position, at);
    }
  }

  /// Steps the outer axes like an odometer.
  private void step(int[] position, int[] at) {
    for (int axis = rank - 1; axis >= 0; axis--) {
      if (axis == inner) continue;
      position[axis]++;
      for (int k = 0; k < at.length; k++) at[k] += strides[k][axis];
      if (position[axis] < dims[axis]) return;
      for (int k = 0; k < at.length; k++) at[k] -= strides[k][axis] * dims[axis];
      position[axis] = 0;
    }
  }

  /// Calls `piece` for pieces that cover every run, on several threads if that pays. Each thread
  /// has offsets of its own.
  ///
  /// @param nanos what one element takes, roughly
  void inParallel(double nanos, Piece piece) {
    inParts(nanos, part -> part.forEach(piece));
  }

  /// As [#inParallel], for pieces that need something of their thread's own: `work` gets it, goes
  /// through the part, and gives it back.
  void inParts(double nanos, Consumer<Part> work) {
    for (int axis = 0; axis < rank; axis++) if (dims[axis] == 0) return;
    int length = length();
    int fit = (int) Math.max(1, Math.min(LARGEST_BLOCK, BLOCK_NANOS / nanos));
    int block = Integer.highestOneBit(fit);
    int blocks = Math.ceilDiv(length, block); // of a run
    Parallel.ranges(
        runs() * blocks,
        nanos * Math.min(length, block),
        (from, to) ->
            work.accept(piece -> {
              if (blocks == 1) forEach(from, to, at -> piece.at(at, length));
              else forEachBlock(from, to, block, piece);
            }));
  }

  /// Blocks are numbered run by run.
  private void forEachBlock(int from, int to, int block, Piece piece) {
    int blocks = Math.ceilDiv(length(), block);
    for (int item = from; item < to; ) {
      int run = item / blocks;
      int first = item % blocks;
      int end = Math.min(blocks, first + to - item);
      int start = first * block;
      forEach(
          run,
          run + 1,
          at -> {
            for (int k = 0; k < at.length; k++) at[k] += start * stride(k);
            piece.at(at, (end == blocks ? length() : end * block) - start);
          });
      item += end - first;
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
