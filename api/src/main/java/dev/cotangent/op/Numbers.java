package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Tensor;

/// Java numbers that meet tensors.
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
}
