package dev.cotangent.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.benchmarks.workload.ElementaryFunction;
import dev.cotangent.benchmarks.workload.GeluGradient;
import dev.cotangent.benchmarks.workload.MatrixProduct;
import dev.cotangent.benchmarks.workload.Permutation;
import dev.cotangent.benchmarks.workload.Reduction;
import dev.cotangent.benchmarks.workload.RowGather;
import dev.cotangent.benchmarks.workload.ScalarChain;
import io.vavr.collection.Vector;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Every workload computes what its name says, at a size at which plain loops can tell.
class WorkloadsTest {
  private static List<double[]> results(Problem problem) {
    return new Ours(problem).results();
  }

  @Test
  void idsAndSizesAreUnique() {
    var names = new HashSet<String>();
    for (var workload : Workloads.ALL) {
      assertTrue(names.add(workload.id()), workload.id());
      for (var problem : workload.problems()) {
        var name = workload.id() + " " + problem.measure().size();
        assertTrue(names.add(name), name);
        assertEquals(problem, Workloads.problem(workload.id(), problem.measure().size()));
      }
    }
  }

  @Test
  void matrixProduct() {
    int m = 2;
    int n = 4;
    int k = 3;
    for (boolean left : new boolean[] {false, true}) {
      for (boolean right : new boolean[] {false, true}) {
        if (left && right) continue;
        var problem = new MatrixProduct(DType.FLOAT64, m, k, n, left, right);
        var x = problem.x().toDoubleArray();
        var y = problem.y().toDoubleArray();
        var expected = new double[m * n];
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < n; j++) {
            for (int l = 0; l < k; l++) {
              double a = left ? x[l * m + i] : x[i * k + l];
              double b = right ? y[j * k + l] : y[l * n + j];
              expected[i * n + j] += a * b;
            }
          }
        }
        assertArrayEquals(expected, results(problem).getFirst(), 1e-15);
      }
    }
  }

  @Test
  void elementaryFunction() {
    for (var name : ElementaryFunction.Name.values()) {
      DoubleUnaryOperator function =
          switch (name) {
            case EXP -> Math::exp;
            case TANH -> Math::tanh;
            case SIN -> Math::sin;
            case LOG -> Math::log;
            case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
          };
      var problem = new ElementaryFunction(name, 100);
      var expected = Arrays.stream(problem.x().toDoubleArray()).map(function).toArray();
      Agreement.check(results(problem), List.of(expected), 1e-6);
    }
  }

  @Test
  void geluGradient() {
    var problem = new GeluGradient(3);
    var x = problem.x().toDoubleArray();
    var w = problem.w().toDoubleArray();
    var b = problem.b().toDoubleArray();
    var results = results(problem);
    assertEquals(gelus(x, w, b), results.get(0)[0], 1e-5);
    var arguments = List.of(x, w, b);
    for (int which = 0; which < 3; which++) {
      for (int at = 0; at < 3; at++) {
        double step = 1e-3;
        var argument = arguments.get(which);
        double before = argument[at];
        argument[at] = before + step;
        double above = gelus(x, w, b);
        argument[at] = before - step;
        double below = gelus(x, w, b);
        argument[at] = before;
        assertEquals((above - below) / (2 * step), results.get(1 + which)[at], 1e-4);
      }
    }
  }

  /// By Simpson's rule for the normal distribution.
  private static double gelus(double[] x, double[] w, double[] b) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      double z = x[k] * w[k] + b[k];
      int intervals = 200;
      double h = z / intervals;
      double area = 0;
      for (int j = 0; j <= intervals; j++) {
        double weight = j == 0 || j == intervals ? 1 : j % 2 == 1 ? 4 : 2;
        area += weight * Math.exp(-j * h * j * h / 2);
      }
      sum += z * (0.5 + area * h / 3 / Math.sqrt(2 * Math.PI));
    }
    return sum;
  }

  @Test
  void scalarChain() {
    double y = ScalarChain.START;
    double dy = 1;
    for (int k = 0; k < 5; k++) {
      dy *= Math.cos(y) * 1.0001;
      y = Math.sin(y) * 1.0001 + 0.1;
    }
    var problem = new ScalarChain(5);
    Agreement.check(results(problem), List.of(new double[] {y}, new double[] {dy}), 1e-14);
    double bytes = problem.more().getOrDefault("liveBytesPerOp", 0.0);
    assertTrue(bytes > 10 && bytes < 10_000, "bytes per operation: " + bytes);
  }

  @Test
  void reduction() {
    var shape = Shape.of(2, 3);
    var x = new Reduction(Reduction.Kind.SUM, shape).x().toDoubleArray();
    for (var kind : Reduction.Kind.values()) {
      var expected = new double[kind == Reduction.Kind.SOFTMAX ? 6 : 2];
      for (int row = 0; row < 2; row++) {
        double a = x[3 * row];
        double b = x[3 * row + 1];
        double c = x[3 * row + 2];
        switch (kind) {
          case SUM -> expected[row] = a + b + c;
          case MAX -> expected[row] = Math.max(a, Math.max(b, c));
          case SOFTMAX -> {
            double all = Math.exp(a) + Math.exp(b) + Math.exp(c);
            for (int j = 0; j < 3; j++) {
              expected[3 * row + j] = Math.exp(x[3 * row + j]) / all;
            }
          }
        }
      }
      Agreement.check(results(new Reduction(kind, shape)), List.of(expected), 1e-6);
    }
  }

  @Test
  void permutation() {
    var problem = new Permutation(Shape.of(2, 3, 4), Vector.of(1, 0, 2));
    var x = problem.x().toDoubleArray();
    var expected = new double[24];
    for (int k = 0; k < 24; k++) {
      int j = k / 8;
      int i = k / 4 % 2;
      expected[k] = x[(i * 3 + j) * 4 + k % 4];
    }
    assertArrayEquals(expected, results(problem).getFirst());
  }

  @Test
  void rowGather() {
    var problem = new RowGather(5, 2, 3);
    var table = problem.table().toDoubleArray();
    var indices = problem.indices().toIntArray();
    var expected = new double[6];
    for (int k = 0; k < 6; k++) expected[k] = table[2 * indices[k / 2] + k % 2];
    assertArrayEquals(expected, results(problem).getFirst());
  }
}
