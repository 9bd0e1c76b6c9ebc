package dev.cotangent.kernels;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The [RunCopy] for each kind of element and length of runs. By vectors, where there are any and
/// they are compiled: a call for each run takes as long as a short run itself, and keeps the
/// processor from fetching the next ones meanwhile.
final class RunCopies {
  /// Elements copied run by run after which vectors are worth their compilation.
  private static final long WORTH = 1 << 23;

  private static final int NARROWEST = 128; // bits of a vector
  private static final int WIDTHS = 3;

  /// Vectors in a run, beyond which nothing is won.
  private static final int MOST = 8;

  // Warming is rounds of so many calls. Compiled code takes less than 1 nanosecond per vector, any
  // other more than 30.
  private static final int CALLS = 50;
  private static final int RUNS = 4; // per call
  private static final double COMPILED = 8;

  private static final RunCopy ONE_BY_ONE = new OneByOne();
  private static final AtomicReferenceArray<@Nullable ByVectors> FAST =
      new AtomicReferenceArray<>(2 * WIDTHS * MOST);

  private RunCopies() {}

  /// That for runs of `length` elements.
  ///
  /// @param work the number of elements that are about to be copied
  static RunCopy of(Element element, int length, long work) {
    if (!element.isFloating()) return ONE_BY_ONE;
    int bits = VectorSupport.bits();
    while (bits >= NARROWEST && GemmTile.Form.lanes(element, bits) > length) bits /= 2;
    if (bits < NARROWEST) return ONE_BY_ONE;
    int count = Math.ceilDiv(length, GemmTile.Form.lanes(element, bits));
    if (count > MOST) return ONE_BY_ONE;
    var fast = byVectors(element, bits, count);
    return fast.warmUp.ready(work) ? fast.copy() : ONE_BY_ONE;
  }

  private static ByVectors byVectors(Element element, int bits, int count) {
    int place = element == Element.F32 ? 0 : 1;
    place = place * WIDTHS + Integer.numberOfTrailingZeros(bits / NARROWEST);
    place = place * MOST + count - 1;
    var known = FAST.get(place);
    if (known != null) return known;
    var made = new ByVectors(element, bits, count);
    var earlier = FAST.compareAndExchange(place, null, made);
    return earlier == null ? made : earlier;
  }

  private static final class ByVectors {
    final WarmUp warmUp = new WarmUp(WORTH, this::warm);
    private final Element element;
    private final int bits;
    private final int count;
    private volatile @Nullable RunCopy copy;

    ByVectors(Element element, int bits, int count) {
      this.element = element;
      this.bits = bits;
      this.count = count;
    }

    RunCopy copy() {
      var known = copy;
      if (known != null) return known;
      var made = RunCopyCompiler.compile(element, bits, count);
      copy = made;
      return made;
    }

    private boolean warm() {
      var fresh = copy();
      int length = count * GemmTile.Form.lanes(element, bits);
      var from = element.newArray(RUNS * length);
      var to = element.newArray(RUNS * length);
      var indices = new int[RUNS];
      int half = RUNS / 2;
      double vectors = 2.0 * CALLS * RUNS * count;
      return WarmUp.untilFast(
          COMPILED * vectors,
          () -> {
            for (int call = 0; call < CALLS; call++) {
              fresh.run(length, half, half, from, 0, length, 0, to, 0, half * length, length);
              fresh.take(length, RUNS, indices, 0, 1, 0, from, 0, length, to, 0, length);
            }
          });
    }
  }

  /// Leaves each run to [System#arraycopy].
  private static final class OneByOne implements RunCopy {
    @Override
    public void run(
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
        int toInner) {
      for (int o = 0; o < outer; o++) {
        int source = fromAt + o * fromOuter;
        int target = toAt + o * toOuter;
        for (int i = 0; i < inner; i++) {
          System.arraycopy(from, source, to, target, length);
          source += fromInner;
          target += toInner;
        }
      }
    }

    @Override
    public void take(
        int length,
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
        int toStep) {
      for (int i = 0; i < n; i++) {
        int source = fromAt + i * fromStep + indices[at + i * step] * stride;
        System.arraycopy(from, source, to, toAt + i * toStep, length);
      }
    }
  }
}
