package dev.cotangent.benchmarks.gradbench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// How often a computation is to be run.
///
/// @param minRuns number of runs; at least one is made
/// @param minSeconds that all runs together take at least
record Runs(int minRuns, double minSeconds) {
  static final Runs ONCE = new Runs(1, 0);

  record Timing(String name, long nanoseconds) {}

  record Outcome(Object output, List<Timing> timings) {}

  /// Runs once more, in advance, which is a timing of its own: classes are loaded there, and code
  /// is compiled.
  Outcome of(Supplier<?> computation) {
    var timings = new ArrayList<Timing>();
    var output = timed("warmup", computation, timings);
    long total = 0;
    for (int run = 0; run < Math.max(minRuns, 1) || total < minSeconds * 1e9; run++) {
      output = timed("evaluate", computation, timings);
      total += timings.getLast().nanoseconds();
    }
    return new Outcome(output, timings);
  }

  private static Object timed(String name, Supplier<?> computation, List<Timing> timings) {
    long start = System.nanoTime();
    Object output = computation.get();
    timings.add(new Timing(name, System.nanoTime() - start));
    return output;
  }
}
