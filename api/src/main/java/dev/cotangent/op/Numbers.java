package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Tensor;

/// The type in which an operation is done: of Java numbers that meet tensors, and of operands that
/// are not floating.
public final class Numbers {
  private Numbers() {}

  /// The number as a tensor of rank 0. It takes `x`'s type, so that FLOAT32 stays FLOAT32; only a
  /// number that INT32 cannot hold becomes FLOAT64. BOOL counts as INT32.
  public static Tensor like(Tensor x, double number) {
    var dtype = x.dtype();
    if (dtype.isDifferentiable()) return Dense.scalar(dtype, number);
    boolean whole = number == (int) number;
    return Dense.scalar(whole ? DType.INT32 : DType.FLOAT64, number);
  }

  /// The tensor as FLOAT64, unless it is floating already.
  static Tensor floating(Tensor x) {
    return x.dtype().isDifferentiable() ? x : x.toDType(DType.FLOAT64);
  }

  /// The tensor as INT32 if it is BOOL: truth values count.
  static Tensor counted(Tensor x) {
    return x.dtype() == DType.BOOL ? x.toDType(DType.INT32) : x;
  }

  /// @throws IllegalArgumentException naming the operation, if the tensor is not floating
  static Tensor requireFloating(String operation, Tensor x) {
    if (x.dtype().isDifferentiable()) return x;
    throw new IllegalArgumentException(
        operation
            + ": takes FLOAT32 or FLOAT64, got "
            + x.dtype()
            + ": convert with toDType(DType.FLOAT64)");
  }
}
