package dev.cotangent.op;

import dev.cotangent.Tensor;
import dev.cotangent.trace.Trace;
import org.jspecify.annotations.Nullable;

/// A map with rules of its own, and with one or several results: one node on the tape.
///
/// The rules are written with tensor operations, so that they can themselves be differentiated.
public non-sealed interface General extends Op {
  @Override
  General lifted(int size);

  /// The types and shapes of all results.
  Spec[] inferAll(Spec... operands);

  /// Computes all results from operands that no transformation follows.
  Tensor[] evaluateAll(Tensor... operands);

  /// The pushforward.
  ///
  /// @param dxs the tangents of the operands; null is a symbolic zero, and not all are null
  /// @return the tangents of the results; null is a symbolic zero
  @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys);

  /// Whether [#vjp] looks at the operands; if not, a tape does not keep them alive.
  default boolean readsOperands() {
    return true;
  }

  /// The pullback to one operand.
  ///
  /// @param xs the operands; empty unless they [are read][#readsOperands()]
  /// @param cts the cotangents of the results; null is a symbolic zero, and not all are null
  /// @return the cotangent of the operand, or null where nothing reaches it
  @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts);

  /// The pullbacks to some of the operands, each as [#vjp] says; override where they share work.
  default @Nullable Tensor[] vjps(
      int[] operands, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
    var parts = new @Nullable Tensor[operands.length];
    for (int k = 0; k < parts.length; k++) parts[k] = vjp(operands[k], xs, ys, cts);
    return parts;
  }

  @Override
  default Spec infer(Spec... operands) {
    return inferAll(operands)[0];
  }

  @Override
  default Tensor evaluate(Tensor... operands) {
    return evaluateAll(operands)[0];
  }

  @Override
  default Tensor bind(Tensor... operands) {
    return bindAll(operands)[0];
  }

  @Override
  default Tensor[] batch(int size, boolean[] mapped, Tensor... operands) {
    return lifted(size).bindAll(Op.stretched(size, mapped, operands));
  }

  /// All results, under the innermost transformation among the operands.
  default Tensor[] bindAll(Tensor... operands) {
    var trace = Trace.innermost(operands);
    return trace == null ? evaluateAll(operands) : trace.processAll(this, operands);
  }
}
