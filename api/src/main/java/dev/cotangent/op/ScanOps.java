package dev.cotangent.op;

/// Running results along an axis: of the same shape, position i made of the elements up to i, one
/// after the other. Derivatives cost one or two passes as well, at every order.
///
/// ```java
/// Tensor.of(1, 2, 3).cumSum(0);   // [1. 3. 6.]
/// Tensor.of(2, 0, 4).cumProd(0);  // [2. 0. 0.]
/// Tensor.of(1, 3, 2).cumMax(0);   // [1. 3. 3.]
/// Tensor.of(1, 3, 2).diff(0);     // [2. -1.]
/// ```
///
/// @param <S> the type that has the operations
public interface ScanOps<S> extends Lift<S> {
  /// Running sums; BOOL counts. The cotangent is summed from the end.
  ///
  /// @throws IllegalArgumentException if there is no such axis
  default S cumSum(int axis) {
    return lift(x -> Scans.cumSum(x, axis));
  }

  /// Running products; BOOL counts. The derivative of product i in element j, the product of the
  /// others up to i, is exact with zeros, at every order.
  ///
  /// @throws IllegalArgumentException if there is no such axis
  default S cumProd(int axis) {
    return lift(x -> Scans.cumProd(x, axis));
  }

  /// Running maxima; NaN from the first NaN on. Elements that tie for a maximum share its
  /// derivative evenly.
  ///
  /// @throws IllegalArgumentException if there is no such axis, or it has length 0
  default S cumMax(int axis) {
    return lift(x -> Scans.cumMax(x, axis));
  }

  /// Running minima; NaN from the first NaN on. Elements that tie for a minimum share its
  /// derivative evenly.
  ///
  /// @throws IllegalArgumentException if there is no such axis, or it has length 0
  default S cumMin(int axis) {
    return lift(x -> Scans.cumMin(x, axis));
  }

  /// log of the running sums of e^x, without overflow. The derivative of result i in element j is
  /// e^(x_j - y_i); elements that are the same infinity as the result share evenly.
  ///
  /// @throws IllegalArgumentException if there is no such axis, or the type is not floating
  default S logcumsumexp(int axis) {
    return lift(x -> Scans.logcumsumexp(x, axis));
  }

  /// Each element less the one before it: the axis is one shorter. BOOL counts.
  ///
  /// @throws IllegalArgumentException if there is no such axis
  default S diff(int axis) {
    return lift(x -> Scans.diff(x, axis));
  }
}
