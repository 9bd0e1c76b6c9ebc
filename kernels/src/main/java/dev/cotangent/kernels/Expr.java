package dev.cotangent.kernels;

import org.jspecify.annotations.Nullable;

/// The definition of a pointwise function: an immutable expression of exactly specified
/// instructions ([Op]). Scalar and vector code of every width are generated from it, and give the
/// same bits.
///
/// Expressions are shared, not copied: one that is used twice is computed once, and so are two that
/// are equal in structure. A function of expressions works for every type: it looks at [#type()] to
/// choose constants, and `x.constant(1.5)` is of `x`'s type.
public final class Expr {
  private final Op op;
  private final Type type;
  private final long payload;
  private final @Nullable ScalarFunction function;
  private final Expr[] args;
  private final int hash;

  private Expr(Op op, Type type, long payload, @Nullable ScalarFunction function, Expr... args) {
    this.op = op;
    this.type = type;
    this.payload = payload;
    this.function = function;
    this.args = args;
    int h = 31 * (31 * op.ordinal() + type.ordinal()) + Long.hashCode(payload);
    if (function != null) h = 31 * h + function.ordinal();
    for (var arg : args) h = 31 * h + arg.hash;
    hash = h;
  }

  private static Expr of(Op op, Expr... args) {
    var types = new Type[args.length];
    for (int k = 0; k < args.length; k++) types[k] = args[k].type;
    return new Expr(op, op.result(types), 0, null, args);
  }

  /// Operand number `index` of the function that is defined.
  public static Expr input(int index, Type type) {
    if (index < 0) throw new IllegalArgumentException("input " + index);
    return new Expr(Op.INPUT, type, index, null);
  }

  /// A constant of type `type`: rounded to F32, and exact for integers.
  public static Expr constant(Type type, double value) {
    return switch (type) {
      case F32 -> literal(type, Float.floatToRawIntBits((float) value));
      case F64 -> literal(type, Double.doubleToRawLongBits(value));
      case I32, I64, MASK -> {
        if ((long) value != value) {
          throw new IllegalArgumentException("constant: " + value + " is no " + type);
        }
        yield constant(type, (long) value);
      }
    };
  }

  /// A constant of type `type`; for a mask 0 or 1.
  public static Expr constant(Type type, long value) {
    boolean fits =
        switch (type) {
          case F32, F64, I64 -> true;
          case I32 -> value == (int) value;
          case MASK -> value == 0 || value == 1;
        };
    if (!fits) throw new IllegalArgumentException("constant: " + value + " is no " + type);
    return type.isFloating() ? constant(type, (double) value) : literal(type, value);
  }

  private static Expr literal(Type type, long bits) {
    return new Expr(Op.CONSTANT, type, bits, null);
  }

  /// A constant of this expression's type.
  public Expr constant(double value) {
    return constant(type, value);
  }

  /// A constant of this expression's type.
  public Expr constant(long value) {
    return constant(type, value);
  }

  /// `mask ? f(a) : otherwise`, for a mask that seldom holds: vector code calls `f` for single
  /// lanes. In F32, `f` is evaluated in double and rounded.
  public static Expr rare(Expr mask, ScalarFunction f, Expr otherwise, Expr... a) {
    if (a.length != f.arity()) {
      throw new IllegalArgumentException(
          "RARE: " + f + " takes " + f.arity() + " arguments, not " + a.length);
    }
    var args = new Expr[a.length + 2];
    args[0] = mask;
    args[1] = otherwise;
    System.arraycopy(a, 0, args, 2, a.length);
    var types = new Type[args.length];
    for (int k = 0; k < args.length; k++) types[k] = args[k].type;
    return new Expr(Op.RARE, Op.RARE.result(types), 0, f, args);
  }

  /// `f(a)` everywhere, element by element.
  public static Expr call(ScalarFunction f, Expr... a) {
    return rare(constant(Type.MASK, 1), f, a[0], a);
  }

  public Op op() {
    return op;
  }

  public Type type() {
    return type;
  }

  /// Whether this is the constant `value`, of the same sign if zero.
  boolean isConstant(double value) {
    return op == Op.CONSTANT && payload == constant(value).payload;
  }

  /// What the instruction needs beside its arguments: see [Op].
  public long payload() {
    return payload;
  }

  /// The function of a RARE instruction, otherwise null.
  public @Nullable ScalarFunction function() {
    return function;
  }

  public int argCount() {
    return args.length;
  }

  public Expr arg(int index) {
    return args[index];
  }

  public Expr add(Expr b) {
    return of(Op.ADD, this, b);
  }

  public Expr add(double b) {
    return add(constant(b));
  }

  public Expr add(long b) {
    return add(constant(b));
  }

  public Expr sub(Expr b) {
    return of(Op.SUB, this, b);
  }

  public Expr sub(double b) {
    return sub(constant(b));
  }

  public Expr sub(long b) {
    return sub(constant(b));
  }

  public Expr mul(Expr b) {
    return of(Op.MUL, this, b);
  }

  public Expr mul(double b) {
    return mul(constant(b));
  }

  public Expr mul(long b) {
    return mul(constant(b));
  }

  /// The quotient; of I32 truncated, and the caller has checked that no divisor is zero.
  public Expr div(Expr b) {
    return of(Op.DIV, this, b);
  }

  public Expr div(double b) {
    return div(constant(b));
  }

  /// Java's `%`: exact, with the sign of this.
  public Expr rem(Expr b) {
    return type.isFloating() ? call(ScalarFunction.REM, this, b) : of(Op.REM, this, b);
  }

  /// The negative; of a floating constant a constant, of a negative what that is of.
  public Expr neg() {
    if (op == Op.NEG && type.isFloating()) return args[0];
    if (op == Op.CONSTANT && type.isFloating()) {
      return literal(type, payload ^ (type == Type.F32 ? Integer.MIN_VALUE : Long.MIN_VALUE));
    }
    return of(Op.NEG, this);
  }

  /// The magnitude, which is also that of the negative: what is a function of it is shared by both.
  public Expr abs() {
    if (op == Op.NEG && type.isFloating()) return args[0].abs();
    return of(Op.ABS, this);
  }

  public Expr sqrt() {
    return of(Op.SQRT, this);
  }

  /// `this * b + c`, rounded once.
  public Expr fma(Expr b, Expr c) {
    return of(Op.FMA, this, b, c);
  }

  public Expr fma(double b, Expr c) {
    return fma(constant(b), c);
  }

  public Expr fma(Expr b, double c) {
    return fma(b, constant(c));
  }

  /// `this * b + c`: [#fma(Expr, Expr)] for floating numbers, and exact (modulo 2^32) for integers.
  public Expr multiplyAdd(Expr b, Expr c) {
    return type.isFloating() ? fma(b, c) : mul(b).add(c);
  }

  public Expr min(Expr b) {
    return of(Op.MIN, this, b);
  }

  public Expr max(Expr b) {
    return of(Op.MAX, this, b);
  }

  public Expr lt(Expr b) {
    return of(Op.LT, this, b);
  }

  public Expr lt(double b) {
    return lt(constant(b));
  }

  public Expr le(Expr b) {
    return of(Op.LE, this, b);
  }

  public Expr le(double b) {
    return le(constant(b));
  }

  public Expr gt(Expr b) {
    return of(Op.GT, this, b);
  }

  public Expr gt(double b) {
    return gt(constant(b));
  }

  public Expr ge(Expr b) {
    return of(Op.GE, this, b);
  }

  public Expr ge(double b) {
    return ge(constant(b));
  }

  public Expr eq(Expr b) {
    return of(Op.EQ, this, b);
  }

  public Expr eq(double b) {
    return eq(constant(b));
  }

  public Expr ne(Expr b) {
    return of(Op.NE, this, b);
  }

  public Expr ne(double b) {
    return ne(constant(b));
  }

  /// `this ? a : b`, this being a mask.
  public Expr select(Expr a, Expr b) {
    return of(Op.SELECT, this, a, b);
  }

  public Expr and(Expr b) {
    return of(Op.AND, this, b);
  }

  public Expr and(long b) {
    return and(constant(b));
  }

  public Expr or(Expr b) {
    return of(Op.OR, this, b);
  }

  public Expr or(long b) {
    return or(constant(b));
  }

  public Expr xor(Expr b) {
    return of(Op.XOR, this, b);
  }

  public Expr xor(long b) {
    return xor(constant(b));
  }

  public Expr not() {
    return of(Op.NOT, this);
  }

  public Expr shl(int bits) {
    return shift(Op.SHL, bits);
  }

  /// Arithmetic shift: the sign is kept.
  public Expr shr(int bits) {
    return shift(Op.SHR, bits);
  }

  public Expr ushr(int bits) {
    return shift(Op.USHR, bits);
  }

  private Expr shift(Op shift, int bits) {
    int width = type == Type.I64 ? 64 : 32;
    if (bits < 0 || bits >= width) {
      throw new IllegalArgumentException(shift + " of " + type + " by " + bits);
    }
    return new Expr(shift, shift.result(type), bits, null, this);
  }

  /// The raw bits of a floating number.
  public Expr bits() {
    return of(Op.BITS, this);
  }

  /// The floating number with these bits.
  public Expr asFloat() {
    return of(Op.AS_FLOAT, this);
  }

  /// As a Java cast; a mask counts as 0 or 1, and to a mask, all but zero is true.
  public Expr convert(Type to) {
    if (type == to) return this;
    if (type == Type.I64 || to == Type.I64) {
      throw new IllegalArgumentException("CONVERT: " + type + " to " + to);
    }
    return new Expr(Op.CONVERT, to, 0, null, this);
  }

  /// Equality of structure.
  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) return true;
    return other instanceof Expr that
        && hash == that.hash
        && type == that.type
        && Program.of(this, that).rootsAreOne();
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /// The program, one line per instruction.
  @Override
  public String toString() {
    return Program.of(this).toString();
  }
}
