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
      new AtomicReferenceArray<>(Element.values().length * WIDTHS);

  private RunCopies() {}

  /// That for runs of `length` elements.
  ///
  /// @param work the number of elements that are about to be copied
  static RunCopy of(Element element, int length, long work) {
    int bits = element.isFloating() ? VectorSupport.bits() : 0;
    while (bits > 0 && GemmTile.Form.lanes(element, bits) > length) {
      bits = bits > NARROWEST ? bits / 2 : 0;
    }
    var fast = bits == 0 ? null : byVectors(element, bits);
    return fast != null && fast.warmUp.ready(work) ? fast.copy : scalar(element);
  }

  /// That which leaves each run to [System#arraycopy].
  static RunCopy scalar(Element element) {
    return Scalar.MADE.get(element.ordinal());
  }

  private static @Nullable ByVectors byVectors(Element element, int bits) {
    int width = Integer.numberOfTrailingZeros(bits / NARROWEST);
    int place = element.ordinal() * WIDTHS + width;
    var known = FAST.get(place);
    if (known == null) {
      FAST.compareAndSet(place, null, new ByVectors(element, bits));
      known = FAST.get(place);
    }
    return known;
  }

  /// Made when first used.
  private static final class Scalar {
    private static final List<RunCopy> MADE =
        Arrays.stream(Element.values()).map(element -> RunCopyCompiler.compile(element, 0)).toList();

    private Scalar() {}
  }

  private static final class ByVectors {
    final WarmUp warmUp = new WarmUp(WORTH, this::warm);
    final RunCopy copy;
    private final Element element;
    private final int lanes;

    ByVectors(Element element, int bits) {
      this.element = element;
      lanes = GemmTile.Form.lanes(element, bits);
      copy = RunCopyCompiler.compile(element, bits);
    }

    /// Runs of one vector, of several and a part of one, lest a way be compiled as never taken.
    private boolean warm() {
      int longest = 4 * lanes;
      var from = element.newArray(2 * RUNS * longest);
      var to = element.newArray(2 * RUNS * longest);
      var indices = new int[RUNS];
      double vectors = CALLS * 2 * RUNS * 3.0;
      long start = System.nanoTime();
      int fast = 0;
      for (int round = 0; fast < ENOUGH; round++) {
        long before = System.nanoTime();
        if (before - start > TURN) return false;
        for (int call = 0; call < CALLS; call++) {
          int length = call % 3 == 0 ? lanes : longest - call % 2;
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
