package dev.cotangent;

import java.util.Arrays;

/// The lengths of a tensor's axes, first axis first. Elements are in row-major order: the last axis
/// runs fastest. Rank 0 is the shape of a scalar, and an axis may have length 0.
///
/// ```java
/// Shape shape = Shape.of(2, 3);
/// shape.size();                    // 6
/// shape.broadcast(Shape.of(3));    // (2, 3)
/// ```
///
/// @param dims the lengths; copied on the way in and out
@SuppressWarnings("ArrayRecordComponent") // never shared: copied on the way in and out
public record Shape(int... dims) {
  private static final Shape SCALAR = new Shape();

  /// @throws IllegalArgumentException if a length is negative or the number of elements no long
  public Shape {
    dims = dims.clone();
    boolean empty = false;
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException(
            "Shape: a dimension cannot be negative: " + Arrays.toString(dims));
      }
      empty |= dim == 0;
    }
    long size = 1;
    for (int dim : dims) {
      if (!empty && size > Long.MAX_VALUE / dim) {
        throw new IllegalArgumentException(
            "Shape: more than 2^63 - 1 elements: " + Arrays.toString(dims));
      }
      size *= dim;
    }
  }

  /// The shape with these lengths; `Shape.of()` has rank 0.
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims);
  }

  /// The number of axes.
  public int rank() {
    return dims.length;
  }

  /// The length of an axis; a negative axis counts from the end.
  ///
  /// @throws IllegalArgumentException if there is no such axis
  public int dim(int axis) {
    return dims[axis("Shape.dim", axis)];
  }

  /// The shape with one more axis in front.
  public Shape prepended(int dim) {
    var longer = new int[dims.length + 1];
    longer[0] = dim;
    System.arraycopy(dims, 0, longer, 1, dims.length);
    return of(longer);
  }

  /// The number of elements: the product of the lengths, 1 at rank 0.
  public long size() {
    long size = 1;
    for (int dim : dims) {
      if (dim == 0) return 0;
      size *= dim;
    }
    return size;
  }

  /// The lengths as a fresh array.
  public int[] toArray() {
    return dims.clone();
  }

  @Override
  public int[] dims() {
    return dims.clone();
  }

  /// Where an element stands, from its index in row-major order.
  public int[] position(int index) {
    var position = toArray();
    for (int axis = position.length - 1, rest = index; axis >= 0; axis--) {
      int dim = position[axis];
      position[axis] = rest % dim;
      rest /= dim;
    }
    return position;
  }

  /// NumPy's rule: shapes are aligned at their last axes, a missing axis or one of length 1
  /// stretches to the other's length.
  ///
  /// @throws IllegalArgumentException if two lengths differ and neither is 1
  public Shape broadcast(Shape other) {
    if (equals(other)) return this;
    int rank = Math.max(rank(), other.rank());
    var result = new int[rank];
    for (int axis = 1; axis <= rank; axis++) { // counted from the last axis
      int mine = axis <= rank() ? dims[rank() - axis] : 1;
      int theirs = axis <= other.rank() ? other.dims[other.rank() - axis] : 1;
      if (mine != theirs && mine != 1 && theirs != 1) {
        throw new IllegalArgumentException(
            "shapes "
                + this
                + " and "
                + other
                + " do not broadcast: "
                + mine
                + " against "
                + theirs
                + " (lengths must be equal, or one of them 1)");
      }
      result[rank - axis] = mine == 1 ? theirs : mine;
    }
    return of(result);
  }

  /// The axis as a number from 0, whether it was counted from the start or, negative, from the end.
  ///
  /// @param operation whose argument it is, for the message
  /// @throws IllegalArgumentException if there is no such axis
  public int axis(String operation, int axis) {
    if (axis < -rank() || axis >= rank()) {
      throw new IllegalArgumentException(
          operation
              + ": axis "
              + axis
              + " of a tensor of rank "
              + rank()
              + " "
              + this
              + (rank() == 0
                  ? " (it has no axes)"
                  : " (axes run from " + -rank() + " to " + (rank() - 1) + ")"));
    }
    return axis < 0 ? axis + rank() : axis;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /// As in `(2, 3)`; rank 0 is `()`.
  @Override
  public String toString() {
    var text = new StringBuilder("("); // every leaf of a tape is labelled with it
    for (int k = 0; k < dims.length; k++) text.append(k == 0 ? "" : ", ").append(dims[k]);
    return text.append(')').toString();
  }
}
