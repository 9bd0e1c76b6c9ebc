package dev.cotangent.kernels;

/// A window that moves along one axis: at its position `p`, tap `k` sees element `p * stride + k *
/// dilation - padding`, or padding where there is none.
///
/// @param length of the axis
/// @param taps elements that the window sees at a time
/// @param stride from one position to the next
/// @param padding before and behind the axis
/// @param dilation from one tap to the next
public record Window(int length, int taps, int stride, int padding, int dilation) {
  /// From the first tap to behind the last one.
  public long extent() {
    return (long) dilation * (taps - 1) + 1;
  }

  /// How many positions there are; none if the window is longer than the padded axis.
  public int positions() {
    long room = length + 2L * padding - extent();
    return room < 0 ? 0 : Math.toIntExact(room / stride) + 1;
  }

  /// The first position at which a tap sees an element.
  int first(int tap) {
    long missing = padding - (long) tap * dilation;
    return missing <= 0 ? 0 : (int) Math.min(positions(), Math.ceilDiv(missing, stride));
  }

  /// Behind the last position at which a tap sees an element; not before the first one.
  int end(int tap) {
    long last = length - 1L + padding - (long) tap * dilation;
    long end = last < 0 ? 0 : Math.min(positions(), last / stride + 1);
    return (int) Math.max(first(tap), end);
  }

  /// The element that a tap sees.
  int at(int position, int tap) {
    return position * stride + tap * dilation - padding;
  }

  /// Whether every element is seen once, at its own position.
  boolean isIdentity() {
    return taps == 1 && stride == 1 && padding == 0;
  }

  /// See [Windows#canTurn].
  boolean canTurn() {
    return stride == 1 && padding < extent();
  }

  Window turned() {
    int outside = Math.toIntExact(extent() - 1 - padding);
    return new Window(positions(), taps, 1, outside, dilation);
  }
}
