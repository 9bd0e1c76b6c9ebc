package dev.cotangent.kernels;

import java.util.Arrays;

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
  public static Strided concat(int axis, Strided... parts) {
    var dims = parts[0].dims();
    dims[axis] = 0;
    for (var part : parts) dims[axis] = Math.addExact(dims[axis], part.dim(axis));
    var result = Strided.allocate(parts[0].element(), dims);
    int start = 0;
    for (var part : parts) {
      copy(part, result.slice(axis, start, part.dim(axis), 1));
      start += part.dim(axis);
    }
    return result;
  }

  /// Zeros of dimensions `dims` with `x` at the positions of a slice of `axis`.
  public static Strided embedded(Strided x, int[] dims, int axis, int start, int step) {
    var result = Strided.allocate(x.element(), dims);
    copy(x, result.slice(axis, start, x.dim(axis), step));
    return result;
  }

  /// The first `count` entries become `value[0]`.
  static void fill(Element element, Object array, int count, Object value) {
    IDENTITY.kernel(element).map(count, array, 0, 1, new Object[] {value}, new int[1], new int[1]);
  }

  /// The first `count` entries of `from` go to `to`, `stride` apart.
  static void copy(Element element, int count, Object from, Object to, int offset, int stride) {
    IDENTITY
        .kernel(element)
        .map(count, to, offset, stride, new Object[] {from}, new int[1], new int[] {1});
  }

  static void copy(Strided from, Strided to) {
    Elementwise.into(to, IDENTITY.kernel(from.element()), from);
  }
}
