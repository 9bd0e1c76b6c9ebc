package dev.cotangent.kernels;

/// A function of one or two doubles whose every bit is specified: `StrictMath` is fdlibm, and `%`
/// is exact. For F32 it is evaluated in double and the result rounded.
public enum ScalarFunction {
  SIN(1),
  COS(1),
  TAN(1),
  ASIN(1),
  ACOS(1),
  ATAN(1),
  CBRT(1),
  ATAN2(2),
  POW(2),
  /// Java's `%`: exact, with the sign of the dividend.
  REM(2);

  private final int arity;

  ScalarFunction(int arity) {
    this.arity = arity;
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
      case ATAN2 -> StrictMath.atan2(a, b);
      case POW -> StrictMath.pow(a, b);
      case REM -> a % b;
    };
  }
}
