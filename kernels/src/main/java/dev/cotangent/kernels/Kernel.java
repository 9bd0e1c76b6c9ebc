package dev.cotangent.kernels;

/// One pointwise function, compiled: see [Definition#kernel]. Stateless and thread-safe.
///
/// Arrays are `float[]`, `double[]`, `int[]` or `boolean[]`, as the kernel was compiled for;
/// another one is a `ClassCastException`, and a position outside an array an
/// `IndexOutOfBoundsException`. Offsets and strides count elements; strides may be zero or
/// negative.
public interface Kernel {
  /// `out[outOffset + i * outStride] = f(in[k][offsets[k] + i * strides[k]]...)` for `0 <= i < n`.
  ///
  /// `out` may be the same array as an input at the same positions: each element is read before it
  /// is written.
  void map(
      int n, Object out, int outOffset, int outStride, Object[] in, int[] offsets, int[] strides);

  /// `acc = f(acc, in[1][...], in[2][...])` for `i` ascending, where `acc` is `out[outOffset]`. The
  /// entries for input 0 are ignored.
  ///
  /// @throws UnsupportedOperationException if the result is not of the type of input 0
  void fold(int n, Object out, int outOffset, Object[] in, int[] offsets, int[] strides);

  /// A [#fold] that keeps every step: from `acc = out[outOffset]` on, `acc = f(acc, in[1][...],
  /// in[2][...])` goes to `out[outOffset + (i + 1) * outStride]`, for `i` ascending. The entries
  /// for input 0 are ignored.
  ///
  /// @throws UnsupportedOperationException if the result is not of the type of input 0
  void scan(
      int n, Object out, int outOffset, int outStride, Object[] in, int[] offsets, int[] strides);

  /// One element without arrays: floats and integers widen exactly to double, masks are 0 and 1.
  /// Arguments that the function has not are ignored.
  ///
  /// @throws UnsupportedOperationException if the function has more than three
  double scalar(double a, double b, double c);
}
