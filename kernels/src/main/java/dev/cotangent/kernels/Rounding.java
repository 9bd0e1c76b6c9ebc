package dev.cotangent.kernels;

import static dev.cotangent.kernels.FloatFormat.twoTo;

/// Rounding to integers, exact everywhere. Integers stay as they are.
final class Rounding {
  private Rounding() {}

  /// To the nearest integer, ties to even: adding 2^52 rounds so.
  static Expr round(Expr x) {
    if (x.type() == Type.I32) return x;
    var format = FloatFormat.of(x);
    double big = twoTo(format.fraction); // from here on every number is an integer
    var magnitude = x.abs();
    var rounded = magnitude.add(big).sub(big);
    return magnitude.lt(big).select(format.copySign(rounded, x), x);
  }

  static Expr floor(Expr x) {
    if (x.type() == Type.I32) return x;
    var rounded = round(x);
    return signed(rounded.gt(x).select(rounded.sub(1.0), rounded), x);
  }

  static Expr ceil(Expr x) {
    if (x.type() == Type.I32) return x;
    var rounded = round(x);
    return signed(rounded.lt(x).select(rounded.add(1.0), rounded), x);
  }

  /// Towards zero.
  static Expr trunc(Expr x) {
    if (x.type() == Type.I32) return x;
    return signed(floor(x.abs()), x);
  }

  /// A result of -0 for an argument that is negative.
  private static Expr signed(Expr value, Expr x) {
    return FloatFormat.of(x).copySign(value, x);
  }

  /// The remainder with the sign of the divisor: `a - b floor(a / b)`; zeros have the divisor's
  /// sign.
  static Expr mod(Expr a, Expr b) {
    var remainder = a.rem(b);
    var zero = a.constant(0);
    if (a.type() == Type.I32) {
      var differ = remainder.xor(b).lt(zero).and(remainder.ne(zero));
      return differ.select(remainder.add(b), remainder);
    }
    var differ = remainder.lt(zero).xor(b.lt(zero));
    var result = differ.select(remainder.add(b), remainder);
    return remainder.eq(zero).select(FloatFormat.of(a).copySign(zero, b), result);
  }
}
