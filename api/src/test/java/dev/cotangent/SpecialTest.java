package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vavr.Function1;
import org.junit.jupiter.api.Test;

/// Closed forms and identities of the special functions.
class SpecialTest {
  private static final double GAMMA = 0.57721566490153286;
  private static final double ZETA_3 = 1.2020569031595943;

  private static void at(double x, double value, Function1<Tensor, Tensor> f) {
    assertEquals(value, f.apply(Tensor.scalar(x)).item(), 1e-15 * Math.max(1, Math.abs(value)));
    var narrow = f.apply(Tensor.of(x, x).toDType(DType.FLOAT32));
    assertEquals(DType.FLOAT32, narrow.dtype());
    assertEquals(value, narrow.get(1).item(), 1e-6 * Math.max(1, Math.abs(value)));
  }

  @Test
  void logarithmsOfTheGammaFunction() {
    double factorial = 1;
    for (int n = 1; n < 30; n++) {
      at(n, Math.log(factorial), Tensor::lgamma);
      factorial *= n;
    }
    at(0.5, Math.log(Math.PI) / 2, Tensor::lgamma);
    at(-0.5, Math.log(4 * Math.PI) / 2, Tensor::lgamma);
    at(-1.5, Math.log(16 * Math.PI / 9) / 2, Tensor::lgamma);
  }

  @Test
  void itsDerivatives() {
    double pi = Math.PI;
    at(1, -GAMMA, Tensor::digamma);
    at(0.5, -GAMMA - 2 * Math.log(2), Tensor::digamma);
    at(4, -GAMMA + 11 / 6.0, Tensor::digamma);
    at(-0.5, -GAMMA - 2 * Math.log(2) + 2, Tensor::digamma);
    at(4, -GAMMA + 11 / 6.0, x -> x.polygamma(0));
    at(1, pi * pi / 6, x -> x.polygamma(1));
    at(0.5, pi * pi / 2, x -> x.polygamma(1));
    at(-0.5, pi * pi / 2 + 4, x -> x.polygamma(1));
    at(1, -2 * ZETA_3, x -> x.polygamma(2));
    at(0.5, -14 * ZETA_3, x -> x.polygamma(2));
    at(1, Math.pow(pi, 4) / 15, x -> x.polygamma(3));
    at(0.5, Math.pow(pi, 4), x -> x.polygamma(3));
  }

  /// polygamma(n, x + 1) - polygamma(n, x) = (-1)^n n! / x^(n + 1).
  @Test
  void polygammaHasARecurrence() {
    double factorial = 1;
    for (int n = 0; n < 12; n++) {
      if (n > 0) factorial *= n;
      for (double x : new double[] {-3.75, -1.25, -0.5, 0.25, 1.5, 7, 40}) {
        int order = n;
        double lower = Tensor.scalar(x).polygamma(order).item();
        double upper = Tensor.scalar(x + 1).polygamma(order).item();
        double step = (n % 2 == 0 ? 1 : -1) * factorial / Math.pow(x, n + 1);
        double scale = Math.abs(lower) + Math.abs(upper);
        assertEquals(step, upper - lower, 1e-14 * scale, () -> order + " at " + x);
      }
    }
  }

  @Test
  void inverses() {
    at(0.25, -Math.log(3), Tensor::logit);
    at(0.5, 0, Tensor::logit);
    at(0.5204998778130465, 0.5, Tensor::erfinv);
    at(-0.8427007929497149, -1, Tensor::erfinv);
    for (double x = -0.999; x < 1; x += 0.037) {
      at(x, x, y -> y.erfinv().erf());
      at((x + 1) / 2, (x + 1) / 2, y -> y.logit().sigmoid());
    }
  }

  @Test
  void ordersThatPolygammaHasNot() {
    for (int n : new int[] {-1, Integer.MIN_VALUE, (1 << 24) + 1}) {
      var e = assertThrows(IllegalArgumentException.class, () -> Tensor.of(1.0).polygamma(n));
      Messages.startsWith(e, "polygamma", "16777216", String.valueOf(n));
    }
  }
}
