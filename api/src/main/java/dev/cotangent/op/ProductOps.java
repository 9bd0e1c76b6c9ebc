package dev.cotangent.op;

/// Products of matrices and vectors. Each element is a chain of fused multiply-adds over the inner
/// index in ascending order, whatever the layout.
///
/// @param <S> the type that has the operations
public interface ProductOps<S> extends Lift<S> {
  /// The matrix product, as NumPy's: (..., m, k) times (..., k, n) gives (..., m, n), leading axes
  /// broadcasting; a vector on the left is a row, on the right a column, and its axis is gone from
  /// the result. Cotangents ct yᵀ and xᵀ ct.
  ///
  /// @throws IllegalArgumentException if the inner lengths differ
  default S matmul(S y) {
    return lift(y, Products::matmul);
  }

  /// The sum of products of two vectors of equal length: rank 0.
  default S dot(S y) {
    return lift(y, Products::dot);
  }

  /// All products of an element of this vector with one of the other: (m) and (n) give (m, n).
  default S outer(S y) {
    return lift(y, Products::outer);
  }
}
