package dev.cotangent.kernels;

/// The instructions of an [Expr]: each is exactly specified, by the Java operation that it names.
///
/// NaN results are NaN, with an unspecified payload.
public enum Op {
  /// Operand number `payload` of the kernel.
  INPUT(0),
  /// The value whose bits are `payload` (0 or 1 for a mask).
  CONSTANT(0),
  ADD(2),
  SUB(2),
  MUL(2),
  /// Of floating numbers, or of I32; the caller has checked that no integer divisor is zero.
  DIV(2),
  /// Java's `%` of I32: truncated, with the sign of the dividend.
  REM(2),
  NEG(1),
  ABS(1),
  SQRT(1),
  /// `Math.fma(a, b, c)`: one rounding.
  FMA(3),
  /// `Math.min`: NaN if either is NaN, and -0 < +0.
  MIN(2),
  MAX(2),
  LT(2),
  LE(2),
  GT(2),
  GE(2),
  EQ(2),
  /// True if either is NaN.
  NE(2),
  /// `a ? b : c`.
  SELECT(3),
  AND(2),
  OR(2),
  XOR(2),
  NOT(1),
  /// Shifts by the constant `payload`.
  SHL(1),
  SHR(1),
  USHR(1),
  /// The raw bits of a floating number as an integer.
  BITS(1),
  AS_FLOAT(1),
  /// As a Java cast; a mask counts as 0 or 1, and to a mask, all but zero is true.
  CONVERT(1),
  /// `mask ? value : else` as in SELECT, where the value is a [ScalarFunction] of one or two more
  /// arguments, to be evaluated for few elements: `a ? f(c, ...) : b`.
  RARE(-1);

  private final int arity;

  Op(int arity) {
    this.arity = arity;
  }

  /// The number of arguments, or -1 if it varies.
  public int arity() {
    return arity;
  }

  boolean isComparison() {
    return compareTo(LT) >= 0 && compareTo(NE) <= 0;
  }

  boolean isShift() {
    return this == SHL || this == SHR || this == USHR;
  }

  /// The type of the result for the types of the arguments.
  ///
  /// @throws IllegalArgumentException naming the instruction and the types, if they do not fit
  Type result(Type... types) {
    boolean fits = arity < 0 ? types.length == 3 || types.length == 4 : types.length == arity;
    if (fits) {
      Type first = types[0];
      Type last = types[types.length - 1];
      switch (this) {
        case ADD, SUB, MUL -> fits = number(first) && same(0, types);
        case NEG, ABS, MIN, MAX -> fits = number(first) && same(0, types);
        case DIV -> fits = (first.isFloating() || first == Type.I32) && same(0, types);
        case REM -> fits = first == Type.I32 && same(0, types);
        case SQRT, FMA -> fits = first.isFloating() && same(0, types);
        case LT, LE, GT, GE, EQ, NE -> {
          if (number(first) && same(0, types)) return Type.MASK;
          fits = false;
        }
        case AND, OR, XOR, NOT -> fits = !first.isFloating() && same(0, types);
        case SHL, SHR, USHR -> fits = first.isInteger();
        case SELECT -> {
          if (first == Type.MASK && same(1, types)) return last;
          fits = false;
        }
        case RARE -> {
          if (first == Type.MASK && last.isFloating() && same(1, types)) return last;
          fits = false;
        }
        case BITS -> {
          if (first.isFloating()) return first.bits();
          fits = false;
        }
        case AS_FLOAT -> {
          if (first.isInteger()) return first.floating();
          fits = false;
        }
        case INPUT, CONSTANT, CONVERT -> fits = false; // their type is not one of their arguments'
      }
      if (fits) return first;
    }
    throw new IllegalArgumentException(
        name() + ": no such instruction on " + java.util.Arrays.toString(types));
  }

  private static boolean number(Type type) {
    return type != Type.MASK;
  }

  private static boolean same(int from, Type... types) {
    for (int k = from + 1; k < types.length; k++) if (types[k] != types[from]) return false;
    return true;
  }
}
