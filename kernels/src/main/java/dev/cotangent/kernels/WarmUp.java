package dev.cotangent.kernels;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The way of a kernel to its fast form. Vector code that the virtual machine has not compiled yet
/// runs far slower than scalar code, so the fast form is used only after it has been run on made-up
/// data, off the caller's thread, until it is compiled; and that is begun only for a kernel that
/// has proved to be worth it. Both forms give the same bits, so the change cannot be seen.
final class WarmUp {
  private static final ExecutorService WORKER =
      Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "cotangent-warm-up");
        thread.setDaemon(true);
        return thread;
      });

  /// Turns after which a fast form is given up. A turn may be long on a machine that is busy with
  /// other things, and then the compiler is even later.
  private static final int MOST_TURNS = 60;

  // Of a turn of rounds: after so many the virtual machine must have noticed, and needs the time.
  private static final long TURN = 1_000_000_000L;
  private static final int ENOUGH = 3;
  private static final int ASKED = 40;
  private static final long PAUSE = 1_000_000;

  private final long worth;
  private final BooleanSupplier turn;
  private int turns; // of the worker's thread
  private long done; // racy on purpose: a lost count only delays
  private volatile State state = State.COLD;

  private enum State {
    COLD,
    WARMING,
    READY,
    FAILED
  }

  /// @param worth how much work must have been done in the slow form before the fast one is warmed
  /// @param turn works on the fast form for a second at most; false, if it wants another turn, when
  ///   others have had theirs
  WarmUp(long worth, BooleanSupplier turn) {
    this.worth = worth;
    this.turn = turn;
  }

  /// A turn that repeats `round` until it was fast a few times in a row.
  ///
  /// @param nanos what a round takes less of once it is compiled
  static boolean untilFast(double nanos, Runnable round) {
    long start = System.nanoTime();
    int fast = 0;
    for (int number = 0; fast < ENOUGH; number++) {
      long before = System.nanoTime();
      if (before - start > TURN) return false;
      round.run();
      fast = System.nanoTime() - before < nanos ? fast + 1 : 0;
      if (fast == 0 && number > ASKED) LockSupport.parkNanos(PAUSE);
    }
    return true;
  }

  /// Counts `work` that is about to be done, and says whether the fast form is ready for it.
  boolean ready(long work) {
    if (state == State.READY) return true;
    done += work;
    if (state == State.COLD && done >= worth) begin();
    return false;
  }

  /// Whether nothing will change any more.
  boolean isOver() {
    return state == State.READY || state == State.FAILED;
  }

  private synchronized void begin() {
    if (state != State.COLD) return;
    state = State.WARMING;
    WORKER.execute(this::run);
  }

  private void run() {
    try {
      if (turn.getAsBoolean()) state = State.READY;
      else if (++turns < MOST_TURNS) WORKER.execute(this::run);
      else state = State.FAILED;
    } catch (RuntimeException | LinkageError e) {
      state = State.FAILED; // the slow form stays, and gives the same results
      System.getLogger(WarmUp.class.getName()).log(System.Logger.Level.WARNING, "no fast form", e);
    }
  }
}
