package dev.cotangent;

import dev.cotangent.kernels.Element;

/// The type of a tensor's elements. Only [#FLOAT32] and [#FLOAT64] are differentiable.
public enum DType {
  /// 32-bit IEEE 754 numbers.
  FLOAT32(Element.F32),
  /// 64-bit IEEE 754 numbers, the default of every factory that takes doubles.
  FLOAT64(Element.F64),
  /// 32-bit integers with Java's wrap-around arithmetic.
  INT32(Element.I32),
  /// Truth values; in arithmetic they count as [#INT32] 0 and 1.
  BOOL(Element.BOOL);

  private final Element element;

  DType(Element element) {
    this.element = element;
  }

  /// Whether tensors of this type carry derivatives.
  public boolean isDifferentiable() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /// The type of the arrays that hold such elements.
  public Element element() {
    return element;
  }

  /// The type whose arrays are of `element`.
  public static DType of(Element element) {
    return switch (element) {
      case F32 -> FLOAT32;
      case F64 -> FLOAT64;
      case I32 -> INT32;
      case BOOL -> BOOL;
    };
  }

  /// The type that a pointwise operation on this and `other` is carried out in: FLOAT64 before
  /// FLOAT32 before INT32 before BOOL.
  public DType promote(DType other) {
    if (this == FLOAT64 || other == FLOAT64) return FLOAT64;
    if (this == FLOAT32 || other == FLOAT32) return FLOAT32;
    return this == INT32 || other == INT32 ? INT32 : BOOL;
  }
}
