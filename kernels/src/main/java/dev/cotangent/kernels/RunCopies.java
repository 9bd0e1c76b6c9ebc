package dev.cotangent.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The [RunCopy] for each kind of element and length of runs. By vectors, where there are any and
/// they are compiled: a call for each run would take as long as a short run itself, and would keep
/// the processor from fetching the next ones meanwhile.
final class RunCopies {
  /// Elements copied run by run after which vectors are worth their compilation.
  private static final long WORTH = 1 << 23;

  private static final int NARROWEST = 128; // bits of a vector
  private static final int WIDTHS = 3;

  /// The vectors of a longer run are copied one by one.
  private static final int MOST_AT_ONCE = 8;

  // Warming is rounds of so many calls, until enough rounds in a row were fast: compiled code takes
  // less than 1 nanosecond per vector, any other more than 30.
  private static final int CALLS = 50;
  private static final int RUNS = 8; // per call, twice
  private static final double COMPILED = 8;
  private static final int ENOUGH = 3;
  private static final int ASKED = 40;
  private static final long PAUSE = 1_000_000;
  private static final long TURN = 1_000_000_000L;

  private static final AtomicReferenceArray<@Nullable ByVectors> FAST =
      new AtomicReferenceArray<>(2 * WIDTHS * (MOST_AT_ONCE + 1));

  private RunCopies() {}

  /// That for runs of `length` elements.
  ///
  /// @param work the number of elements that are about to be copied
  static RunCopy of(Element element, int length, long work) {
    int bits = element.isFloating() ? VectorSupport.bits() : 0;
    while (bits > 0 && GemmTile.Form.lanes(element, bits) > length) {
      bits = bits > NARROWEST ? bits / 2 : 0;
    }
    var fast = bits == 0 ? null : byVectors(element, bits, length);
    return fast != null && fast.warmUp.ready(work) ? fast.copy : scalar(element);
  }

  /// That which leaves each run to [System#arraycopy].
  static RunCopy scalar(Element element) {
    return Scalar.MADE.get(element.ordinal());
  }

  private static @Nullable ByVectors byVectors(Element element, int bits, int length) {
    int count = Math.ceilDiv(length, GemmTile.Form.lanes(element, bits));
    if (count > MOST_AT_ONCE) count = 0;
    int place = element == Element.F32 ? 0 : 1;
    place = place * WIDTHS + Integer.numberOfTrailingZeros(bits / NARROWEST);
    place = place * (MOST_AT_ONCE + 1) + count;
    if (FAST.get(place) == null) {
      FAST.compareAndSet(place, null, new ByVectors(element, bits, count));
    }
    return FAST.get(place);
  }

  /// Made when first used.
  private static final class Scalar {
    private static final List<RunCopy> MADE =
        Arrays.stream(Element.values()).map(RunCopyCompiler::scalar).toList();

    private Scalar() {}
  }

  private static final class ByVectors {
    final WarmUp warmUp = new WarmUp(WORTH, this::warm);
    final RunCopy copy;
    private final Element element;
    private final int lanes;
    private final int count;

    ByVectors(Element element, int bits, int count) {
      this.element = element;
      this.count = count;
      lanes = GemmTile.Form.lanes(element, bits);
      copy = RunCopyCompiler.byVectors(element, bits, count);
    }

    /// If the runs may be of any length then they are, lest a way be compiled as never taken.
    private boolean warm() {
      int longest = (count == 0 ? 2 * MOST_AT_ONCE : count) * lanes;
      var from = element.newArray(2 * RUNS * longest);
      var to = element.newArray(2 * RUNS * longest);
      var indices = new int[RUNS];
      int rest = count == 1 ? 0 : lanes - 1;
      double vectors = 2.0 * CALLS * RUNS * longest / lanes;
      long start = System.nanoTime();
      int fast = 0;
      for (int round = 0; fast < ENOUGH; round++) {
        long before = System.nanoTime();
        if (before - start > TURN) return false;
        for (int call = 0; call < CALLS; call++) {
          int length = count == 0 && call % 3 == 0 ? lanes : longest - call % 2 * rest;
          int step = 2 * longest;
          copy.run(length, RUNS / 2, 2, from, 0, longest, step, to, 0, longest, step);
          copy.take(length, RUNS, indices, 0, 1, 1, from, 0, longest, to, 0, longest);
        }
        fast = System.nanoTime() - before < COMPILED * vectors ? fast + 1 : 0;
        if (fast == 0 && round > ASKED) LockSupport.parkNanos(PAUSE); // the compiler needs the time
      }
      return true;
    }
  }
}
