package dev.cotangent.kernels;

import java.util.Arrays;
import java.util.List;

/// Moves rectangles of elements from one array to another, for copies and the packing of operands.
/// Made by [GemmCopyCompiler].
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

  /// For any steps; of F32 or F64.
  static GemmCopy any(Element element) {
    return element == Element.F32 ? Any.FLOATS : Any.DOUBLES;
  }

  /// For `fromInner` and `toOuter` of 1, and without adding.
  static GemmCopy transposing(Element element) {
    return Transposing.MADE.get(element.ordinal());
  }

  /// Made when first used.
  final class Any {
    private static final GemmCopy FLOATS = GemmCopyCompiler.any(Element.F32);
    private static final GemmCopy DOUBLES = GemmCopyCompiler.any(Element.F64);

    private Any() {}
  }

  /// Made when first used.
  final class Transposing {
    private static final List<GemmCopy> MADE =
        Arrays.stream(Element.values()).map(GemmCopyCompiler::transposing).toList();

    private Transposing() {}
  }
}
