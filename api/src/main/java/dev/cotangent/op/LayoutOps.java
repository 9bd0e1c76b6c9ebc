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

  /// The whole several times along each axis, as NumPy's `tile`: counts belong to the last axes,
  /// and with more counts than axes new axes come in front. Cotangents of the copies add up.
  ///
  /// @throws IllegalArgumentException if a count is negative
  default S tile(int... counts) {
    return lift(x -> Tiling.tile(x, counts));
  }

  /// Each position of an axis so many times, side by side, as NumPy's `repeat`. Cotangents of the
  /// copies add up.
  ///
  /// @throws IllegalArgumentException if `times` is negative
  default S repeat(int times, int axis) {
    return lift(x -> Tiling.repeat(x, times, axis));
  }

  /// The positions of an axis moved towards its end, those that fall off coming in again at the
  /// start; a negative shift moves towards the start. The cotangent is rolled back.
  default S roll(int shift, int axis) {
    return lift(x -> Tiling.roll(x, shift, axis));
  }

  /// A margin of `value` around the elements: for each axis a pair, how many positions before and
  /// after. An INT32 or BOOL tensor takes the type that the value needs. The cotangent is cut to
  /// the inside.
  ///
  /// @throws IllegalArgumentException unless there is a pair for each axis, none negative
  default S pad(int[][] beforeAfter, double value) {
    return lift(x -> Padding.pad(x, beforeAfter, value));
  }

  /// A margin in which the elements go back as in a mirror, the end itself not repeated: `[1, 2,
  /// 3]` with a pair (2, 1) gives `[3, 2, 1, 2, 3, 2]`. Cotangents of the images add up.
  ///
  /// @throws IllegalArgumentException unless there is a pair for each axis, none negative, each
  ///   number less than the axis is long
  default S reflectPad(int[][] beforeAfter) {
    return lift(x -> Padding.reflectPad(x, beforeAfter));
  }

  /// The square matrix with this vector on its diagonal and zeros elsewhere; of a matrix its main
  /// diagonal. Each is the transpose of the other.
  ///
  /// @throws IllegalArgumentException at any other rank
  default S diag() {
    return lift(Diagonals::diag);
  }

  /// Diagonal k of the matrices in the last two axes, as the one last axis: the elements (i, i +
  /// k). Of a (3, 4) matrix diagonals -2 to 3 have elements. The cotangent lies on the diagonal.
  ///
  /// @throws IllegalArgumentException if the rank is less than 2
  default S diagonal(int k) {
    return lift(x -> Diagonals.diagonal(x, k));
  }

  /// The matrices in the last two axes with zeros above diagonal k, which is the main one for 0 and
  /// above it for k > 0. The cotangent loses the same positions.
  ///
  /// @throws IllegalArgumentException if the rank is less than 2
  default S tril(int k) {
    return lift(x -> Diagonals.tril(x, k));
  }

  /// The matrices in the last two axes with zeros below diagonal k.
  ///
  /// @throws IllegalArgumentException if the rank is less than 2
  default S triu(int k) {
    return lift(x -> Diagonals.triu(x, k));
  }

  /// The sum of the main diagonal of the matrices in the last two axes, which are gone from the
  /// result; BOOL counts. The cotangent goes to each element of the diagonal.
  ///
  /// @throws IllegalArgumentException if the rank is less than 2
  default S trace() {
    return lift(Diagonals::trace);
  }
}
