package dev.cotangent.op;

import dev.cotangent.Conv;

/// Layers of neural networks, on images (n, channels, height, width) and signals (n, channels,
/// length). A window at position `p` sees, at its tap `k`, element `p stride + k dilation -
/// padding`; there are as many positions as fit.
///
/// All take FLOAT32 and FLOAT64.
///
/// @param <S> the type that has the operations
public interface NetworkOps<S> extends Lift<S> {
  /// The sums over channels and taps of weight times what the window sees, for signals: (n,
  /// channels, length) and a weight (out, channels / groups, taps) give (n, out, positions). As in
  /// PyTorch the weight is not flipped. The cotangents are the transposed convolution of ct with
  /// the weight, and the correlation of the signals with ct.
  ///
  /// ```java
  /// Tensor x = Tensor.of(Shape.of(1, 1, 4), 1, 2, 4, 8);
  /// x.conv1d(Tensor.of(Shape.of(1, 1, 2), -1, 1), Conv.of()); // [[[1, 2, 4]]]
  /// ```
  ///
  /// @throws IllegalArgumentException if ranks or channels do not match, or the window does not fit
  default S conv1d(S weight, Conv options) {
    return lift(weight, (x, w) -> Convolutions.conv1d(x, w, options));
  }

  /// The same for images: (n, channels, height, width) and a weight (out, channels / groups, taps
  /// down, taps across) give (n, out, positions down, positions across).
  ///
  /// @throws IllegalArgumentException if ranks or channels do not match, or the window does not fit
  default S conv2d(S weight, Conv options) {
    return lift(weight, (x, w) -> Convolutions.conv2d(x, w, options));
  }

  /// The transpose of [#conv2d] in the images: every element is spread by the weight over what a
  /// window at its position sees. (n, channels, height, width) and a weight (channels, out /
  /// groups, taps down, taps across) give (n, out, (height - 1) stride - 2 padding + (taps - 1)
  /// dilation + 1, ...). The cotangents are the convolution of ct with the weight, and the
  /// correlation of ct with the images.
  ///
  /// @throws IllegalArgumentException if ranks or channels do not match
  default S convTranspose2d(S weight, Conv options) {
    return lift(weight, (x, w) -> Convolutions.convTranspose2d(x, w, options));
  }

  /// The largest element that a window sees along the last axis, NaN if there is one; padding takes
  /// no part. Elements that tie share the derivative evenly.
  ///
  /// @param padding at most half the size
  /// @throws IllegalArgumentException if the window does not fit
  default S maxPool1d(int size, int stride, int padding) {
    return lift(x -> Pooling.maxPool1d(x, size, stride, padding));
  }

  /// The mean of what a window sees along the last axis; padding counts as zeros. Derivative 1 /
  /// size for every element seen.
  ///
  /// @param padding at most half the size
  /// @throws IllegalArgumentException if the window does not fit
  default S avgPool1d(int size, int stride, int padding) {
    return lift(x -> Pooling.avgPool1d(x, size, stride, padding));
  }

  /// The largest element that a square window sees in the last two axes, NaN if there is one;
  /// padding takes no part. Elements that tie share the derivative evenly.
  ///
  /// @param padding at most half the size
  /// @throws IllegalArgumentException if the window does not fit
  default S maxPool2d(int size, int stride, int padding) {
    return maxPool2d(both(size), both(stride), both(padding));
  }

  /// The same with one number for rows and one for columns.
  default S maxPool2d(int[] size, int[] stride, int[] padding) {
    return lift(x -> Pooling.maxPool2d(x, size, stride, padding));
  }

  /// The mean of what a square window sees in the last two axes; padding counts as zeros.
  /// Derivative 1 / (size of the window) for every element seen.
  ///
  /// @param padding at most half the size
  /// @throws IllegalArgumentException if the window does not fit
  default S avgPool2d(int size, int stride, int padding) {
    return avgPool2d(both(size), both(stride), both(padding));
  }

  /// The same with one number for rows and one for columns.
  default S avgPool2d(int[] size, int[] stride, int[] padding) {
    return lift(x -> Pooling.avgPool2d(x, size, stride, padding));
  }

  private static int[] both(int number) {
    return new int[] {number, number};
  }

  /// gamma (x - mean) / sqrt(variance + eps) + beta, mean and variance taken over the last axes, as
  /// many as gamma has, in two passes. With y the standardised elements, r their scale, s = ct
  /// gamma and m the mean over these axes, the cotangent of x is r (s - m(s) - y m(s y)). With eps
  /// = 0, where all elements are equal, it is NaN.
  ///
  /// @param gamma of the lengths of the last axes, as beta
  /// @throws IllegalArgumentException if the shapes do not match or eps is negative
  default S layerNorm(S gamma, S beta, double eps) {
    return lift(gamma, beta, (x, g, b) -> Normalisation.layerNorm(x, g, b, eps));
  }
}
