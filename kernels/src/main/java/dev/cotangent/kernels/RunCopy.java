package dev.cotangent.kernels;

/// Copies runs of neighbours from one array to another. To be had of [RunCopies]. Stateless and
/// thread-safe.
interface RunCopy {
  /// For `0 <= o < outer` and `0 <= i < inner`: the `length` elements from `fromAt + o * fromOuter
  /// + i * fromInner` on go where those from `toAt + o * toOuter + i * toInner` on are.
  void run(
      int length,
      int outer,
      int inner,
      Object from,
      int fromAt,
      int fromOuter,
      int fromInner,
      Object to,
      int toAt,
      int toOuter,
      int toInner);

  /// For `0 <= i < n`: the `length` elements from `fromAt + i * fromStep + indices[at + i * step] *
  /// stride` on go where those from `toAt + i * toStep` on are.
  void take(
      int length,
      int n,
      int[] indices,
      int at,
      int step,
      int stride,
      Object from,
      int fromAt,
      int fromStep,
      Object to,
      int toAt,
      int toStep);
}
