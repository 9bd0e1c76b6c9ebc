package dev.cotangent.kernels;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Movement of elements without arithmetic.
public final class Copies {
  static final Definition IDENTITY = Definition.unary("identity", x -> x);

  private static final Definition[] CONVERSIONS =
      Arrays.stream(Element.values())
          .map(element -> Definition.unary("to" + element, x -> x.convert(element.type())))
          .toArray(Definition[]::new);

  private Copies() {}

  /// Conversion to elements of another kind, as Java casts do.
  public static Definition conversion(Element element) {
    return CONVERSIONS[element.ordinal()];
  }

  /// A fresh row-major copy.
  public static Strided contiguous(Strided x) {
    if (x.size() > 0 && x.isRowMajor()) { // memory that need not be cleared first
      int end = x.offset() + x.size();
      return Strided.of(x.element(), x.element().copyOfRange(x.array(), x.offset(), end), x.dims());
    }
    var result = Strided.allocate(x.element(), x.dims());
    copy(x, result);
    return result;
  }

  /// A fresh row-major copy as elements of another kind, converted as Java casts do.
  public static Strided converted(Strided x, Element element) {
    if (x.element() == element) return contiguous(x);
    var result = Strided.allocate(element, x.dims());
    Elementwise.into(result, conversion(element).kernel(x.element()), x);
    return result;
  }

  /// The operands one after the other along `axis`; their other dimensions are equal.
  public static Strided concat(int axis, Operand... parts) {
    var dims = parts[0].dims();
    dims[axis] = 0;
    for (var part : parts) dims[axis] = Math.addExact(dims[axis], part.dim(axis));
    var result = Strided.allocate(parts[0].element(), dims);
    int start = 0;
    for (var part : parts) {
      place(part, result.slice(axis, start, part.dim(axis), 1), result);
      start += part.dim(axis);
    }
    return result;
  }

  /// Zeros of dimensions `dims` with `x` at the positions of a slice of `axis`.
  public static Strided embedded(Operand x, int[] dims, int axis, int start, int step) {
    return embedded(x, dims, zeros -> zeros.slice(axis, start, x.dim(axis), step));
  }

  /// Zeros of dimensions `dims` with `x` in the part that a view of them shows.
  public static Strided embedded(Operand x, int[] dims, UnaryOperator<Strided> part) {
    var result = Strided.allocate(x.element(), dims);
    place(x, part.apply(result), result);
    return result;
  }

  /// To a part of a fresh array. What is not known yet is computed there, if it fills most of it:
  /// it keeps the array alive then.
  private static void place(Operand x, Strided part, Strided whole) {
    boolean most = 2L * part.size() >= whole.size();
    if (!(most && x instanceof Deferred deferred && deferred.into(part))) copy(x.strided(), part);
  }

  /// The first `count` entries become `value[0]`.
  static void fill(Element element, Object array, int count, Object value) {
    IDENTITY.kernel(element).map(count, array, 0, 1, new Object[] {value}, new int[1], new int[1]);
  }

  /// The first `count` entries of `from` go to `to`, `stride` apart.
  static void copy(Element element, int count, Object from, Object to, int offset, int stride) {
    row(element, count, from, 0, 1, to, offset, stride);
  }

  /// A row of `count` elements.
  static void row(
      Element element,
      int count,
      Object from,
      int fromAt,
      int fromStride,
      Object to,
      int toAt,
      int toStride) {
    if (fromStride == 1 && toStride == 1) {
      System.arraycopy(from, fromAt, to, toAt, count);
    } else {
      var strides = new int[] {fromStride};
      var at = new int[] {fromAt};
      IDENTITY.kernel(element).map(count, to, toAt, toStride, new Object[] {from}, at, strides);
    }
  }

  /// Copies between arrays of equal dimensions, of which no two elements of `to` are one.
  static void copy(Strided from, Strided to) {
    if (to.size() == 0) return;
    var dims = merged(from, to);
    new Mover(from.reshape(dims), to.reshape(dims)).run();
  }

  /// Dimensions under which both are views still, with neighbouring axes merged that both walk
  /// evenly.
  static int[] merged(Strided from, Strided to) {
    var dims = new int[from.rank()];
    int rank = 0;
    int last = -1; // the axis that was seen last
    for (int axis = 0; axis < from.rank(); axis++) {
      int dim = from.dim(axis);
      if (dim == 1) continue;
      boolean even =
          last >= 0
              && from.stride(last) == from.stride(axis) * dim
              && to.stride(last) == to.stride(axis) * dim;
      if (even) dims[rank - 1] *= dim;
      else dims[rank++] = dim;
      last = axis;
    }
    return Arrays.copyOf(dims, rank);
  }
}
