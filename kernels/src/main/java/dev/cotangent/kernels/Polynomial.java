package dev.cotangent.kernels;

/// Coefficients, lowest first, per type: a float needs fewer of them.
final class Polynomial {
  /// From here on the pairwise scheme is used: its chain of dependent operations is shorter.
  private static final int LONG = 7;

  private final double[] f32;
  private final double[] f64;

  Polynomial(double[] f32, double[] f64) {
    this.f32 = f32;
    this.f64 = f64;
  }

  /// A convenience for tables.
  static double[] of(double... coefficients) {
    return coefficients;
  }

  /// The value at `x`.
  Expr at(Expr x) {
    var coefficients = FloatFormat.of(x) == FloatFormat.F32 ? f32 : f64;
    return coefficients.length < LONG ? horner(x, coefficients) : pairwise(x, coefficients);
  }

  private static Expr horner(Expr x, double[] coefficients) {
    var sum = x.constant(coefficients[coefficients.length - 1]);
    for (int k = coefficients.length - 2; k >= 0; k--) sum = sum.fma(x, coefficients[k]);
    return sum;
  }

  /// `c0 + x (...)`, where the rest is by Estrin's scheme: `(c1 + c2 x) + (c3 + c4 x) x^2 + ...`,
  /// then the same in x^2. The first coefficient, which counts most, so suffers one rounding only.
  private static Expr pairwise(Expr x, double[] coefficients) {
    var terms = new Expr[coefficients.length - 1];
    for (int k = 0; k < terms.length; k++) terms[k] = x.constant(coefficients[k + 1]);
    var power = x;
    for (int length = terms.length; length > 1; length = (length + 1) / 2) {
      if (length < terms.length) power = power.mul(power);
      for (int k = 0; k < length / 2; k++) {
        terms[k] = terms[2 * k + 1].fma(power, terms[2 * k]);
      }
      if (length % 2 == 1) terms[length / 2] = terms[length - 1];
    }
    return terms[0].fma(x, coefficients[0]);
  }
}
