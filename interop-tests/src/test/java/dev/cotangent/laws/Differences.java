package dev.cotangent.laws;

import dev.cotangent.Tensor;
import io.vavr.Function1;

/// The derivative of a curve at 0 by central differences, with an estimate of its error.
///
/// @param value extrapolated twice after Richardson, so that the error is of the sixth order
/// @param error what the last extrapolation changed, and the rounding of the values
record Differences(Tensor value, Tensor error) {
  private static final double STEP = 1e-3;

  static Differences of(Function1<Double, Tensor> curve) {
    var coarse = quotient(curve, STEP);
    var middle = quotient(curve, STEP / 2);
    var fine = quotient(curve, STEP / 4);
    var first = middle.times(4).minus(coarse).div(3);
    var second = fine.times(4).minus(middle).div(3);
    var value = second.times(16).minus(first).div(15);
    var rounding = curve.apply(0.0).abs().times(8 * Math.ulp(1.0) / STEP);
    return new Differences(value, value.minus(second).abs().plus(rounding));
  }

  private static Tensor quotient(Function1<Double, Tensor> curve, double step) {
    return curve.apply(step).minus(curve.apply(-step)).div(2 * step);
  }

  /// Whether a derivative lies within ten times the estimated error, beside `slack` for the
  /// rounding inside the function.
  boolean agreesWith(Tensor derivative, double slack) {
    var allowed = error.times(10).plus(value.abs().plus(1).times(slack));
    return derivative.shape().equals(value.shape())
        && derivative.minus(value).abs().le(allowed).all().toBooleanArray()[0];
  }
}
