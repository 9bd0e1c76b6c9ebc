package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;

/// What an operation can know of an operand without looking at its elements.
public record Spec(DType dtype, Shape shape) {
  public static Spec of(Tensor x) {
    return new Spec(x.dtype(), x.shape());
  }

  public Tensor zeros() {
    return Dense.full(dtype, shape, 0);
  }

  @Override
  public String toString() {
    return dtype + " " + shape;
  }
}
