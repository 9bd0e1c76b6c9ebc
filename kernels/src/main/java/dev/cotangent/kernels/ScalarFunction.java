package dev.cotangent.kernels;

import org.jspecify.annotations.Nullable;

/// A function of one or two doubles whose every bit is specified: `StrictMath` is fdlibm, `%` is
/// exact, and the rest is plain arithmetic. For F32 it is evaluated in double and the result
/// rounded.
public enum ScalarFunction {
  SIN(1, StrictMath.class),
  COS(1, StrictMath.class),
  TAN(1, StrictMath.class),
  ASIN(1, StrictMath.class),
  ACOS(1, StrictMath.class),
  ATAN(1, StrictMath.class),
  CBRT(1, StrictMath.class),
  LGAMMA(1, PreciseGamma.class),
  DIGAMMA(1, PreciseGamma.class),
  ATAN2(2, StrictMath.class),
  POW(2, StrictMath.class),
  /// Of the order, an integer of at least 1, and the argument.
  POLYGAMMA(2, PrecisePolygamma.class),
  /// Java's `%`: exact, with the sign of the dividend.
  REM(2, null);

  private final int arity;
  private final @Nullable Class<?> owner;

  ScalarFunction(int arity, @Nullable Class<?> owner) {
    this.arity = arity;
    this.owner = owner;
  }

  /// The class whose static method of this name in lower case is the function, or null if it is an
  /// instruction of the virtual machine.
  @Nullable Class<?> owner() {
    return owner;
  }

  public int arity() {
    return arity;
  }

  /// The value at `a` (and `b`, if there are two arguments).
  public double at(double a, double b) {
    return switch (this) {
      case SIN -> StrictMath.sin(a);
      case COS -> StrictMath.cos(a);
      case TAN -> StrictMath.tan(a);
      case ASIN -> StrictMath.asin(a);
      case ACOS -> StrictMath.acos(a);
      case ATAN -> StrictMath.atan(a);
      case CBRT -> StrictMath.cbrt(a);
      case LGAMMA -> PreciseGamma.lgamma(a);
      case DIGAMMA -> PreciseGamma.digamma(a);
      case ATAN2 -> StrictMath.atan2(a, b);
      case POW -> StrictMath.pow(a, b);
      case POLYGAMMA -> PrecisePolygamma.polygamma(a, b);
      case REM -> a % b;
    };
  }
}
