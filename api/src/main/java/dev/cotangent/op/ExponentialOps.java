package dev.cotangent.op;

/// Exponentials, logarithms and roots, position by position, of FLOAT32 and FLOAT64 tensors; INT32
/// and BOOL throw. Where a tangent is vertical the derivative is infinite, -0 counting as 0.
///
/// @param <S> the type that has the operations
public interface ExponentialOps<S> extends Lift<S> {
  /// e^x. Derivative e^x.
  default S exp() {
    return lift(Exponential::exp);
  }

  /// 2^x. Derivative 2^x log 2.
  default S exp2() {
    return lift(Exponential::exp2);
  }

  /// e^x - 1, exact for small x. Derivative e^x.
  default S expm1() {
    return lift(Exponential::expm1);
  }

  /// The natural logarithm: -infinity at 0, NaN below. Derivative 1 / x.
  default S log() {
    return lift(Exponential::log);
  }

  /// log(1 + x), exact for small x. Derivative 1 / (1 + x).
  default S log1p() {
    return lift(Exponential::log1p);
  }

  /// The logarithm to base 2. Derivative 1 / (x log 2).
  default S log2() {
    return lift(Exponential::log2);
  }

  /// The logarithm to base 10. Derivative 1 / (x log 10).
  default S log10() {
    return lift(Exponential::log10);
  }

  /// The square root: NaN below 0. Derivative 1 / (2 sqrt(x)), +infinity at 0.
  default S sqrt() {
    return lift(Exponential::sqrt);
  }

  /// 1 / sqrt(x). Derivative -1/2 x^(-3/2), -infinity at 0.
  default S rsqrt() {
    return lift(Exponential::rsqrt);
  }

  /// The cube root, of negative numbers as well. Derivative 1 / (3 cbrt(x)²), +infinity at 0.
  default S cbrt() {
    return lift(Exponential::cbrt);
  }

  /// log(e^x + e^y) without overflow. Derivatives e^x / (e^x + e^y) and e^y / (e^x + e^y).
  default S logaddexp(S y) {
    return lift(y, Exponential::logaddexp);
  }

  /// sqrt(x² + y²) without overflow. Derivatives x / h and y / h, 0 at the origin.
  default S hypot(S y) {
    return lift(y, Exponential::hypot);
  }

  /// x log y, and 0 where x is 0. Derivatives log y and x / y, both 0 at (0, 0).
  default S xlogy(S y) {
    return lift(y, Exponential::xlogy);
  }
}
