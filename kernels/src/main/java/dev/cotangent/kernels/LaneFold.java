package dev.cotangent.kernels;

/// The inner loop of a [Reduction] over elements that lie side by side, as vector code: see
/// [LaneFoldCompiler]. Stateless and thread-safe.
interface LaneFold {
  /// Combines `source[offset + i]` into `lanes[i mod 64]`, for `i` ascending from 0 to `n`, a
  /// multiple of 64.
  void fold(int n, Object lanes, Object source, int offset);
}
