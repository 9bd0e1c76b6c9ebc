package dev.cotangent.op;

/// Sums, products, quotients, powers and rounding, position by position. Operands of different
/// shapes broadcast as in NumPy; of different types they meet in the wider one (BOOL counts as
/// INT32), and a Java number takes the tensor's type.
///
/// @param <S> the type that has the operations
public interface ArithmeticOps<S> extends Lift<S> {
  /// x + y. Derivative 1 in both.
  ///
  /// @throws IllegalArgumentException if the shapes do not broadcast
  default S plus(S y) {
    return lift(y, Arithmetic::plus);
  }

  /// x + a number.
  default S plus(double y) {
    return lift(x -> Arithmetic.plus(x, Numbers.like(x, y)));
  }

  /// x - y. Derivatives 1 and -1.
  ///
  /// @throws IllegalArgumentException if the shapes do not broadcast
  default S minus(S y) {
    return lift(y, Arithmetic::minus);
  }

  /// x - a number.
  default S minus(double y) {
    return lift(x -> Arithmetic.minus(x, Numbers.like(x, y)));
  }

  /// x y, position by position; for matrices see `matmul`. Derivatives y and x.
  ///
  /// @throws IllegalArgumentException if the shapes do not broadcast
  default S times(S y) {
    return lift(y, Arithmetic::times);
  }

  /// x times a number.
  default S times(double y) {
    return lift(x -> Arithmetic.times(x, Numbers.like(x, y)));
  }

  /// x / y; two integer operands give FLOAT64. Derivatives 1 / y and -x / y².
  ///
  /// @throws IllegalArgumentException if the shapes do not broadcast
  default S div(S y) {
    return lift(y, Arithmetic::div);
  }

  /// x divided by a number.
  default S div(double y) {
    return lift(x -> Arithmetic.div(x, Numbers.like(x, y)));
  }

  /// -x. Derivative -1.
  default S unaryMinus() {
    return lift(Arithmetic::unaryMinus);
  }

  /// x to the power y; integers give FLOAT64. Derivatives y x^(y-1) and x^y log x; at an exponent
  /// of 0 the first is 0, at a base of 0 and an exponent not negative the second is 0. A negative
  /// base with a fractional exponent gives NaN.
  default S pow(S y) {
    return lift(y, Arithmetic::pow);
  }

  /// x to a constant power. Derivative y x^(y-1), and 0 for a power of 0.
  default S pow(double y) {
    return lift(x -> Arithmetic.pow(x, y));
  }

  /// 1 / x; integers give FLOAT64. Derivative -1 / x².
  default S reciprocal() {
    return lift(Arithmetic::reciprocal);
  }

  /// x². Derivative 2 x.
  default S square() {
    return lift(Arithmetic::square);
  }

  /// The remainder of the truncated division, with the sign of x: Java's and Kotlin's `%`.
  /// Derivatives 1 and -trunc(x / y).
  ///
  /// @throws IllegalArgumentException for an INT32 division by zero
  default S rem(S y) {
    return lift(y, Arithmetic::rem);
  }

  /// The remainder of x by a number.
  default S rem(double y) {
    return lift(x -> Arithmetic.rem(x, Numbers.like(x, y)));
  }

  /// The remainder of the floored division, with the sign of y: NumPy's `%`. Derivatives 1 and
  /// -floor(x / y).
  ///
  /// @throws IllegalArgumentException for an INT32 division by zero
  default S mod(S y) {
    return lift(y, Arithmetic::mod);
  }

  /// x modulo a number.
  default S mod(double y) {
    return lift(x -> Arithmetic.mod(x, Numbers.like(x, y)));
  }

  /// The smaller of x and y; NaN if either is, and -0 is smaller than 0. The derivative is 1 where
  /// the operand is smaller, 0 where it is larger, and one half each at a tie.
  default S minimum(S y) {
    return lift(y, Arithmetic::minimum);
  }

  /// x, but at most a constant. Derivative 1 below it, 0 at it and above.
  default S minimum(double y) {
    return lift(x -> Arithmetic.minimum(x, y));
  }

  /// The larger of x and y; NaN if either is, and 0 is larger than -0. The derivative is 1 where
  /// the operand is larger, 0 where it is smaller, and one half each at a tie.
  default S maximum(S y) {
    return lift(y, Arithmetic::maximum);
  }

  /// x, but at least a constant. Derivative 1 above it, 0 at it and below.
  default S maximum(double y) {
    return lift(x -> Arithmetic.maximum(x, y));
  }

  /// x, but at least `lo` and at most `hi`, either of which may be infinite. Derivative 1 between,
  /// 0 at the bounds and outside.
  ///
  /// @throws IllegalArgumentException unless lo <= hi
  default S clamp(double lo, double hi) {
    return lift(x -> Arithmetic.clamp(x, lo, hi));
  }

  /// |x|. Derivative sign(x), which is 0 at 0.
  default S abs() {
    return lift(Arithmetic::abs);
  }

  /// -1, 0 or 1; NaN at NaN. Derivative 0.
  default S sign() {
    return lift(Arithmetic::sign);
  }

  /// The largest whole number not above x. Derivative 0.
  default S floor() {
    return lift(Arithmetic::floor);
  }

  /// The smallest whole number not below x. Derivative 0.
  default S ceil() {
    return lift(Arithmetic::ceil);
  }

  /// The nearest whole number, halves to the even one. Derivative 0.
  default S round() {
    return lift(Arithmetic::round);
  }

  /// The whole part of x, towards 0. Derivative 0.
  default S trunc() {
    return lift(Arithmetic::trunc);
  }
}
