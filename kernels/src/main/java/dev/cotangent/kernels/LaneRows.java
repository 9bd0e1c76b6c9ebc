package dev.cotangent.kernels;

/// A [Reduction] of rows of neighbouring elements, of any length up to a chunk: see
/// [LaneRowsCompiler]. Stateless and thread-safe.
interface LaneRows {
  /// Shorter rows are the business of a [LaneTree].
  int SHORTEST = 64;

  /// Rows that are worked on together.
  int GROUP = 16;

  /// Reduces a group of rows, or fewer.
  ///
  /// @param identity an array of one element
  /// @param lanes room for the lanes of these rows, or those of a group
  void group(
      int rows,
      int length,
      Object from,
      int at,
      int stride,
      Object identity,
      Object lanes,
      Object to,
      int toAt);

  /// Reduces the rows that start at `from[at]`, `from[at + stride]`, ... to `to[toAt]`, `to[toAt +
  /// 1]`, ...
  default void reduce(
      int rows,
      int length,
      Object from,
      int at,
      int stride,
      Object identity,
      Object lanes,
      Object to,
      int toAt) {
    for (int row = 0; row < rows; row += GROUP) {
      int group = Math.min(GROUP, rows - row);
      group(group, length, from, at + row * stride, stride, identity, lanes, to, toAt + row);
    }
  }
}
