package dev.cotangent.kernels;

/// A [Reduction] of rows of neighbouring elements, of any length up to a chunk: see
/// [LaneRowsCompiler]. Stateless and thread-safe.
interface LaneRows {
  /// Shorter rows are the business of a [LaneTree].
  int SHORTEST = 33;

  /// Elements that are left, at most: those of the widest vector.
  int WIDEST = 16;

  /// Rows that are worked on before what is left of each is combined.
  int GROUP = 64;

  /// Of each row of `length` elements, combines those that are a multiple of a few apart, as its
  /// vectors have them. So many are left of each row, one row's behind the other's.
  ///
  /// @param identity an array of one element
  void gather(
      int rows, int length, Object from, int at, int stride, Object identity, Object lanes);

  /// Combines what [#gather] has left of each row.
  void combine(int rows, Object lanes, Object to, int toAt);

  /// Reduces the rows that start at `from[at]`, `from[at + stride]`, ... to `to[toAt]`, `to[toAt +
  /// 1]`, ...
  default void reduce(
      int rows,
      int length,
      Element element,
      Object from,
      int at,
      int stride,
      Object identity,
      Object to,
      int toAt) {
    var lanes = element.newArray(Math.min(rows, GROUP) * WIDEST);
    for (int row = 0; row < rows; row += GROUP) {
      int group = Math.min(GROUP, rows - row);
      gather(group, length, from, at + row * stride, stride, identity, lanes);
      combine(group, lanes, to, toAt + row);
    }
  }
}
