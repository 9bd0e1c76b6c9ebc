package dev.cotangent.kernels;

/// A pointwise function over arrays that are walked evenly, compiled to vector code: see
/// [VectorCompiler]. Stateless and thread-safe.
interface VectorLoop {
  /// As [Kernel#map] with stride 1, but for the inputs that the loop was compiled to read once.
  void map(int n, Object out, int outOffset, Object[] in, int[] offsets);
}
