package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Shape;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/// Measures the largest inputs of GradBench, a row of a table for each. They have GradBench's sizes
/// and distributions, but are drawn by another generator.
final class Largest {
  private static final Runs RUNS = new Runs(3, 5);

  /// @param primal a function, and `derivative` another one, of the same input
  private record Case(
      String eval, String size, String primal, String derivative, Map<String, ?> input) {}

  private final Random random = new Random(31337);

  private Largest() {}

  /// @param args the evals to measure; all if none is named
  public static void main(String[] args) {
    var named = List.of(args);
    System.out.println("| eval | size | primal ms | derivative ms | the first time |");
    System.out.println("|---|---|---|---|---|");
    for (var each : new Largest().cases()) {
      if (named.isEmpty() || named.contains(each.eval)) row(each, System.out);
    }
  }

  private static void row(Case each, PrintStream out) {
    var primal = timings(each, each.primal);
    var derivative = timings(each, each.derivative);
    out.printf(
        Locale.ROOT,
        "| %s | %s | %.2f | %.2f | %.0f, %.0f |%n",
        each.eval,
        each.size,
        median(primal),
        median(derivative),
        primal[0],
        derivative[0]);
  }

  /// Milliseconds, the first time first.
  private static double[] timings(Case each, String function) {
    var evaluation = Evals.evaluation(each.eval, function);
    var outcome = RUNS.of(evaluation.of(Json.GSON.toJsonTree(each.input)));
    return outcome.timings().stream().mapToDouble(t -> t.nanoseconds() * 1e-6).toArray();
  }

  /// Of all but the first time.
  private static double median(double[] timings) {
    var sorted = DoubleStream.of(timings).skip(1).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private List<Case> cases() {
    return List.of(
        new Case(
            "llsq", "n=16392,m=128", "primal", "gradient", Map.of("x", uniform(128), "n", 16392)),
        new Case("lse", "n=1280000", "primal", "gradient", Map.of("x", uniform(1_280_000))),
        mixture(1000, 10, 25),
        mixture(1000, 64, 100),
        new Case(
            "ode", "n=100000,s=100", "primal", "gradient", Map.of("x", uniform(100_000), "s", 100)),
        new Case("det", "11", "primal", "gradient", Map.of("A", uniform(11 * 11), "ell", 11)),
        clusters(10_000, 25, 10),
        clusters(10_000, 1000, 16),
        memory(4, 4096, 7),
        bundle(161, 48126, 182072));
  }

  private Case mixture(int n, int d, int k) {
    var input =
        Map.of(
            "x", normal(n, d),
            "m", 0,
            "gamma", 1,
            "alpha", normal(k),
            "mu", uniform(k, d),
            "q", normal(k, d),
            "l", normal(k, d * (d - 1) / 2));
    return new Case("gmm", d + "_" + k + "_" + n, "objective", "jacobian", input);
  }

  private Case clusters(int n, int k, int d) {
    var points = uniform(n, d);
    var centroids = uniform(k, d);
    // No cluster is empty: every centroid is a point.
    System.arraycopy(centroids.elements(), 0, points.elements(), 0, centroids.elements().length);
    var size = "k=" + k + ",n=" + n + ",d=" + d;
    return new Case(
        "kmeans", size, "cost", "dir", Map.of("points", points, "centroids", centroids));
  }

  private Case memory(int layers, int characters, int bits) {
    var input =
        Map.of(
            "main_params", uniform(2 * layers, 4 * bits),
            "extra_params", uniform(3, bits),
            "state", uniform(2 * layers, bits),
            "sequence", uniform(characters, bits));
    var size = "l=" + layers + ",c=" + characters;
    return new Case("lstm", size, "objective", "jacobian", input);
  }

  private Case bundle(int cameras, int points, int observations) {
    var input =
        Map.of(
            "n", cameras,
            "m", points,
            "p", observations,
            "cam", normal(11),
            "x", normal(3),
            "w", uniform(),
            "feat", normal(2));
    var size = "n=" + cameras + ",m=" + points + ",p=" + observations;
    return new Case("ba", size, "objective", "jacobian", input);
  }

  /// Evenly distributed over [0, 1).
  private Numbers uniform(int... dims) {
    return drawn(random::nextDouble, dims);
  }

  private Numbers normal(int... dims) {
    return drawn(random::nextGaussian, dims);
  }

  private static Numbers drawn(DoubleSupplier draw, int... dims) {
    var shape = Shape.of(dims);
    return new Numbers(shape, DoubleStream.generate(draw).limit(shape.size()).toArray());
  }
}
