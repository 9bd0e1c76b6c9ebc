package dev.cotangent.jqwik;

import dev.cotangent.DType;
import java.util.Random;

/// Values that are drawn on request alone, within the range or not.
public enum Special {
  /// 0.
  ZERO,
  /// -0.
  NEGATIVE_ZERO,
  /// The smallest number above 0, a tenth of the smallest normal one, and the same below 0.
  SUBNORMAL,
  /// Infinity of either sign.
  INFINITY,
  /// Not a number.
  NAN;

  double draw(Random random, DType dtype) {
    double value =
        switch (this) {
          case ZERO -> 0;
          case NEGATIVE_ZERO -> -0.0;
          case SUBNORMAL -> subnormal(random, dtype);
          case INFINITY -> Double.POSITIVE_INFINITY;
          case NAN -> Double.NaN;
        };
    boolean signed = this == SUBNORMAL || this == INFINITY;
    return signed && random.nextBoolean() ? -value : value;
  }

  private static double subnormal(Random random, DType dtype) {
    boolean least = random.nextBoolean();
    return dtype == DType.FLOAT32
        ? least ? Float.MIN_VALUE : Float.MIN_NORMAL / 10
        : least ? Double.MIN_VALUE : Double.MIN_NORMAL / 10;
  }

  /// Whether this is one of the values that this stands for.
  boolean is(double value, DType dtype) {
    double normal = dtype == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    return switch (this) {
      case ZERO -> Double.compare(value, 0) == 0;
      case NEGATIVE_ZERO -> Double.compare(value, -0.0) == 0;
      case SUBNORMAL -> value != 0 && Math.abs(value) < normal;
      case INFINITY -> Double.isInfinite(value);
      case NAN -> Double.isNaN(value);
    };
  }
}
