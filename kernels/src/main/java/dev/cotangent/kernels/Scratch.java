package dev.cotangent.kernels;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Arrays for what lives no longer than one call, kept for the next: a few per element type,
/// whichever threads they are used on. Their content is arbitrary; with `-Dcotangent.poison=true`
/// it is NaN (the least integer, true), so that a result which held on to one would show it.
final class Scratch {
  private static final int KEPT = 8;
  private static final int SMALLEST = 1 << 12;
  private static final int LARGEST = 1 << 22; // what is longer is not kept
  private static final boolean POISON = Boolean.getBoolean("cotangent.poison");
  private static final Scratch[] POOLS =
      Arrays.stream(Element.values()).map(Scratch::new).toArray(Scratch[]::new);

  private final Element element;
  private final AtomicReferenceArray<@Nullable Object> free = new AtomicReferenceArray<>(KEPT);

  Scratch(Element element) {
    this.element = element;
  }

  static Scratch of(Element element) {
    return POOLS[element.ordinal()];
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
    return element.newArray(length > LARGEST ? length : Math.max(SMALLEST, length + length / 8));
  }

  /// Keeps `array`, in the place of a smaller one if all are taken.
  void give(Object array) {
    if (POISON) poison(array);
    if (element.length(array) > 2 * LARGEST) return;
    for (int k = 0; k < KEPT; k++) if (free.compareAndSet(k, null, array)) return;
    for (int k = 0; k < KEPT; k++) {
      var other = free.get(k);
      if (other != null
          && element.length(other) < element.length(array)
          && free.compareAndSet(k, other, array)) {
        return;
      }
    }
  }

  private void poison(Object array) {
    switch (array) {
      case float[] floats -> Arrays.fill(floats, Float.NaN);
      case double[] doubles -> Arrays.fill(doubles, Double.NaN);
      case int[] ints -> Arrays.fill(ints, Integer.MIN_VALUE);
      default -> Arrays.fill((boolean[]) array, true);
    }
  }
}
