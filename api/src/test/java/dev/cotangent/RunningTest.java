package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Running results: values, and derivatives where a formula would divide by zero or has a choice.
class RunningTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void sumsAndProductsOfEveryType() {
    assertEquals(Tensor.of(1, 3, 6), Tensor.of(1, 2, 3).cumSum(0));
    assertEquals(Tensor.floats(2, 0, -0.0f), Tensor.floats(2, 0, -1).cumProd(-1));
    assertEquals(Tensor.ints(1, Integer.MIN_VALUE), Tensor.ints(1, Integer.MAX_VALUE).cumSum(0));
    assertEquals(Tensor.ints(1, 1, 2), Tensor.bools(true, false, true).cumSum(0));
    assertEquals(Tensor.ints(1, 0, 0), Tensor.bools(true, false, true).cumProd(0));
    assertEquals(Tensor.ints(2, -1), Tensor.ints(1, 3, 2).diff(0));
    assertEquals(Tensor.ints(-1, 1), Tensor.bools(true, false, true).diff(0));
  }

  @Test
  void extremesKeepWhatTheyMet() {
    assertEquals(Tensor.of(1, 3, 3, NAN, NAN), Tensor.of(1, 3, 2, NAN, 9).cumMax(0));
    assertEquals(Tensor.of(1, 1, -INF), Tensor.of(1, 3, -INF).cumMin(0));
    assertEquals(Tensor.ints(2, 2, 7), Tensor.ints(2, -5, 7).cumMax(0));
    assertEquals(Tensor.ints(1, 0, 0), Tensor.bools(true, false, true).cumMin(0));
  }

  @Test
  void logarithmsOfSumsNeitherOverflowNorVanish() {
    var large = Tensor.of(1000, 1000, -1000).logcumsumexp(0);
    var log2 = 0.6931471805599453;
    assertTrue(large.allClose(Tensor.of(1000, 1000 + log2, 1000 + log2), 1e-15, 0));
    var masked = Tensor.of(-INF, -INF, -1000, -1000).logcumsumexp(0);
    assertTrue(masked.allClose(Tensor.of(-INF, -INF, -1000, -1000 + log2), 1e-15, 0));
    assertEquals(Tensor.of(3, INF, INF), Tensor.of(3, INF, -INF).logcumsumexp(0));
    assertEquals(Tensor.of(-INF, NAN, NAN), Tensor.of(-INF, NAN, 1).logcumsumexp(0));
  }

  @Test
  void nothingAlongTheAxis() {
    var none = Tensor.zeros(2, 0);
    assertEquals(none, none.cumSum(1));
    assertEquals(none, none.cumProd(1));
    assertEquals(none, none.logcumsumexp(1));
    assertEquals(none, none.diff(1));
    assertEquals(none, none.cumMax(0));
    assertEquals(Tensor.zeros(0), Tensor.of(5).diff(0));
  }

  private static void gradient(Tensor expected, Function1<Tensor, Tensor> f, Tensor x) {
    var reverse = Autodiff.grad((Tensor y) -> f.apply(y).sum()).apply(x);
    assertTrue(reverse.allClose(expected, 1e-15, 1e-15), () -> expected + "\n" + reverse);
    for (int k = 0; k < x.size(); k++) {
      var unit = Tensor.eye((int) x.size()).get(k);
      var slope = Autodiff.jvp(f, x, unit).tangent().sum().item();
      assertEquals(expected.get(k).item(), slope, 1e-15);
    }
  }

  @Test
  void tiesShareARunningExtreme() {
    gradient(Tensor.of(2, 1, 0), x -> x.cumMax(0), Tensor.of(3, 3, 1));
    gradient(Tensor.of(11 / 6., 5 / 6., 1 / 3.), x -> x.cumMin(0), Tensor.of(0.0, -0.0, 0.0));
    gradient(Tensor.of(2, 0, 2.5, 0, 0.5), x -> x.cumMax(0), Tensor.of(1, 0, 5, 2, 5));
    gradient(Tensor.of(1, 2.5, 0, 0.5), x -> x.cumMax(0), Tensor.of(1, NAN, 5, NAN));
  }

  @Test
  void equalInfinitiesShareALogarithm() {
    gradient(Tensor.of(1.5, 0.5), x -> x.logcumsumexp(0), Tensor.of(-INF, -INF));
    gradient(Tensor.of(1, 2, 0), x -> x.logcumsumexp(0), Tensor.of(-INF, 2, -INF));
    gradient(Tensor.of(1, 2.5, 0, 0.5), x -> x.logcumsumexp(0), Tensor.of(2, INF, 7, INF));
  }

  /// y_i = x_0 ... x_i: its derivative in x_j is the product of the others up to i, and so on.
  @ParameterizedTest
  @CsvSource({"1 0 3 0", "0 0 0 2", "2 -0.0 5 3", "0 2 3 4", "2 3 4 5"})
  void productsWithZerosToTheSecondOrder(String numbers) {
    var x = Arrays.stream(numbers.split(" ")).mapToDouble(Double::parseDouble).toArray();
    int n = x.length;
    var gradient = new double[n];
    var hessian = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        gradient[j] += product(x, i, j, j);
        for (int k = 0; k <= i; k++) if (k != j) hessian[j][k] += product(x, i, j, k);
      }
    }
    gradient(Tensor.of(gradient), y -> y.cumProd(0), Tensor.of(x));
    var gradientOf = Autodiff.grad((Tensor y) -> y.cumProd(0).sum());
    for (int j = 0; j < n; j++) {
      int at = j;
      var row = Autodiff.grad((Tensor y) -> gradientOf.apply(y).get(at)).apply(Tensor.of(x));
      assertTrue(row.allClose(Tensor.of(hessian[j]), 0, 0), row::toString);
      var unit = Tensor.eye(n).get(j);
      assertTrue(
          Autodiff.jvp(gradientOf, Tensor.of(x), unit)
              .tangent()
              .allClose(Tensor.of(hessian[j]), 0, 0));
    }
  }

  private static double product(double[] x, int last, int without, int andWithout) {
    double product = 1;
    for (int k = 0; k <= last; k++) if (k != without && k != andWithout) product *= x[k];
    return product;
  }

  /// One pass each: a quadratic rule would take minutes.
  @Test
  void longAxes() {
    int n = 200_000;
    var x = Tensor.linspace(0.999, 1.001, n);
    for (Function1<Tensor, Tensor> f :
        List.<Function1<Tensor, Tensor>>of(
            y -> y.cumSum(0),
            y -> y.cumProd(0),
            y -> y.cumMax(0),
            y -> y.cumMin(0),
            y -> y.logcumsumexp(0),
            y -> y.diff(0),
            y -> y.sort(0))) {
      var gradient = Autodiff.grad((Tensor y) -> f.apply(y).mean()).apply(x);
      assertTrue(gradient.isFinite().all().toBooleanArray()[0]);
    }
    var sums = Autodiff.grad((Tensor y) -> y.cumSum(0).sum()).apply(x);
    assertEquals(n, sums.get(0).item());
    assertEquals(1, sums.get(-1).item());
  }
}
