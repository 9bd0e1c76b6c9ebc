package dev.cotangent.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// What a process pays before it runs at full speed.
///
/// @param first seconds to the first result
/// @param steady seconds to the beginning of the first stretch that was as fast as it gets
record WarmUp(double first, double steady) {
  private static final double STRETCH = 0.01;
  private static final double PROGRESS = 0.95;
  private static final double LONGEST = 60;
  private static final double AS_FAST = 1.1;

  /// Some runs in a row: when they began, seconds after the first of all, and how long each took.
  record Stretch(double begin, double perRun) {}

  /// Runs the contender, which has never run before, until it gets no faster.
  ///
  /// @param patience seconds without progress after which it is believed that none will come
  static WarmUp of(Contender contender, double patience) {
    long start = System.nanoTime();
    contender.run();
    double first = since(start);
    var stretches = new ArrayList<>(List.of(new Stretch(0, first)));
    double best = first;
    double progress = first;
    while (since(start) - progress < patience && since(start) < LONGEST) {
      var stretch = stretch(contender, start);
      stretches.add(stretch);
      if (stretch.perRun() < PROGRESS * best) {
        best = stretch.perRun();
        progress = since(start);
      }
    }
    return new WarmUp(first, steady(stretches));
  }

  private static Stretch stretch(Contender contender, long start) {
    double begin = since(start);
    int runs = 0;
    double now;
    do {
      contender.run();
      runs++;
      now = since(start);
    } while (now - begin < STRETCH);
    return new Stretch(begin, (now - begin) / runs);
  }

  static double steady(List<Stretch> stretches) {
    double best = stretches.stream().mapToDouble(Stretch::perRun).min().orElseThrow();
    return stretches.stream()
        .filter(s -> s.perRun() <= AS_FAST * best)
        .mapToDouble(Stretch::begin)
        .min()
        .orElseThrow();
  }

  private static double since(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }
}
