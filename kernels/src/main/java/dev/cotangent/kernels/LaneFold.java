package dev.cotangent.kernels;

/// The inner loop of a [Reduction]: many lanes side by side, each of which takes in a column of
/// elements. Stateless and thread-safe.
interface LaneFold {
  /// For `0 <= j < n`, combines into `start[startAt + j]` the elements `source[offset + j + r *
  /// stride]`, for `r` ascending from 0 to `depth`, which gives `lanes[at + j]`.
  void fold(
      int n,
      int depth,
      Object lanes,
      int at,
      Object start,
      int startAt,
      Object source,
      int offset,
      int stride);

  /// Row after row by the kernel of the combination.
  static LaneFold scalar(Kernel kernel) {
    return (n, depth, lanes, at, start, startAt, source, offset, stride) -> {
      if (depth == 0) System.arraycopy(start, startAt, lanes, at, n);
      var operands = new Object[] {start, source};
      var offsets = new int[] {startAt, offset};
      var strides = new int[] {1, 1};
      for (int r = 0; r < depth; r++) {
        kernel.map(n, lanes, at, 1, operands, offsets, strides);
        operands[0] = lanes;
        offsets[0] = at;
        offsets[1] += stride;
      }
    };
  }
}
