package dev.cotangent.kernels;

import java.util.Arrays;

/// A fused expression with the arrays at its leaves: a function from a part of their dimensions to
/// the elements there.
final class Evaluation {
  private final Fusion fusion;
  private final Strided[] leaves;

  Evaluation(Fusion fusion, Strided... leaves) {
    this.fusion = fusion;
    this.leaves = leaves;
  }

  int[] dims() {
    return leaves[0].dims();
  }

  int size() {
    return leaves[0].size();
  }

  /// The axes in another order, for an output in that order.
  Evaluation permute(int... axes) {
    var permuted = new Strided[leaves.length];
    for (int k = 0; k < permuted.length; k++) permuted[k] = leaves[k].permute(axes);
    return new Evaluation(fusion, permuted);
  }

  /// `count` positions of one axis, from `start` on.
  Evaluation slice(int axis, int start, int count) {
    var parts = new Strided[leaves.length];
    for (int k = 0; k < parts.length; k++) parts[k] = leaves[k].slice(axis, start, count, 1);
    return new Evaluation(fusion, parts);
  }

  /// Computes every output, into arrays that only the caller may know.
  void into(Strided... outputs) {
    var all = Arrays.copyOf(leaves, leaves.length + outputs.length);
    for (int k = 0; k < leaves.length; k++)
      if (isScattered(all[k])) all[k] = Copies.contiguous(all[k]);
    System.arraycopy(outputs, 0, all, leaves.length, outputs.length);
    fusion.run(all);
  }

  /// Whether neighbours lie apart: then a copy and vector code are faster than going to and fro.
  private static boolean isScattered(Strided x) {
    for (int axis = x.rank() - 1; axis >= 0; axis--) {
      if (x.dim(axis) > 1) return x.stride(axis) != 1 && x.stride(axis) != 0;
    }
    return false;
  }

  /// Computes the elements `from` to `to`, counted in row-major order, side by side.
  void range(int from, int to, Element element, Object out, int outOffset) {
    range(0, from, to, element, out, outOffset);
  }

  /// Here all axes before `axis` have length 1.
  private void range(int axis, int from, int to, Element element, Object out, int outOffset) {
    if (from >= to) return;
    int[] dims = dims();
    int inner = 1;
    for (int k = axis + 1; k < dims.length; k++) inner *= dims[k];
    int first = Math.ceilDiv(from, inner);
    int last = to / inner;
    if (first > last) {
      int start = last * inner;
      slice(axis, last, 1).range(axis + 1, from - start, to - start, element, out, outOffset);
      return;
    }
    int head = first * inner;
    if (from < head) {
      slice(axis, first - 1, 1)
          .range(axis + 1, from - head + inner, inner, element, out, outOffset);
    }
    if (first < last) {
      int[] part = dims;
      part[axis] = last - first;
      slice(axis, first, last - first)
          .into(Strided.of(element, out, part).at(outOffset + head - from));
    }
    int tail = last * inner;
    if (tail < to) {
      slice(axis, last, 1).range(axis + 1, 0, to - tail, element, out, outOffset + tail - from);
    }
  }
}
