package dev.cotangent.kernels;

/// The type of an [Expr].
public enum Type {
  F32,
  F64,
  I32,
  /// Only inside expressions, as the bits of [#F64]: there are no arrays of it.
  I64,
  MASK;

  public boolean isFloating() {
    return this == F32 || this == F64;
  }

  public boolean isInteger() {
    return this == I32 || this == I64;
  }

  /// The integer type as wide as a floating one.
  public Type bits() {
    return switch (this) {
      case F32 -> I32;
      case F64 -> I64;
      default -> throw new IllegalArgumentException("bits: no integer type as wide as " + this);
    };
  }

  /// The floating type as wide as an integer one.
  public Type floating() {
    return switch (this) {
      case I32 -> F32;
      case I64 -> F64;
      default -> throw new IllegalArgumentException("asFloat: no floating type as wide as " + this);
    };
  }

  /// The array element of this type.
  public Element element() {
    return switch (this) {
      case F32 -> Element.F32;
      case F64 -> Element.F64;
      case I32 -> Element.I32;
      case MASK -> Element.BOOL;
      case I64 -> throw new IllegalArgumentException("there are no arrays of I64");
    };
  }
}
