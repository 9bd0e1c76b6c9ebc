package dev.cotangent.op;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Array;

/// Elements in order along an axis. Equal elements, 0 and -0 among them, stay in index order; a NaN
/// is greater than all, so last where the order ascends and first where it descends. The derivative
/// follows each element to its place: at a tie that is the element chosen.
///
/// @param <S> the type that has the operations
public interface OrderOps<S> extends Lift<S> {
  /// From the least to the greatest.
  ///
  /// @throws IllegalArgumentException if there is no such axis
  default S sort(int axis) {
    return lift(x -> Ordering.sort(x, axis, false));
  }

  /// From the least to the greatest or, if `descending`, from the greatest to the least.
  ///
  /// @throws IllegalArgumentException if there is no such axis
  default S sort(int axis, boolean descending) {
    return lift(x -> Ordering.sort(x, axis, descending));
  }

  /// The positions from the least element to the greatest: INT32, through which no derivative
  /// flows.
  ///
  /// @throws IllegalArgumentException if there is no such axis
  default S argSort(int axis) {
    return lift(x -> Ordering.argSort(x, axis));
  }

  /// The k greatest elements along the axis, from the greatest on, and their INT32 positions.
  ///
  /// ```java
  /// Tensor.of(3, 1, 4, 1, 5).topK(2, 0); // ([5. 4.], [4 2])
  /// ```
  ///
  /// @throws IllegalArgumentException if there is no such axis, or k is not from 0 to its length
  default Tuple2<S, S> topK(int k, int axis) {
    var both = liftAll(x -> Ordering.topK(x, k, axis).apply(Array::of));
    return Tuple.of(both.get(0), both.get(1));
  }
}
