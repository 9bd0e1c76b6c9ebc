package dev.cotangent.kernels;

import java.math.BigDecimal;
import java.math.MathContext;

/// A negative argument that is no integer, seen from the other side of its poles: with `x` between
/// them, `after` is the distance from the one below, `before` that to the one above, and `mirror`
/// is `1 - x`, all of them exact.
record Reflection(DoubleDouble after, DoubleDouble before, DoubleDouble mirror) {
  /// sin(z) / z and cos(z) in z^2, of which |z| is at most pi / 2.
  private static final PrecisePolynomial SINE =
      PrecisePolynomial.of(19, 12, k -> inverseFactorial(2 * k + 1, k));

  private static final PrecisePolynomial COSINE =
      PrecisePolynomial.of(19, 12, k -> inverseFactorial(2 * k, k));

  static Reflection of(double x) {
    double floor = Math.floor(x);
    return new Reflection(
        DoubleDouble.sum(x, -floor), DoubleDouble.sum(floor + 1, -x), DoubleDouble.sum(1, -x));
  }

  private static DoubleDouble inverseFactorial(int n, int sign) {
    var product = BigDecimal.valueOf(sign % 2 == 0 ? 1 : -1);
    for (int k = 2; k <= n; k++) product = product.multiply(BigDecimal.valueOf(k));
    return DoubleDouble.of(BigDecimal.ONE.divide(product, MathContext.DECIMAL128));
  }

  /// The lesser of the distances.
  DoubleDouble distance() {
    return after.hi() < before.hi() ? after : before;
  }

  /// |sin(pi x)|.
  DoubleDouble sine() {
    var z = distance().times(DoubleDouble.PI);
    return z.times(SINE.at(z.times(z)));
  }

  /// cot(pi x).
  DoubleDouble cotangent() {
    var z = distance().times(DoubleDouble.PI);
    var square = z.times(z);
    var result = COSINE.at(square).over(z.times(SINE.at(square)));
    return after.hi() < before.hi() ? result : result.negative();
  }
}
