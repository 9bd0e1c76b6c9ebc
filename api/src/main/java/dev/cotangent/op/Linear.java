package dev.cotangent.op;

import dev.cotangent.Tensor;
import org.jspecify.annotations.Nullable;

/// A map that is linear in its first operands jointly: its pushforward is the map itself, its
/// pullback the transpose.
public non-sealed interface Linear extends Op {
  @Override
  Linear lifted(int size);

  /// How many operands it is linear in; the others, such as indices, are fixed.
  default int linearOperands(int operands) {
    return operands;
  }

  /// The cotangent of one operand.
  ///
  /// @param residual what the map knows of its operands
  /// @param ct of the result's type and shape
  Tensor transpose(int operand, Residual residual, Tensor ct);

  /// What a linear map keeps for its transpose: types and shapes, and the values of fixed operands.
  final class Residual {
    private final Spec[] specs;
    private final @Nullable Tensor[] fixed;

    public Residual(Linear op, Tensor[] operands) {
      specs = Op.specs(operands);
      fixed = new Tensor[operands.length];
      int linear = op.linearOperands(operands.length);
      System.arraycopy(operands, linear, fixed, linear, operands.length - linear);
    }

    public Spec spec(int operand) {
      return specs[operand];
    }

    /// The value of an operand that the map is not linear in.
    public Tensor fixed(int operand) {
      var value = fixed[operand];
      if (value == null) throw new IllegalArgumentException("operand " + operand + " is not fixed");
      return value;
    }

    public boolean hasFixed() {
      for (var value : fixed) if (value != null) return true;
      return false;
    }
  }
}
