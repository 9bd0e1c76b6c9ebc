package dev.cotangent.op;

import dev.cotangent.Tensor;

/// A map of two operands that is linear in each: its pushforward is the product rule, its pullbacks
/// are two transposes.
public non-sealed interface Bilinear extends Op {
  @Override
  Bilinear lifted(int size);

  /// The cotangent of the left operand, given the right one.
  Tensor transposeLeft(Spec x, Tensor y, Tensor ct);

  /// The cotangent of the right operand, given the left one.
  Tensor transposeRight(Tensor x, Spec y, Tensor ct);
}
