package dev.cotangent.op;

/// The error function, the logarithm of the gamma function and what belongs to them, position by
/// position, of FLOAT32 and FLOAT64 tensors; INT32 and BOOL throw. Outside the domain the value is
/// NaN.
///
/// @param <S> the type that has the operations
public interface SpecialOps<S> extends Lift<S> {
  /// The error function. Derivative 2 / sqrt(π) e^(-x²).
  default S erf() {
    return lift(Special::erf);
  }

  /// 1 - erf(x), with its relative accuracy kept where that is tiny. Derivative -2 / sqrt(π)
  /// e^(-x²).
  default S erfc() {
    return lift(Special::erfc);
  }

  /// The inverse of [#erf] on [-1, 1]: infinite at both ends. Derivative sqrt(π) / 2 e^(y²),
  /// +infinity at both ends.
  default S erfinv() {
    return lift(Special::erfinv);
  }

  /// log |Γ(x)|: +infinity at 0 and the negative integers, the poles of Γ. Derivative
  /// [digamma(x)][#digamma]: -infinity at 0, NaN at the other poles.
  default S lgamma() {
    return lift(Special::lgamma);
  }

  /// The derivative of [#lgamma]: -infinity at 0, +infinity at -0, and NaN at the negative
  /// integers. Derivative [polygamma(1)][#polygamma].
  default S digamma() {
    return lift(Special::digamma);
  }

  /// The derivative of order `n` of [#digamma], which is that for `n` = 0. At a pole, its limit
  /// from the right: +infinity for odd, -infinity for even `n`. Derivative `polygamma(n + 1)`.
  ///
  /// @throws IllegalArgumentException if `n` is negative or above 2^24
  default S polygamma(int n) {
    return lift(x -> Special.polygamma(x, n));
  }

  /// log(x / (1 - x)), the inverse of sigmoid, exact near 1/2: -infinity at 0, +infinity at 1.
  /// Derivative 1 / (x (1 - x)), +infinity at both.
  default S logit() {
    return lift(Special::logit);
  }
}
