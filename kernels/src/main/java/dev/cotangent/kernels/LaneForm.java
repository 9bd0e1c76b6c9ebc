package dev.cotangent.kernels;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The [LaneFold] of a kernel, and how it is warmed: on made-up data, until it is faster than the
/// scalar form.
final class LaneForm {
  /// Elements reduced in scalar form after which vector code is worth its compilation.
  private static final long WORTH = 1 << 24;

  private static final long LONGEST_WARMING = 5_000_000_000L;
  private static final int SIZE = 64 * Reduction.LANES; // of the made-up array
  private static final int CALLS = 16; // that are timed together
  private static final int VICTORIES = 4; // in a row, lest it be chance

  private final String name;
  private final Expr combine;
  private final Kernel scalar;
  private final Element element;
  private final WarmUp warmUp = new WarmUp(WORTH, this::warm);
  private volatile @Nullable LaneFold fold;

  LaneForm(String name, Expr combine, Kernel scalar, Element element) {
    this.name = name;
    this.combine = combine;
    this.scalar = scalar;
    this.element = element;
  }

  /// The compiled fold, or null if the scalar form must do it.
  ///
  /// @param work the number of elements that are about to be reduced
  @Nullable LaneFold fold(long work) {
    var known = fold;
    if (known == null) warmUp.ready(work);
    return known;
  }

  private void warm() {
    var fresh = LaneFoldCompiler.compile(name, combine, VectorSupport.bits());
    if (fresh != null && wins(fresh)) fold = fresh;
  }

  private boolean wins(LaneFold fresh) {
    var source = MadeUp.array(element, SIZE, 1, false);
    var lanes = element.newArray(Reduction.LANES);
    long start = System.nanoTime();
    long best = Long.MAX_VALUE; // of the scalar form
    int victories = 0;
    while (victories < VICTORIES && System.nanoTime() - start < LONGEST_WARMING) {
      long before = System.nanoTime();
      for (int call = 0; call < CALLS; call++) fresh.fold(SIZE, lanes, source, 0);
      long between = System.nanoTime();
      for (int call = 0; call < CALLS; call++) bySixtyFour(lanes, source);
      best = Math.min(best, System.nanoTime() - between);
      victories = between - before < best ? victories + 1 : 0;
      if (victories == 0) LockSupport.parkNanos(1_000_000); // the compiler needs the processor
    }
    return victories == VICTORIES;
  }

  private void bySixtyFour(Object lanes, Object source) {
    var operands = new Object[] {lanes, source};
    var strides = new int[] {1, 1};
    for (int i = 0; i < SIZE; i += Reduction.LANES) {
      scalar.map(Reduction.LANES, lanes, 0, 1, operands, new int[] {0, i}, strides);
    }
  }
}
