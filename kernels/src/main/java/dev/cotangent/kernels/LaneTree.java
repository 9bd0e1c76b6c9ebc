package dev.cotangent.kernels;

/// A [Reduction] of short rows of a fixed number of neighbouring elements: see [LaneTreeCompiler].
/// Stateless and thread-safe.
interface LaneTree {
  /// The longest rows.
  int LONGEST = 256;

  /// Reduces the rows that start at `from[at]`, `from[at + stride]`, ... to `to[toAt]`, `to[toAt +
  /// 1]`, ...
  void reduce(int rows, Object from, int at, int stride, Object to, int toAt);
}
