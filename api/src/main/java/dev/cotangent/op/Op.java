package dev.cotangent.op;

import dev.cotangent.Tensor;
import dev.cotangent.trace.Trace;

/// One primitive operation: how to compute it, and what kind of map it is. Every interpreter knows
/// the four kinds and derives its rule from the kind; none knows the operations.
public sealed interface Op permits Pointwise, Linear, Bilinear, General {
  /// The name of the method that users call.
  String name();

  /// The shape rule: the type and shape of the result.
  ///
  /// @throws IllegalArgumentException naming this operation and the operands, if they do not fit
  Spec infer(Spec... operands);

  /// Computes the result from operands that no transformation follows.
  Tensor evaluate(Tensor... operands);

  /// This operation over one more leading axis, of length `size`, which every operand and every
  /// result have: what it does to each position of the axis is what this one does.
  Op lifted(int size);

  /// All results of this operation over a leading axis that only the mapped operands have; every
  /// result has it.
  ///
  /// Each position of the axis holds the bits of the operation on that position alone. Here every
  /// operand gets the axis, by a view; override this where an operand without it saves work.
  default Tensor[] batch(int size, boolean[] mapped, Tensor... operands) {
    return new Tensor[] {lifted(size).bind(stretched(size, mapped, operands))};
  }

  /// The operands, those that are not mapped stretched along the leading axis.
  static Tensor[] stretched(int size, boolean[] mapped, Tensor... operands) {
    var stretched = operands.clone();
    for (int k = 0; k < operands.length; k++) {
      if (mapped[k]) continue;
      stretched[k] = Layout.broadcastTo(operands[k], operands[k].shape().prepended(size));
    }
    return stretched;
  }

  /// Runs this operation under the innermost transformation among its operands, or computes it.
  default Tensor bind(Tensor... operands) {
    var trace = Trace.innermost(operands);
    return trace == null ? evaluate(operands) : trace.process(this, operands);
  }

  /// [#bind] after the shape rule has accepted the operands.
  default Tensor checked(Tensor... operands) {
    infer(specs(operands));
    return bind(operands);
  }

  /// What is known of each operand without its elements.
  static Spec[] specs(Tensor... operands) {
    var specs = new Spec[operands.length];
    for (int k = 0; k < specs.length; k++) specs[k] = Spec.of(operands[k]);
    return specs;
  }
}
