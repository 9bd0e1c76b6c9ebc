package dev.cotangent.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Reads, adds or overwrites elements at positions that are data. Made by [IndexedCopyCompiler].
/// Stateless and thread-safe.
interface IndexedCopy {
  /// For `0 <= i < n` ascending, with `index = indices[at + i * step]`: `to[toAt + i * toStep] =
  /// from[fromAt + i * fromStep + index * stride]`, or, where it adds, `to[toAt + i * toStep +
  /// index
  /// * stride] += from[fromAt + i * fromStep]`, and `=` where it overwrites.
  void run(
      int n,
      int[] indices,
      int at,
      int step,
      int stride,
      Object from,
      int fromAt,
      int fromStep,
      Object to,
      int toAt,
      int toStep);

  /// That which reads.
  static IndexedCopy reading(Element element) {
    return Reading.MADE.get(element.ordinal());
  }

  /// That which adds; not for BOOL.
  static IndexedCopy adding(Element element) {
    return Adding.MADE.get(element.ordinal());
  }

  /// That which overwrites.
  static IndexedCopy replacing(Element element) {
    return Replacing.MADE.get(element.ordinal());
  }

  /// Made when first used.
  final class Reading {
    private static final List<IndexedCopy> MADE =
        Arrays.stream(Element.values())
            .map(element -> IndexedCopyCompiler.compile(element, null))
            .toList();

    private Reading() {}
  }

  /// Made when first used.
  final class Adding {
    private static final List<IndexedCopy> MADE =
        Stream.of(Element.F32, Element.F64, Element.I32)
            .map(element -> IndexedCopyCompiler.compile(element, Gathering.ADD))
            .toList();

    private Adding() {}
  }

  /// Made when first used.
  final class Replacing {
    private static final List<IndexedCopy> MADE =
        Arrays.stream(Element.values())
            .map(element -> IndexedCopyCompiler.compile(element, Gathering.REPLACE))
            .toList();

    private Replacing() {}
  }
}
