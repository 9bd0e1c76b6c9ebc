package dev.cotangent.kernels;

/// What definitions must know of a floating type, and the bit tricks that depend on it.
enum FloatFormat {
  F32(Type.F32, 23, 127),
  F64(Type.F64, 52, 1023);

  private final Type type;

  /// Explicit bits of the significand.
  final int fraction;

  private final int bias;

  /// 1.5 * 2^fraction: adding it rounds a number of smaller magnitude to an integer (half to even),
  /// which then stands in the lowest bits of the sum.
  final double magic;

  FloatFormat(Type type, int fraction, int bias) {
    this.type = type;
    this.fraction = fraction;
    this.bias = bias;
    magic = 1.5 * (1L << fraction);
  }

  static FloatFormat of(Expr x) {
    return switch (x.type()) {
      case F32 -> F32;
      case F64 -> F64;
      default -> throw new IllegalArgumentException("a floating type is needed, not " + x.type());
    };
  }

  /// One of two numbers.
  double pick(double f32, double f64) {
    return this == F32 ? f32 : f64;
  }

  Expr constant(double value) {
    return Expr.constant(type, value);
  }

  Expr bits(double value) {
    return Expr.constant(
        type.bits(),
        this == F32 ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value));
  }

  /// 2^n for an integer n between the exponents of normal numbers.
  Expr powerOfTwo(Expr n) {
    return n.add(bias).shl(fraction).asFloat();
  }

  /// x * 2^n for an integer n up to twice as large as an exponent, in two steps: the first is
  /// exact, so that the result is rounded once even if it is subnormal.
  Expr scale(Expr x, Expr n) {
    var half = n.shr(1);
    return x.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
  }

  /// The integer in a number to which [#magic] has been added.
  Expr integer(Expr shifted) {
    return shifted.bits().sub(bits(magic));
  }

  /// The floating form of a small integer.
  Expr floating(Expr integer) {
    return integer.add(bits(magic)).asFloat().sub(magic);
  }

  /// 2^n as a Java number, for constants.
  static double twoTo(int n) {
    return Math.scalb(1.0, n);
  }

  /// The least positive normal number.
  double leastNormal() {
    return pick(Float.MIN_NORMAL, Double.MIN_NORMAL);
  }

  /// The magnitude of `x` with the sign bit of `sign`.
  Expr copySign(Expr x, Expr sign) {
    var signBit = bits(-0.0);
    return x.abs().bits().or(sign.bits().and(signBit)).asFloat();
  }
}
