package dev.cotangent.op;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.util.Arrays;

/// The axes that a reduction removes: checked, counted from the front, ascending.
record Axes(Shape shape, int[] reduced) {
  /// No axes given means all of them.
  static Axes of(String operation, Tensor x, int... axes) {
    return of(operation, x.shape(), axes);
  }

  static Axes of(String operation, Shape shape, int... axes) {
    var chosen = new boolean[shape.rank()];
    if (axes.length == 0) Arrays.fill(chosen, true);
    for (int axis : axes) {
      int at = shape.axis(operation, axis);
      if (chosen[at]) {
        throw new IllegalArgumentException(
            operation
                + ": axis "
                + axis
                + " of "
                + shape
                + " is named twice in "
                + Arrays.toString(axes));
      }
      chosen[at] = true;
    }
    int count = 0;
    var reduced = new int[shape.rank()];
    for (int axis = 0; axis < chosen.length; axis++) if (chosen[axis]) reduced[count++] = axis;
    var result = new Axes(shape, Arrays.copyOf(reduced, count));
    if (result.elements() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          operation + ": " + shape + " has more than 2^31 - 1 elements for one result");
    }
    return result;
  }

  /// How many elements meet in one result.
  int count() {
    return (int) elements();
  }

  private long elements() {
    var dims = new int[reduced.length];
    for (int k = 0; k < dims.length; k++) dims[k] = shape.dim(reduced[k]);
    return Shape.of(dims).size();
  }

  boolean contains(int axis) {
    return Arrays.binarySearch(reduced, axis) >= 0;
  }

  /// The shape with the reduced axes gone.
  Shape removed() {
    var kept = new int[shape.rank() - reduced.length];
    int next = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!contains(axis)) kept[next++] = shape.dim(axis);
    }
    return Shape.of(kept);
  }

  /// The shape with the reduced axes of length 1: it broadcasts against the original.
  Shape kept() {
    var dims = shape.toArray();
    for (int axis : reduced) dims[axis] = 1;
    return Shape.of(dims);
  }

  /// The same axes of the shape with one more in front.
  Axes lifted(int size) {
    return new Axes(shape.prepended(size), Arrays.stream(reduced).map(axis -> axis + 1).toArray());
  }

  /// The other axes first, then the reduced ones, each in order.
  int[] reducedLast() {
    var order = new int[shape.rank()];
    int next = 0;
    for (int axis = 0; axis < shape.rank(); axis++) if (!contains(axis)) order[next++] = axis;
    for (int axis : reduced) order[next++] = axis;
    return order;
  }

  /// @throws IllegalArgumentException if nothing would be reduced to a result
  void requireElements(String operation) {
    if (count() == 0 && removed().size() > 0) {
      throw new IllegalArgumentException(
          operation
              + ": of nothing: the axes "
              + Arrays.toString(reduced)
              + " of "
              + shape
              + " hold no elements");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Axes axes
        && shape.equals(axes.shape)
        && Arrays.equals(reduced, axes.reduced);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(reduced);
  }
}
