package dev.cotangent.op;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.util.Arrays;

/// Classes as INT32 labels, one for each row.
public final class Labels {
  private Labels() {}

  /// Of each row, along the last axis, the element that its label names.
  ///
  /// @param operation for the messages
  /// @throws IllegalArgumentException unless there is one INT32 label for each row
  /// @throws IndexOutOfBoundsException if a label is no position in a row
  public static Tensor pick(String operation, Tensor rows, Tensor labels) {
    Numbers.requireFloating(operation, rows);
    if (rows.rank() == 0 || !labels.shape().equals(withoutLast(rows.shape()))) {
      throw new IllegalArgumentException(
          operation
              + ": labels of shape "
              + labels.shape()
              + " for rows of shape "
              + rows.shape()
              + ": there must be a label for each row along the last axis");
    }
    Indexing.checkIndices(operation, labels, rows.shape().dim(-1));
    return Layout.squeeze(Indexing.gather(rows, Layout.expandDims(labels, -1), -1), -1);
  }

  private static Shape withoutLast(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.dims(), shape.rank() - 1));
  }
}
