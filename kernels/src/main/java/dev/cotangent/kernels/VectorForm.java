package dev.cotangent.kernels;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The vector form of a kernel for one choice of operands that stand still, and how it is warmed:
/// on made-up data it must become faster than the scalar form, else it is never used.
final class VectorForm {
  /// Instructions of the scalar form (elements times size) after which the vector form is worth its
  /// compilation: about a tenth of a second.
  private static final long WORTH = 200_000_000;

  private static final long TURN = 1_000_000_000L;

  /// Nanoseconds per vector instruction: compiled code takes less, any other ten times as much.
  private static final double COMPILED = 5;

  /// Here the scalar form is always called alike, which the compiler may have turned into vectors
  /// of its own; in the wild it has to be ready for everything. So a draw is not enough for it.
  private static final double HANDICAP = 1.3;

  private static final long PAUSE = 500_000;

  private static final int VECTORS = 32; // in a made-up array
  private static final int CALLS = 16; // that are timed together
  private static final int VICTORIES = 4; // in a row, lest it be chance
  private static final int DEFEATS = 50; // of compiled code

  private final String name;
  private final Expr definition;
  private final Kernel scalar;
  private final int size;
  private final int lanes;
  private final int still;
  private final Element[] operands;
  private final WarmUp warmUp = new WarmUp(WORTH, this::warm);
  private volatile @Nullable VectorLoop loop;
  private @Nullable VectorLoop candidate; // while it is warmed

  /// @param size the number of the definition's instructions
  /// @param lanes of a vector of [VectorSupport#bits]
  /// @param still see [VectorCompiler]
  VectorForm(
      String name,
      Expr definition,
      Kernel scalar,
      int size,
      int lanes,
      int still,
      Element... operands) {
    this.name = name;
    this.definition = definition;
    this.scalar = scalar;
    this.size = size;
    this.lanes = lanes;
    this.still = still;
    this.operands = operands;
  }

  /// The compiled loop, or null if the scalar form must do it.
  ///
  /// @param n the number of elements that are about to be computed
  @Nullable VectorLoop loop(int n) {
    var known = loop;
    if (known == null) warmUp.ready((long) n * size);
    return known;
  }

  /// Whether it is known which form is the faster one; counts as work done, if not.
  boolean isSettled(long n) {
    return warmUp.ready(n * size) || warmUp.isOver();
  }

  private boolean warm() {
    var fresh = candidate;
    if (fresh == null) {
      fresh = VectorCompiler.compile(name, definition, VectorSupport.bits(), still, operands);
      if (fresh == null) return true;
      candidate = fresh;
    }
    if (!isDecided(fresh)) return false;
    candidate = null;
    return true;
  }

  /// Lets it race against the scalar form: it has won, and is the loop from now on, or lost, or
  /// needs another turn.
  private boolean isDecided(VectorLoop fresh) {
    int n = VECTORS * lanes;
    var usual = new Object[operands.length];
    var unusual = new Object[operands.length];
    var strides = new int[operands.length];
    for (int k = 0; k < operands.length; k++) {
      usual[k] = MadeUp.array(operands[k], n, k, false);
      unusual[k] = MadeUp.array(operands[k], n, k, true);
      strides[k] = (still >> k & 1) == 0 ? 1 : 0;
    }
    var out = definition.type().element().newArray(n);
    var offsets = new int[operands.length];
    double compiled = COMPILED * CALLS * VECTORS * size;
    long start = System.nanoTime();
    long best = Long.MAX_VALUE; // of the scalar form
    int victories = 0;
    int defeats = 0;
    while (defeats < DEFEATS && System.nanoTime() - start < TURN) {
      // Every way through the code must be seen, or it will be compiled as never taken, and the
      // first who takes it will wait for another compilation.
      fresh.map(n - 1, out, 0, unusual, offsets);
      long before = System.nanoTime();
      for (int call = 0; call < CALLS; call++) fresh.map(n, out, 0, usual, offsets);
      long between = System.nanoTime();
      for (int call = 0; call < CALLS; call++) scalar.map(n, out, 0, 1, usual, offsets, strides);
      best = Math.min(best, System.nanoTime() - between);
      victories = between - before < HANDICAP * best ? victories + 1 : 0;
      if (victories == VICTORIES) {
        loop = fresh;
        return true;
      }
      if (victories > 0) continue;
      if (between - before < compiled) defeats++;
      LockSupport.parkNanos(PAUSE); // the compiler needs the processor more
    }
    return defeats >= DEFEATS;
  }
}
