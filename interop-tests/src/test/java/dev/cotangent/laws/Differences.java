package dev.cotangent.laws;

import dev.cotangent.Tensor;
import io.vavr.Function1;

/// The derivative of a curve at 0 by central differences, with an estimate of its error.
///
/// @param value extrapolated twice after Richardson, so that the error is of the sixth order
/// @param error what the last extrapolation changed, and the rounding of the values
record Differences(double[] value, double[] error) {
  private static final double STEP = 1e-3;

  static Differences of(Function1<Double, Tensor> curve) {
    var coarse = quotient(curve, STEP);
    var middle = quotient(curve, STEP / 2);
    var fine = quotient(curve, STEP / 4);
    var size = curve.apply(0.0).toDoubleArray();
    var value = new double[fine.length];
    var error = new double[fine.length];
    for (int k = 0; k < value.length; k++) {
      double first = (4 * middle[k] - coarse[k]) / 3;
      double second = (4 * fine[k] - middle[k]) / 3;
      value[k] = (16 * second - first) / 15;
      error[k] = Math.abs(value[k] - second) + 8 * Math.ulp(size[k]) / STEP;
    }
    return new Differences(value, error);
  }

  private static double[] quotient(Function1<Double, Tensor> curve, double step) {
    return curve.apply(step).minus(curve.apply(-step)).div(2 * step).toDoubleArray();
  }

  /// Whether a derivative lies within ten times the estimated error, beside `slack` for the rounding
  /// inside the function.
  boolean agreesWith(Tensor derivative, double slack) {
    var got = derivative.toDoubleArray();
    for (int k = 0; k < got.length; k++) {
      double allowed = 10 * error[k] + slack * (1 + Math.abs(value[k]));
      if (!(Math.abs(got[k] - value[k]) <= allowed)) return false;
    }
    return got.length == value.length;
  }
}
