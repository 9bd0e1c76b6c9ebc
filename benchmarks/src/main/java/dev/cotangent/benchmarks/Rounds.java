package dev.cotangent.benchmarks;

import java.util.Arrays;
import java.util.List;

/// Times contenders by turns, so that what disturbs the machine disturbs them alike.
final class Rounds {
  static final int NUMBER = 7;
  private static final double LENGTH = 0.1; // seconds at least, of one contender's turn

  private Rounds() {}

  /// The median over the rounds of the seconds per run, for each contender.
  static double[] medians(List<Contender> contenders) {
    var runs = contenders.stream().mapToInt(Rounds::runs).toArray();
    var seconds = new double[contenders.size()][NUMBER];
    for (int round = 0; round < NUMBER; round++) {
      for (int k = 0; k < runs.length; k++) {
        seconds[k][round] = seconds(contenders.get(k), runs[k]) / runs[k];
      }
    }
    return Arrays.stream(seconds).mapToDouble(Rounds::median).toArray();
  }

  /// How many runs fill a turn. Also warms a contender that has not run yet.
  private static int runs(Contender contender) {
    int runs = 1;
    double taken;
    while ((taken = seconds(contender, runs)) < LENGTH) {
      runs = (int) Math.ceil(runs * Math.min(10, 1.2 * LENGTH / Math.max(taken, 1e-9)));
    }
    return runs;
  }

  private static double seconds(Contender contender, int runs) {
    long start = System.nanoTime();
    for (int k = 0; k < runs; k++) contender.run();
    return (System.nanoTime() - start) * 1e-9;
  }

  static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
