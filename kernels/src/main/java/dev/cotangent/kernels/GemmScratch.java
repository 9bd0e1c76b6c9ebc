package dev.cotangent.kernels;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Arrays to pack operands into, kept for the next product: a few per element type, whichever
/// threads the products run on. Their content is arbitrary.
final class GemmScratch {
  private static final int KEPT = 8;
  private static final int SMALLEST = 1 << 12;
  private static final GemmScratch FLOATS = new GemmScratch(Element.F32);
  private static final GemmScratch DOUBLES = new GemmScratch(Element.F64);

  private final Element element;
  private final AtomicReferenceArray<@Nullable Object> free = new AtomicReferenceArray<>(KEPT);

  private GemmScratch(Element element) {
    this.element = element;
  }

  static GemmScratch of(Element element) {
    return element == Element.F32 ? FLOATS : DOUBLES;
  }

  /// An array of at least `length` elements, the caller's until it gives it back: the smallest that
  /// is long enough, so that a larger one is left for who needs it.
  Object take(int length) {
    int best = -1;
    int bestLength = Integer.MAX_VALUE;
    for (int k = 0; k < KEPT; k++) {
      var array = free.get(k);
      int has = array == null ? 0 : element.length(array);
      if (has >= length && has < bestLength) {
        best = k;
        bestLength = has;
      }
    }
    var array = best < 0 ? null : free.get(best);
    if (array != null && element.length(array) >= length && free.compareAndSet(best, array, null)) {
      return array;
    }
    return element.newArray(Math.max(SMALLEST, length + length / 8));
  }

  /// Keeps `array`, in the place of a smaller one if all are taken.
  void give(Object array) {
    for (int k = 0; k < KEPT; k++) {
      var other = free.get(k);
      if ((other == null || element.length(other) < element.length(array))
          && free.compareAndSet(k, other, array)) {
        return;
      }
    }
  }
}
