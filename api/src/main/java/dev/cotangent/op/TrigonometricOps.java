package dev.cotangent.op;

/// Circular and hyperbolic functions and their inverses, position by position, of FLOAT32 and
/// FLOAT64 tensors; INT32 and BOOL throw. Angles are in radians.
///
/// @param <S> the type that has the operations
public interface TrigonometricOps<S> extends Lift<S> {
  /// The sine. Derivative cos x.
  default S sin() {
    return lift(Trigonometric::sin);
  }

  /// The cosine. Derivative -sin x.
  default S cos() {
    return lift(Trigonometric::cos);
  }

  /// The tangent. Derivative 1 + tan² x.
  default S tan() {
    return lift(Trigonometric::tan);
  }

  /// The inverse of sin on [-1, 1], NaN outside. Derivative 1 / sqrt(1 - x²), infinite at the
  /// edges.
  default S asin() {
    return lift(Trigonometric::asin);
  }

  /// The inverse of cos on [-1, 1], NaN outside. Derivative -1 / sqrt(1 - x²), infinite at the
  /// edges.
  default S acos() {
    return lift(Trigonometric::acos);
  }

  /// The inverse of tan. Derivative 1 / (1 + x²).
  default S atan() {
    return lift(Trigonometric::atan);
  }

  /// The angle of a point, as `y.atan2(x)` in NumPy and Java: this is the ordinate, the argument
  /// the abscissa. Derivatives x / (x² + y²) and -y / (x² + y²), 0 at the origin.
  default S atan2(S x) {
    return lift(x, Trigonometric::atan2);
  }

  /// The hyperbolic sine. Derivative cosh x.
  default S sinh() {
    return lift(Trigonometric::sinh);
  }

  /// The hyperbolic cosine. Derivative sinh x.
  default S cosh() {
    return lift(Trigonometric::cosh);
  }

  /// The hyperbolic tangent. Derivative 1 - tanh² x.
  default S tanh() {
    return lift(Trigonometric::tanh);
  }

  /// The inverse of sinh. Derivative 1 / sqrt(x² + 1).
  default S asinh() {
    return lift(Trigonometric::asinh);
  }

  /// The inverse of cosh on [1, infinity), NaN below. Derivative 1 / sqrt(x² - 1), infinite at 1.
  default S acosh() {
    return lift(Trigonometric::acosh);
  }

  /// The inverse of tanh on [-1, 1], NaN outside. Derivative 1 / (1 - x²), infinite at the edges.
  default S atanh() {
    return lift(Trigonometric::atanh);
  }

  /// sin(πx) / (πx), and 1 at 0. Its derivative there is 0, its second -π²/3.
  default S sinc() {
    return lift(Trigonometric::sinc);
  }
}
