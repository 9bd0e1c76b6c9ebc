package dev.cotangent.op;

import dev.cotangent.Shape;

/// Other shapes and orders of the same elements. All are linear maps, and views that copy nothing
/// wherever the elements allow it. Negative axes count from the end.
///
/// @param <S> the type that has the operations
public interface LayoutOps<S> extends Lift<S> {
  /// The same elements in row-major order under other lengths; one may be -1, which is what the
  /// others leave.
  ///
  /// @throws IllegalArgumentException if the number of elements differs
  default S reshape(int... dims) {
    return lift(x -> Layout.reshape(x, dims));
  }

  /// The elements as a vector.
  default S flatten() {
    return lift(Layout::flatten);
  }

  /// The axes in reverse order.
  default S transpose() {
    return lift(Layout::transpose);
  }

  /// The axes in another order: axis k of the result is axis `axes[k]` of this.
  ///
  /// @throws IllegalArgumentException if these are not all the axes, each once
  default S permute(int... axes) {
    return lift(x -> Layout.permute(x, axes));
  }

  /// Two axes change places.
  default S swapAxes(int first, int second) {
    return lift(x -> Layout.swapAxes(x, first, second));
  }

  /// A new axis of length 1, which is axis `axis` of the result.
  default S expandDims(int axis) {
    return lift(x -> Layout.expandDims(x, axis));
  }

  /// Without these axes, which have length 1; without all such axes if none is named.
  ///
  /// @throws IllegalArgumentException if an axis is longer
  default S squeeze(int... axes) {
    return lift(x -> Layout.squeeze(x, axes));
  }

  /// Stretched to a shape: aligned at the last axes, an axis of length 1 repeats and missing axes
  /// are added in front.
  ///
  /// @throws IllegalArgumentException if a length other than 1 would change
  default S broadcastTo(Shape shape) {
    return lift(x -> Layout.broadcastTo(x, shape));
  }

  /// The elements in reverse order along these axes, or along all if none is named.
  default S flip(int... axes) {
    return lift(x -> Layout.flip(x, axes));
  }
}
