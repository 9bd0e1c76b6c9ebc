package dev.cotangent.kernels;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Chunks of work that several threads take in turn, in ascending order.
final class Job {
  private final int chunks;
  private final IntConsumer body;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger helping = new AtomicInteger();
  private volatile @Nullable Thread waiting;
  private int failedChunk;
  private @Nullable Throwable failure;

  Job(int chunks, IntConsumer body) {
    this.chunks = chunks;
    this.body = body;
    failedChunk = chunks;
  }

  /// Whether there are chunks that nobody has taken.
  boolean isOpen() {
    return next.get() < chunks;
  }

  /// Does chunks until all are taken. What one throws is kept for the caller.
  void work() {
    for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
      try {
        body.accept(chunk);
      } catch (Throwable e) {
        fail(chunk, e);
      }
    }
  }

  /// As [#work], for another thread than the caller's. It says that it is there before it takes a
  /// chunk: so the caller, who waits when all are taken, knows of all who have one.
  void help() {
    helping.incrementAndGet();
    try {
      work();
    } finally {
      if (helping.decrementAndGet() == 0) LockSupport.unpark(waiting);
    }
  }

  /// The chunks that nobody has taken are dropped. All before this one have been taken, so that
  /// they fail or not does not depend on who is faster.
  private synchronized void fail(int chunk, Throwable e) {
    next.set(chunks);
    if (chunk > failedChunk) return;
    failedChunk = chunk;
    failure = e;
  }

  /// Returns when nobody is helping any more, for the caller to call when all chunks are taken.
  ///
  /// @param watching nanoseconds until the thread sleeps
  void await(long watching) {
    long start = System.nanoTime();
    while (helping.get() > 0 && System.nanoTime() - start < watching) Thread.onSpinWait();
    if (helping.get() == 0) return;
    waiting = Thread.currentThread();
    boolean interrupted = false;
    while (helping.get() > 0) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) Thread.currentThread().interrupt();
  }

  /// Throws what the first chunk that failed has thrown.
  synchronized void throwFailure() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure); // a checked one in disguise
    }
  }
}
