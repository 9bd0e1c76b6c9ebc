package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Chunks of work on 1, 2, 3 and 7 threads. The time limits are there to see that nothing stands
/// still.
@Timeout(60)
class ParallelTest {
  private static final double MUCH = 1e6; // nanoseconds that an item is said to take

  private record Span(int from, int to) {}

  private static Set<Span> spans(int threads, int count, double nanos) {
    var spans = ConcurrentHashMap.<Span>newKeySet();
    Parallel.withThreads(
        threads,
        () ->
            Parallel.ranges(count, nanos, (from, to) -> assertTrue(spans.add(new Span(from, to)))));
    return spans;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyItemIsDoneOnce(int threads) {
    for (int count : new int[] {0, 1, 2, 3, 255, 256, 257, 1000, 100_003}) {
      for (double nanos : new double[] {0.01, 3, 700, MUCH}) {
        var done = new AtomicIntegerArray(count);
        for (var span : spans(threads, count, nanos)) {
          for (int item = span.from(); item < span.to(); item++) done.incrementAndGet(item);
        }
        for (int item = 0; item < count; item++) assertEquals(1, done.get(item));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void chunksDoNotDependOnTheNumberOfThreads(int threads) {
    for (int count : new int[] {2, 19, 5000, Integer.MAX_VALUE}) {
      for (double nanos : new double[] {0.01, 3, 700, MUCH}) {
        assertEquals(spans(1, count, nanos), spans(threads, count, nanos));
      }
    }
  }

  @Test
  void littleWorkStaysOnItsThreadInOnePiece() {
    var caller = Thread.currentThread();
    Parallel.withThreads(
        3,
        () ->
            Parallel.ranges(
                1000,
                19,
                (from, to) -> {
                  assertSame(caller, Thread.currentThread());
                  assertEquals(new Span(0, 1000), new Span(from, to));
                }));
  }

  /// As many chunks as threads, each of which waits for all others: so all must run at once.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void asManyThreadsWorkAsThereMayBe(int threads) {
    var threadsSeen = ConcurrentHashMap.<Thread>newKeySet();
    var together = new CountDownLatch(threads);
    Parallel.withThreads(
        threads,
        () ->
            Parallel.ranges(
                threads,
                MUCH,
                (from, to) -> {
                  threadsSeen.add(Thread.currentThread());
                  for (int item = from; item < to; item++) together.countDown();
                  await(together);
                }));
    assertEquals(threads, threadsSeen.size());
    assertTrue(threadsSeen.contains(Thread.currentThread()));
  }

  static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS), "the others did not come");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void callsInsideCallsEnd(int threads) {
    var done = new AtomicInteger();
    Parallel.withThreads(
        threads,
        () ->
            Parallel.ranges(
                20,
                MUCH,
                (from, to) ->
                    Parallel.ranges(
                        10 * (to - from),
                        MUCH,
                        (from2, to2) ->
                            Parallel.ranges(
                                5 * (to2 - from2), MUCH, (a, b) -> done.addAndGet(b - a)))));
    assertEquals(20 * 10 * 5, done.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void manyCallersAtOnce(int threads) {
    try (var pool = Executors.newFixedThreadPool(16)) {
      Parallel.withThreads(threads, () -> callers(pool));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void virtualThreadsAsCallers(int threads) {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Parallel.withThreads(threads, () -> callers(pool));
    }
  }

  private static void callers(ExecutorService pool) {
    var sums = new ArrayList<Future<Integer>>();
    for (int caller = 0; caller < 300; caller++) {
      int factor = caller;
      sums.add(pool.submit(() -> sumOfItems(500, factor)));
    }
    for (int caller = 0; caller < 300; caller++)
      assertEquals(124_750 * caller, get(sums.get(caller)));
  }

  private static int sumOfItems(int count, int factor) {
    var sum = new AtomicInteger();
    Parallel.ranges(
        count,
        MUCH,
        (from, to) -> {
          for (int item = from; item < to; item++) sum.addAndGet(item * factor);
        });
    return sum.get();
  }

  private static int get(Future<Integer> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void theFirstFailureReachesTheCaller(int threads) {
    for (int round = 0; round < 50; round++) {
      Parallel.withThreads(
          threads,
          () -> {
            var thrown =
                assertThrows(
                    ArithmeticException.class,
                    () -> Parallel.ranges(100, MUCH, ParallelTest::failFromTwentyOn));
            assertEquals("20", thrown.getMessage());
            assertEquals(124_750, sumOfItems(500, 1)); // and all goes on
          });
    }
  }

  private static void failFromTwentyOn(int from, int to) {
    for (int item = from; item < to; item++) {
      if (item >= 20) throw new ArithmeticException("" + item);
    }
  }

  @Test
  void errorsReachTheCallerAsTheyAre() {
    var error = new AssertionError("as it is");
    Parallel.withThreads(
        2,
        () ->
            assertSame(
                error,
                assertThrows(
                    AssertionError.class,
                    () ->
                        Parallel.ranges(
                            9,
                            MUCH,
                            (from, to) -> {
                              throw error;
                            }))));
  }
}
