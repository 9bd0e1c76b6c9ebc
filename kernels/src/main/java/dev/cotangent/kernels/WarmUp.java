package dev.cotangent.kernels;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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

  private final long worth;
  private final Runnable task;
  private long done; // racy on purpose: a lost count only delays
  private volatile State state = State.COLD;

  private enum State {
    COLD,
    WARMING,
    READY,
    FAILED
  }

  /// @param worth how much work must have been done in the slow form before the fast one is warmed
  /// @param task makes the fast form ready
  WarmUp(long worth, Runnable task) {
    this.worth = worth;
    this.task = task;
  }

  /// Counts `work` that is about to be done, and says whether the fast form is ready for it.
  boolean ready(long work) {
    if (state == State.READY) return true;
    done += work;
    if (state == State.COLD && done >= worth) begin();
    return false;
  }

  private synchronized void begin() {
    if (state != State.COLD) return;
    state = State.WARMING;
    WORKER.execute(this::run);
  }

  private void run() {
    try {
      task.run();
      state = State.READY;
    } catch (RuntimeException | LinkageError e) {
      state = State.FAILED; // the slow form stays, and gives the same results
      System.getLogger(WarmUp.class.getName()).log(System.Logger.Level.WARNING, "no fast form", e);
    }
  }
}
