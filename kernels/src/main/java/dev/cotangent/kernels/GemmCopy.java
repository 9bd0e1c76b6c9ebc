package dev.cotangent.kernels;

/// Moves rectangles of elements from one array to another, for the packing of operands. Made by
/// [GemmCopyCompiler].
interface GemmCopy {
  /// `to[toAt + o * toOuter + i * toInner] = from[fromAt + o * fromOuter + i * fromInner]` for `0
  /// <= o < outer` and `0 <= i < inner`, or the sum of both if `add`.
  void run(
      int outer,
      int inner,
      Object from,
      int fromAt,
      int fromOuter,
      int fromInner,
      Object to,
      int toAt,
      int toOuter,
      int toInner,
      boolean add);

  /// For any steps.
  static GemmCopy any(Element element) {
    return element == Element.F32 ? Any.FLOATS : Any.DOUBLES;
  }

  /// For `fromInner` and `toOuter` of 1, and without adding.
  static GemmCopy transposing(Element element) {
    return element == Element.F32 ? Transposing.FLOATS : Transposing.DOUBLES;
  }

  /// Made when first used.
  final class Any {
    private static final GemmCopy FLOATS = GemmCopyCompiler.any(Element.F32);
    private static final GemmCopy DOUBLES = GemmCopyCompiler.any(Element.F64);

    private Any() {}
  }

  /// Made when first used.
  final class Transposing {
    private static final GemmCopy FLOATS = GemmCopyCompiler.transposing(Element.F32);
    private static final GemmCopy DOUBLES = GemmCopyCompiler.transposing(Element.F64);

    private Transposing() {}
  }
}
