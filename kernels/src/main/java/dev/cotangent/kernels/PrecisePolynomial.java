package dev.cotangent.kernels;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A polynomial in double-doubles. Its higher terms are small beside the lower ones, so that plain
/// doubles are as good for them.
record PrecisePolynomial(DoubleDouble[] lower, double[] higher) {
  /// Of so many terms; the first `precise` of them are double-doubles.
  static PrecisePolynomial of(int terms, int precise, IntFunction<DoubleDouble> coefficient) {
    return new PrecisePolynomial(
        IntStream.range(0, precise).mapToObj(coefficient).toArray(DoubleDouble[]::new),
        IntStream.range(precise, terms).mapToDouble(k -> coefficient.apply(k).hi()).toArray());
  }

  DoubleDouble at(DoubleDouble x) {
    double rest = 0;
    for (int k = higher.length - 1; k >= 0; k--) rest = Math.fma(rest, x.hi(), higher[k]);
    var sum = DoubleDouble.of(rest);
    for (int k = lower.length - 1; k >= 0; k--) sum = sum.times(x).plus(lower[k]);
    return sum;
  }
}
