package dev.cotangent.kernels;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Work on several threads at once. It is cut into chunks by its amount alone, never by the number
/// of threads, and which thread does which chunk is left to chance: so a kernel that gives a chunk
/// its own results to write gives the same bits on any number of threads.
final class Parallel {
  /// The work on the items `from` to `to`.
  interface Range {
    void run(int from, int to);
  }

  // In nanoseconds of estimated work. Less than ALONE is not worth telling another thread of.
  private static final double ALONE = 20_000;
  private static final double CHUNK = 10_000;

  /// So many chunks are enough to keep any number of threads busy to the end.
  private static final int MOST_CHUNKS = 256;

  /// Made when first needed.
  private static final AtomicReference<@Nullable Workers> WORKERS = new AtomicReference<>();

  private Parallel() {}

  /// Runs `range` on ranges that cover `0 <= item < count`, each item once, and returns when all
  /// are done; on the caller's thread and, if there is enough to do, on others at the same time. An
  /// exception of a range reaches the caller, that of the first range if there are several.
  ///
  /// @param nanos what one item takes, roughly
  static void ranges(int count, double nanos, Range range) {
    if (count == 0) return;
    if (count * nanos < ALONE) {
      range.run(0, count);
      return;
    }
    int size = (int) Math.ceil(Math.max(CHUNK / nanos, (double) count / MOST_CHUNKS));
    int chunks = Math.ceilDiv(count, size);
    if (chunks == 1) {
      range.run(0, count);
      return;
    }
    workers()
        .run(
            chunks,
            chunk -> {
              int from = chunk * size;
              range.run(from, from + Math.min(size, count - from));
            });
  }

  private static Workers workers() {
    var known = WORKERS.get();
    if (known != null) return known;
    var made = new Workers(Workers.configured(System.getProperty(Workers.THREADS)));
    var earlier = WORKERS.compareAndExchange(null, made);
    return earlier != null ? earlier : made;
  }

  /// Runs `task` with another number of threads, which whoever works at the same time gets as well:
  /// for tests, that must see that the number cannot be seen.
  static void withThreads(int threads, Runnable task) {
    var workers = new Workers(threads);
    var before = WORKERS.getAndSet(workers);
    try {
      task.run();
    } finally {
      WORKERS.set(before);
      workers.close();
    }
  }
}
