package dev.cotangent.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.DType;
import dev.cotangent.GradCheck;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.workload.BlackScholes;
import dev.cotangent.benchmarks.workload.CheckpointedChain;
import dev.cotangent.benchmarks.workload.FirstGradient;
import dev.cotangent.benchmarks.workload.LeNetStep;
import dev.cotangent.benchmarks.workload.LogisticRegression;
import dev.cotangent.benchmarks.workload.MlpStep;
import dev.cotangent.benchmarks.workload.Rosenbrock;
import dev.cotangent.benchmarks.workload.RungeKutta;
import dev.cotangent.benchmarks.workload.TransformerBlock;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Workloads of whole functions: their values by plain loops, and their derivatives by differences
/// of those values.
class DerivativeWorkloadsTest {
  private static List<double[]> results(Problem problem) {
    return new Ours(problem).results();
  }

  private static double[] differences(ToDoubleFunction<double[]> f, double[] x) {
    double step = 1e-6;
    return IntStream.range(0, x.length)
        .mapToDouble(k -> {
          var moved = x.clone();
          moved[k] = x[k] + step;
          double above = f.applyAsDouble(moved);
          moved[k] = x[k] - step;
          return (above - f.applyAsDouble(moved)) / (2 * step);
        })
        .toArray();
  }

  @Test
  void logisticRegression() {
    var problem = new LogisticRegression(7, 3);
    var x = problem.x().toDoubleArray();
    var y = problem.y().toDoubleArray();
    ToDoubleFunction<double[]> loss =
        w -> {
          double sum = 0;
          for (int i = 0; i < 7; i++) {
            double z = 0;
            for (int j = 0; j < 3; j++) z += x[3 * i + j] * w[j];
            sum += y[i] == 1 ? Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
          }
          return sum / 7;
        };
    var w = problem.weights().toDoubleArray();
    var results = results(problem);
    assertEquals(loss.applyAsDouble(w), results.get(0)[0], 1e-12);
    assertArrayEquals(differences(loss, w), results.get(1), 1e-8);
  }

  private static double rosenbrock(double[] x) {
    double sum = 0;
    for (int k = 0; k + 1 < x.length; k++) {
      double valley = x[k + 1] - x[k] * x[k];
      sum += 100 * valley * valley + (x[k] - 1) * (x[k] - 1);
    }
    return sum;
  }

  @Test
  void rosenbrock() {
    int n = 5;
    var problem = new Rosenbrock(Rosenbrock.Derivative.GRADIENT, n);
    var x = problem.x().toDoubleArray();
    var v = problem.v().toDoubleArray();
    var gradient = results(problem).getFirst();
    assertArrayEquals(differences(DerivativeWorkloadsTest::rosenbrock, x), gradient, 1e-5);
    var hessian = results(new Rosenbrock(Rosenbrock.Derivative.HESSIAN, n)).getFirst();
    var product = new double[n];
    for (int i = 0; i < n; i++) {
      double diagonal = i == 0 ? 0 : 200;
      if (i < n - 1) diagonal += 1200 * x[i] * x[i] - 400 * x[i + 1] + 2;
      assertEquals(diagonal, hessian[i * n + i], 1e-10);
      for (int j = 0; j < n; j++) {
        product[i] += hessian[i * n + j] * v[j];
        if (j == i + 1) assertEquals(-400 * x[i], hessian[i * n + j], 1e-10);
        if (Math.abs(i - j) > 1) assertEquals(0, hessian[i * n + j]);
      }
    }
    var hvp = results(new Rosenbrock(Rosenbrock.Derivative.HVP, n)).getFirst();
    assertArrayEquals(product, hvp, 1e-10);
  }

  @Test
  void rungeKutta() {
    int steps = 5;
    var problem = new RungeKutta(steps);
    var start = problem.start().toDoubleArray();
    var parameters = Tensor.concat(0, problem.a().flatten(), problem.b()).toDoubleArray();
    ToDoubleFunction<double[]> end = p -> end(p, start, steps);
    var results = results(problem);
    assertEquals(end.applyAsDouble(parameters), results.get(0)[0], 1e-13);
    var gradient =
        Tensor.concat(0, Tensor.of(results.get(1)), Tensor.of(results.get(2))).toDoubleArray();
    assertArrayEquals(differences(end, parameters), gradient, 1e-9);
  }

  private static double end(double[] parameters, double[] start, int steps) {
    Function<double[], double[]> slope =
        y -> {
          var z = new double[4];
          for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) z[i] += parameters[4 * i + j] * y[j];
            z[i] = Math.tanh(z[i] + parameters[16 + i]);
          }
          return z;
        };
    double h = RungeKutta.STEP;
    var y = start.clone();
    for (int k = 0; k < steps; k++) {
      var k1 = slope.apply(y);
      var k2 = slope.apply(moved(y, h / 2, k1));
      var k3 = slope.apply(moved(y, h / 2, k2));
      var k4 = slope.apply(moved(y, h, k3));
      for (int i = 0; i < 4; i++) y[i] += h / 6 * (k1[i] + 2 * (k2[i] + k3[i]) + k4[i]);
    }
    return y[0] + y[1] + y[2] + y[3];
  }

  private static double[] moved(double[] y, double by, double[] direction) {
    var moved = y.clone();
    for (int i = 0; i < y.length; i++) moved[i] += by * direction[i];
    return moved;
  }

  @Test
  void blackScholes() {
    var problem = new BlackScholes(2);
    var market = Structure.record(BlackScholes.Market.class).leaves(problem.market());
    var results = results(problem);
    for (int option = 0; option < 2; option++) {
      int at = option;
      var x = market.toJavaStream().mapToDouble(leaf -> leaf.get(at).item()).toArray();
      assertEquals(price(x), results.get(0)[at], 1e-6);
      var greeks = differences(DerivativeWorkloadsTest::price, x);
      for (int k = 0; k < 5; k++) assertEquals(greeks[k], results.get(1 + k)[at], 1e-4);
    }
  }

  /// The expected payoff, by Simpson's rule over the normal distribution.
  private static double price(double[] m) {
    double deviation = m[3] * Math.sqrt(m[4]);
    double drift = (m[2] - m[3] * m[3] / 2) * m[4];
    double from = (Math.log(m[1] / m[0]) - drift) / deviation;
    int intervals = 4000;
    double h = 12.0 / intervals;
    double sum = 0;
    for (int k = 0; k <= intervals; k++) {
      double z = from + k * h;
      double weight = k == 0 || k == intervals ? 1 : k % 2 == 1 ? 4 : 2;
      sum += weight * (m[0] * Math.exp(drift + deviation * z) - m[1]) * Math.exp(-z * z / 2);
    }
    return Math.exp(-m[2] * m[4]) * sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  @Test
  void stepsOfNetworksLowerTheLoss() {
    for (var problem : List.of(new MlpStep(4), new LeNetStep(2))) {
      var results = results(problem);
      var parameters =
          switch (problem) {
            case MlpStep mlp -> Structure.record(MlpStep.Mlp.class).leaves(mlp.parameters());
            case LeNetStep net -> Structure.record(LeNetStep.LeNet.class).leaves(net.parameters());
            default -> throw new AssertionError(problem);
          };
      assertEquals(1 + parameters.size(), results.size());
      assertEquals(Math.log(10), results.getFirst()[0], 1); // a guess among ten classes
      for (int k = 0; k < parameters.size(); k++) {
        var before = parameters.get(k).toDoubleArray();
        var after = results.get(1 + k);
        assertEquals(before.length, after.length);
        double moved = 0;
        for (int i = 0; i < before.length; i++)
          moved = Math.max(moved, Math.abs(before[i] - after[i]));
        assertTrue(moved > 1e-6 && moved < 1, problem + " parameter " + k + " moved " + moved);
      }
    }
  }

  @Test
  void transformerBlock() {
    var problem = new TransformerBlock(2, 3, 8, 2);
    var leaves = Structure.record(TransformerBlock.Block.class).leaves(problem.parameters());
    var results = results(problem);
    assertEquals(1 + leaves.size(), results.size());
    for (int k = 0; k < leaves.size(); k++) {
      assertEquals(leaves.get(k).size(), results.get(1 + k).length);
    }
    var structure = Structure.record(TransformerBlock.Block.class);
    var doubles =
        structure.rebuild(problem.parameters(), leaves.map(x -> x.toDType(DType.FLOAT64)));
    var report = GradCheck.check(structure, block -> block.loss(2), doubles);
    assertTrue(report.passed(), report::toString);
    assertEquals(doubles.loss(2).item(), results.getFirst()[0], 1e-5);
  }

  @Test
  void aCheckpointedChainKeepsLess() {
    var plain = new CheckpointedChain(8, 400, false);
    var checkpointed = new CheckpointedChain(8, 400, true);
    assertArrayEquals(results(plain).getFirst(), results(checkpointed).getFirst(), 1e-12);
    double kept = checkpointed.more().getOrDefault("liveVectors", Double.NaN);
    double all = plain.more().getOrDefault("liveVectors", Double.NaN);
    assertTrue(kept >= 8 && kept < 20, "vectors kept of 64 steps: " + kept);
    assertTrue(all >= 64, "vectors kept without checkpoints: " + all);
  }

  @Test
  void firstGradient() {
    var expected =
        IntStream.range(0, 3)
            .mapToDouble(k -> FirstGradient.x()[k])
            .map(x -> Math.cos(x) * x + Math.sin(x))
            .toArray();
    assertArrayEquals(expected, results(new FirstGradient()).getFirst(), 1e-15);
  }
}
