package dev.cotangent.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.function.Supplier;

/// What a computation takes from the heap.
public final class Memory {
  private static final int RUNS = 5;

  private Memory() {}

  /// Bytes allocated per run, on all threads.
  static long allocated(Contender contender) {
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = bean.getTotalThreadAllocatedBytes();
    for (int k = 0; k < RUNS; k++) contender.run();
    return (bean.getTotalThreadAllocatedBytes() - before) / RUNS;
  }

  /// Bytes that are reachable from what `make` returns, and were not before.
  ///
  /// @param copies how many to make, if one would be lost in the noise
  public static double live(Supplier<?> make, int copies) {
    var kept = new Object[copies + 1];
    kept[copies] = make.get(); // with it, what a first one leaves behind for good is not counted
    long before = reachable();
    for (int k = 0; k < copies; k++) kept[k] = make.get();
    long after = reachable();
    Reference.reachabilityFence(kept);
    return (double) (after - before) / copies;
  }

  private static long reachable() {
    for (int k = 0; k < 3; k++) System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
