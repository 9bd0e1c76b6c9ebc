package dev.cotangent.op;

import io.vavr.collection.Seq;

/// Parts of tensors. Positions that the program knows (`get`, `slice`, `split`) may be negative,
/// counting from the end; positions that are data (`take`, `gather`, `scatter`, `scatterAdd`) are
/// INT32 tensors with elements in [0, n): one outside throws, nothing is clamped or wrapped.
///
/// @param <S> the type that has the operations
public interface IndexOps<S> extends Lift<S> {
  /// The sub-tensor at these positions of the first axes, which are gone from the result.
  ///
  /// @throws IndexOutOfBoundsException if there is no such position
  default S get(int... leading) {
    return lift(x -> Slicing.get(x, leading));
  }

  /// Every `step`-th position of an axis from `start` up to but not `stop`, as NumPy's
  /// `start:stop:step`: a position beyond an end means that end, a negative step goes backwards (to
  /// reach position 0 then, stop before it: `-n - 1`).
  default S slice(int axis, int start, int stop, int step) {
    return lift(x -> Slicing.slice(x, axis, start, stop, step));
  }

  /// Consecutive pieces of an axis.
  ///
  /// @throws IllegalArgumentException unless the sizes sum to its length
  default Seq<S> split(int axis, int... sizes) {
    return liftAll(x -> Slicing.split(x, axis, sizes));
  }

  /// The slices of an axis at these positions, as NumPy's `take`: the axis is replaced by the axes
  /// of `indices`, which may repeat. What is taken twice receives both cotangents.
  ///
  /// @throws IndexOutOfBoundsException if an index is outside [0, n)
  default S take(S indices, int axis) {
    return lift(indices, (x, i) -> Indexing.take(x, i, axis));
  }

  /// For each index the element that lies there along the axis, and elsewhere at the index's own
  /// position: of `indices`' shape, whose rank is equal and of which no other axis is longer.
  ///
  /// @throws IndexOutOfBoundsException if an index is outside [0, n)
  default S gather(S indices, int axis) {
    return lift(indices, (x, i) -> Indexing.gather(x, i, axis));
  }

  /// This with the updates put where the indices say along the axis, and elsewhere at their own
  /// position. Of equal indices the last update stays, in row-major order: it alone receives the
  /// cotangent there, and what was overwritten receives none.
  ///
  /// @throws IndexOutOfBoundsException if an index is outside [0, n)
  default S scatter(S indices, S updates, int axis) {
    return lift(indices, updates, (x, i, u) -> Scattering.scatter(x, i, u, axis));
  }

  /// This with the updates added where the indices say along the axis, and elsewhere at their own
  /// position; the transpose of `gather`. Equal indices add up.
  ///
  /// @throws IndexOutOfBoundsException if an index is outside [0, n)
  default S scatterAdd(S indices, S updates, int axis) {
    return lift(indices, updates, (x, i, u) -> Indexing.scatterAdd(x, i, u, axis));
  }

  /// For each INT32 element a row of FLOAT64 zeros with a 1 at its position, along a new last axis
  /// of this length.
  ///
  /// @throws IndexOutOfBoundsException if an element is outside [0, classes)
  default S oneHot(int classes) {
    return lift(x -> Indexing.oneHot(x, classes));
  }
}
