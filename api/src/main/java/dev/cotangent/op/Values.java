package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;

/// Elements as numbers: making tensors of them and comparing tensors by them.
public final class Values {
  private Values() {}

  /// Takes over `array`.
  public static Tensor tensor(DType dtype, Shape shape, Object array, int length) {
    if (shape.size() != length) {
      throw new IllegalArgumentException(
          "Tensor: shape " + shape + " has " + shape.size() + " elements, got " + length);
    }
    return Dense.of(dtype, shape, array);
  }

  public static Tensor arange(double start, double stop, double step) {
    double count = Math.ceil((stop - start) / step);
    if (step == 0 || !Double.isFinite(step) || Double.isNaN(count) || count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "arange: from " + start + " to " + stop + " in steps of " + step + " is no finite range");
    }
    var values = new double[(int) Math.max(0, count)];
    for (int k = 0; k < values.length; k++) values[k] = start + k * step;
    return Tensor.of(values);
  }

  public static Tensor linspace(double start, double stop, int count) {
    if (count < 0) throw new IllegalArgumentException("linspace: " + count + " numbers");
    var values = new double[count];
    for (int k = 0; k < count; k++) {
      double weight = count == 1 ? 0 : (double) k / (count - 1);
      values[k] = k == count - 1 && count > 1 ? stop : start * (1 - weight) + stop * weight;
    }
    return Tensor.of(values);
  }

  public static boolean allClose(Tensor x, Tensor y, double rtol, double atol) {
    if (!x.shape().equals(y.shape())) return false;
    var xs = x.toDoubleArray();
    var ys = y.toDoubleArray();
    for (int k = 0; k < xs.length; k++) {
      if (xs[k] == ys[k] || Double.isNaN(xs[k]) && Double.isNaN(ys[k])) continue;
      boolean close = Math.abs(xs[k] - ys[k]) <= atol + rtol * Math.abs(ys[k]);
      if (!close || Double.isInfinite(ys[k])) return false;
    }
    return true;
  }

  /// Type, shape and bits. Every element widens to double exactly, and `doubleToLongBits` makes all
  /// NaN alike.
  static boolean equal(Tensor x, Tensor y) {
    if (x.dtype() != y.dtype() || !x.shape().equals(y.shape())) return false;
    var xs = x.toDoubleArray();
    var ys = y.toDoubleArray();
    for (int k = 0; k < xs.length; k++) {
      if (Double.doubleToLongBits(xs[k]) != Double.doubleToLongBits(ys[k])) return false;
    }
    return true;
  }

  static int hash(Tensor x) {
    int hash = 31 * x.dtype().ordinal() + x.shape().hashCode();
    for (double value : x.toDoubleArray()) hash = 31 * hash + Double.hashCode(value);
    return hash;
  }
}
