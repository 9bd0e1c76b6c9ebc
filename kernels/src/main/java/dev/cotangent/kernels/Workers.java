package dev.cotangent.kernels;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A few daemon threads that help callers with their [Job]s. A caller always works on its own job
/// until nothing is left of it, so it never depends on a helper that has not begun: that is why
/// nested calls, and calls from any number of threads, cannot wait for each other in a circle.
/// Helpers keep away while the callers alone are as many as there may be threads.
final class Workers {
  static final String THREADS = "cotangent.threads";

  private static final int MOST = 1024;

  /// Nanoseconds that an idle thread watches for work before it sleeps.
  private static final long WATCHING = 50_000;

  private final int threads; // callers and helpers together
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicReferenceArray<@Nullable Helper> helpers; // started when first wanted
  private final AtomicReferenceArray<@Nullable Job> jobs; // open to helpers
  private volatile boolean closed;

  Workers(int threads) {
    this.threads = threads;
    helpers = new AtomicReferenceArray<>(threads - 1);
    jobs = new AtomicReferenceArray<>(threads - 1);
  }

  /// The number of threads that a property asks for: if it is not set, one per processor.
  static int configured(@Nullable String property) {
    if (property == null) return Runtime.getRuntime().availableProcessors();
    try {
      int threads = Integer.parseInt(property.strip());
      if (threads > 0 && threads <= MOST) return threads;
    } catch (NumberFormatException e) {
      // as bad as a number out of range
    }
    throw new IllegalArgumentException(
        "-D" + THREADS + "=" + property + ": expected a number of threads, 1 to " + MOST);
  }

  /// Runs `body` for `0 <= chunk < chunks`, and returns when all is done.
  void run(int chunks, IntConsumer body) {
    if (threads == 1 || Thread.currentThread() instanceof Helper) {
      for (int chunk = 0; chunk < chunks; chunk++) body.accept(chunk);
      return;
    }
    var job = new Job(chunks, body);
    int spare = threads - active.incrementAndGet();
    try {
      int place = spare > 0 ? open(job) : -1;
      if (place >= 0) call(Math.min(spare, chunks - 1));
      job.work();
      if (place >= 0) jobs.set(place, null);
      job.await(WATCHING);
    } finally {
      active.decrementAndGet();
    }
    job.throwFailure();
  }

  /// Shows a job to the helpers. If there is no place, as many callers as threads are at work.
  private int open(Job job) {
    for (int k = 0; k < jobs.length(); k++) if (jobs.compareAndSet(k, null, job)) return k;
    return -1;
  }

  /// Sees that so many helpers are awake, if there are as many that have nothing to do.
  private void call(int wanted) {
    for (int k = 0; k < helpers.length() && wanted > 0; k++) {
      var helper = helpers.get(k);
      if (helper == null) {
        start(k);
      } else if (helper.busy) {
        continue;
      } else if (helper.asleep.getAndSet(false)) {
        LockSupport.unpark(helper);
      }
      wanted--;
    }
  }

  private void start(int k) {
    var helper = new Helper("cotangent-worker-" + (k + 1));
    if (!helpers.compareAndSet(k, null, helper)) return;
    try {
      helper.start();
    } catch (OutOfMemoryError e) { // the system has no thread for us, so the caller is on its own
      helpers.set(k, null);
    }
  }

  /// A job that has work for one more thread, or null.
  private @Nullable Job available() {
    if (active.get() >= threads) return null;
    for (int k = 0; k < jobs.length(); k++) {
      var job = jobs.get(k);
      if (job != null && job.isOpen()) return job;
    }
    return null;
  }

  private boolean enter() {
    while (true) {
      int now = active.get();
      if (now >= threads) return false;
      if (active.compareAndSet(now, now + 1)) return true;
    }
  }

  /// Lets the helpers go. Jobs that are under way are finished by their callers.
  void close() {
    closed = true;
    for (int k = 0; k < helpers.length(); k++) LockSupport.unpark(helpers.get(k));
  }

  private final class Helper extends Thread {
    final AtomicBoolean asleep = new AtomicBoolean();
    volatile boolean busy;

    Helper(String name) {
      super(null, null, name, 0, false);
      setDaemon(true);
    }

    @Override
    public void run() {
      long idleSince = System.nanoTime();
      while (!closed) {
        var job = available();
        if (job != null && enter()) {
          help(job);
          idleSince = System.nanoTime();
        } else if (System.nanoTime() - idleSince < WATCHING) {
          Thread.onSpinWait();
        } else {
          sleep();
          idleSince = System.nanoTime();
        }
      }
    }

    private void help(Job job) {
      busy = true;
      try {
        job.help();
      } finally {
        busy = false;
        active.decrementAndGet();
      }
    }

    private void sleep() {
      asleep.set(true);
      if (available() == null && !closed) LockSupport.park(this);
      asleep.set(false);
    }
  }
}
