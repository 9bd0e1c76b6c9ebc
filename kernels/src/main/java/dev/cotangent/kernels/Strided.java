package dev.cotangent.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A flat array seen as an n-dimensional one: element `(i, j, ...)` lies at `offset + i *
/// strides[0] + j * strides[1] + ...`. Permutations, slices, flips and broadcasts (stride 0) are
/// other views of the same array. The array is shared, never copied: whoever makes a view promises
/// that nobody writes to it afterwards.
public final class Strided implements Operand {
  private final Element element;
  private final Object array;
  private final int offset;
  private final int[] dims;
  private final int[] strides;

  private Strided(Element element, Object array, int offset, int[] dims, int[] strides) {
    this.element = element;
    this.array = array;
    this.offset = offset;
    this.dims = dims;
    this.strides = strides;
  }

  /// A row-major view of the whole of `array`, which it takes over.
  public static Strided of(Element element, Object array, int... dims) {
    return new Strided(element, array, 0, dims, rowMajor(dims));
  }

  /// A fresh row-major array of zeros.
  ///
  /// @throws IllegalArgumentException if there are more than 2^31 - 1 elements
  public static Strided allocate(Element element, int... dims) {
    return of(element, element.newArray(size(dims)), dims);
  }

  static int size(int[] dims) {
    if (isEmpty(dims)) return 0;
    long size = 1;
    for (int dim : dims) {
      size *= dim;
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "an array of shape " + Arrays.toString(dims) + " has more than 2^31 - 1 elements");
      }
    }
    return (int) size;
  }

  private static boolean isEmpty(int[] dims) {
    for (int dim : dims) if (dim == 0) return true;
    return false;
  }

  private static int[] rowMajor(int[] dims) {
    var strides = new int[dims.length];
    int stride = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= dims[axis];
    }
    return strides;
  }

  @Override
  public Element element() {
    return element;
  }

  /// The shared array: to be read only.
  public Object array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  @Override
  public int rank() {
    return dims.length;
  }

  @Override
  public int dim(int axis) {
    return dims[axis];
  }

  public int stride(int axis) {
    return strides[axis];
  }

  @Override
  public int[] dims() {
    return dims.clone();
  }

  @Override
  public int size() {
    return size(dims);
  }

  /// Whether the elements lie one behind the other.
  boolean isRowMajor() {
    int stride = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      if (dims[axis] != 1 && strides[axis] != stride) return false;
      stride *= dims[axis];
    }
    return true;
  }

  /// Whether one element stands for all.
  boolean isConstant() {
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] > 1 && strides[axis] != 0) return false;
    }
    return true;
  }

  /// A fresh array of zeros of the same dimensions as this, which is row-major.
  Strided another(Element other, int size) {
    return new Strided(other, other.newArray(size), 0, dims, strides);
  }

  @Override
  public Strided strided() {
    return this;
  }

  /// Whether both read the same elements of one array, or have the same one for all; their
  /// dimensions are equal.
  boolean isSameAs(Strided other) {
    if (array == other.array && offset == other.offset && Arrays.equals(strides, other.strides)) {
      return true;
    }
    return element == other.element
        && isConstant()
        && other.isConstant()
        && first() == other.first();
  }

  /// The bits of the first element.
  private long first() {
    return Double.doubleToRawLongBits(element.get(array, offset));
  }

  /// The axes in another order: axis `k` of the result is axis `axes[k]` of this.
  public Strided permute(int... axes) {
    var newDims = new int[axes.length];
    var newStrides = new int[axes.length];
    for (int k = 0; k < axes.length; k++) {
      newDims[k] = dims[axes[k]];
      newStrides[k] = strides[axes[k]];
    }
    return new Strided(element, array, offset, newDims, newStrides);
  }

  /// Stretches axes of length 1, and adds axes in front, up to `newDims`.
  public Strided broadcast(int... newDims) {
    var newStrides = new int[newDims.length];
    int added = newDims.length - dims.length;
    for (int axis = 0; axis < dims.length; axis++) {
      newStrides[added + axis] = dims[axis] == 1 ? 0 : strides[axis];
    }
    return new Strided(element, array, offset, newDims, newStrides);
  }

  /// One more axis, of length 1, before axis `axis` or behind the last.
  public Strided expand(int axis) {
    var newDims = new int[dims.length + 1];
    var newStrides = new int[dims.length + 1];
    for (int k = 0; k < dims.length; k++) {
      newDims[k < axis ? k : k + 1] = dims[k];
      newStrides[k < axis ? k : k + 1] = strides[k];
    }
    newDims[axis] = 1;
    newStrides[axis] = 1;
    return new Strided(element, array, offset, newDims, newStrides);
  }

  /// `count` positions of one axis, from `start` in steps of `step`, which may be negative.
  @Override
  public Strided slice(int axis, int start, int count, int step) {
    var newDims = dims.clone();
    var newStrides = strides.clone();
    newDims[axis] = count;
    newStrides[axis] = count <= 1 ? strides[axis] : strides[axis] * step;
    int newOffset = count == 0 ? offset : offset + start * strides[axis];
    return new Strided(element, array, newOffset, newDims, newStrides);
  }

  /// The `length` elements `(i, i + k)` of the last two axes, along one axis instead.
  public Strided diagonal(int k, int length) {
    int row = dims.length - 2;
    int column = row + 1;
    var newDims = Arrays.copyOf(dims, column);
    var newStrides = Arrays.copyOf(strides, column);
    newDims[row] = length;
    newStrides[row] = strides[row] + strides[column];
    int first = k >= 0 ? k * strides[column] : -k * strides[row];
    return new Strided(element, array, length == 0 ? offset : offset + first, newDims, newStrides);
  }

  /// The same dimensions and strides, the first element lying at `newOffset` of the array.
  Strided at(int newOffset) {
    return new Strided(element, array, newOffset, dims, strides);
  }

  /// The axes `from` to `to` alone, at position 0 of the others.
  Strided axes(int from, int to) {
    return new Strided(
        element,
        array,
        offset,
        Arrays.copyOfRange(dims, from, to),
        Arrays.copyOfRange(strides, from, to));
  }

  /// The same elements in row-major order under other dimensions: a view where the strides allow
  /// it, otherwise of a copy.
  public Strided reshape(int... newDims) {
    var view = reshapedStrides(newDims);
    return view != null
        ? new Strided(element, array, offset, newDims, view)
        : Copies.contiguous(this).reshape(newDims);
  }

  /// Strides under which `newDims` read the same elements in the same order, or null. Groups of old
  /// and new axes of equal size are matched from the front; within a group the old axes must lie
  /// evenly, as if they were one.
  private int @Nullable [] reshapedStrides(int[] newDims) {
    if (isEmpty(dims)) return rowMajor(newDims);
    var result = new int[newDims.length];
    int old = 0;
    int fresh = 0;
    while (old < dims.length || fresh < newDims.length) {
      int oldEnd = old;
      int freshEnd = fresh;
      long oldSize = oldEnd < dims.length ? dims[oldEnd++] : 1;
      long freshSize = freshEnd < newDims.length ? newDims[freshEnd++] : 1;
      while (oldSize != freshSize) {
        if (oldSize < freshSize) oldSize *= dims[oldEnd++];
        else freshSize *= newDims[freshEnd++];
      }
      int stride = 1; // of the group's fastest axis; any number will do where all have length 1
      int expected = 0;
      boolean first = true;
      for (int axis = oldEnd - 1; axis >= old; axis--) {
        if (dims[axis] == 1) continue;
        if (first) stride = strides[axis];
        else if (strides[axis] != expected) return null;
        expected = strides[axis] * dims[axis];
        first = false;
      }
      for (int axis = freshEnd - 1; axis >= fresh; axis--) {
        result[axis] = stride;
        stride *= newDims[axis];
      }
      old = oldEnd;
      fresh = freshEnd;
    }
    return result;
  }

  @Override
  public String toString() {
    return element + Arrays.toString(dims) + " strides " + Arrays.toString(strides);
  }
}
