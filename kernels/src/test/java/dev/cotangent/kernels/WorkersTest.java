package dev.cotangent.kernels;

import static dev.cotangent.kernels.ParallelTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The life of the helpers: woken, kept away, and let go.
@Timeout(60)
class WorkersTest {
  /// After so long a pause the helpers sleep, and must be woken.
  @Test
  void helpersThatSleepAreWoken() throws InterruptedException {
    var workers = new Workers(2);
    for (int round = 0; round < 20; round++) {
      var together = new CountDownLatch(2);
      workers.run(
          2,
          chunk -> {
            together.countDown();
            await(together);
          });
      Thread.sleep(2);
    }
    workers.close();
  }

  /// Two callers are as many as there may be threads.
  @Test
  void helpersKeepAwayWhenCallersAreEnough() throws InterruptedException {
    var workers = new Workers(2);
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var other =
        Thread.ofPlatform()
            .start(() ->
                workers.run(
                    1,
                    chunk -> {
                      begun.countDown();
                      await(end);
                    }));
    await(begun);
    var seen = ConcurrentHashMap.<Thread>newKeySet();
    workers.run(
        20,
        chunk -> {
          seen.add(Thread.currentThread());
          spin(100_000);
        });
    end.countDown();
    other.join();
    assertEquals(Set.of(Thread.currentThread()), seen);
    workers.close();
  }

  /// The helper is still at its chunk when the caller has done all the others.
  @Test
  void anInterruptIsKeptForTheCaller() {
    var workers = new Workers(2);
    var helping = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    var caller = Thread.currentThread();
    workers.run(
        2,
        chunk -> {
          if (Thread.currentThread() == caller) {
            await(helping);
            done.countDown();
          } else {
            helping.countDown();
            await(done);
            spin(5_000_000);
            caller.interrupt();
            spin(5_000_000);
          }
        });
    assertTrue(Thread.interrupted());
    workers.close();
  }

  private static void spin(long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) Thread.onSpinWait();
  }

  @Test
  void helpersAreDaemonsAndEnd() throws InterruptedException {
    var seen = ConcurrentHashMap.<Thread>newKeySet();
    var workers = new Workers(2);
    var together = new CountDownLatch(2);
    workers.run(
        2,
        chunk -> {
          seen.add(Thread.currentThread());
          together.countDown();
          await(together);
        });
    workers.close();
    var helpers = new HashSet<>(seen);
    helpers.remove(Thread.currentThread());
    for (var helper : helpers) {
      assertTrue(helper.isDaemon());
      helper.join(30_000);
      assertFalse(helper.isAlive());
    }
    assertEquals(1, helpers.size());
  }

  @Test
  void theNumberOfThreads() {
    assertEquals(Runtime.getRuntime().availableProcessors(), Workers.configured(null));
    assertEquals(1, Workers.configured("1"));
    assertEquals(12, Workers.configured(" 12 "));
    for (var bad : new String[] {"0", "-1", "two", "", "1.5", "99999999999"}) {
      var thrown = assertThrows(IllegalArgumentException.class, () -> Workers.configured(bad));
      assertEquals(
          "-Dcotangent.threads=" + bad + ": expected a number of threads, 1 to 1024",
          thrown.getMessage());
    }
  }
}
