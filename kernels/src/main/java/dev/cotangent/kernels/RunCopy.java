package dev.cotangent.kernels;

import java.util.Arrays;
import java.util.List;

/// Copies runs of neighbours that lie evenly apart in both arrays. Made by [RunCopyCompiler].
/// Stateless and thread-safe.
interface RunCopy {
  /// For `0 <= o < outer` and `0 <= i < inner`: the `length` elements from `fromAt + o * fromOuter +
  /// i * fromInner` on go where those from `toAt + o * toOuter + i * toInner` on are.
  void run(
      int length,
      int outer,
      int inner,
      Object from,
      int fromAt,
      int fromOuter,
      int fromInner,
      Object to,
      int toAt,
      int toOuter,
      int toInner);

  static RunCopy of(Element element) {
    return Made.MADE.get(element.ordinal());
  }

  /// Made when first used.
  final class Made {
    private static final List<RunCopy> MADE =
        Arrays.stream(Element.values()).map(RunCopyCompiler::compile).toList();

    private Made() {}
  }
}
