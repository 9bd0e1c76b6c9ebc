package dev.cotangent.trace;

import dev.cotangent.Tensor;
import dev.cotangent.op.General;
import dev.cotangent.op.Op;

/// Batching: a value stands for as many values as the batch has positions, in one tensor with the
/// batch axis in front. An operation is done once for all of them, with the bits of doing it for
/// each.
public final class Batch extends Trace {
  private final int size;

  Batch(String who, int size) {
    super(who);
    this.size = size;
  }

  int size() {
    return size;
  }

  /// One value for each position of the first axis.
  public Tensor lift(Tensor primal) {
    return new Batched(this, primal);
  }

  /// The values of all positions, one after the other along a new first axis.
  Tensor stacked(Tensor x) {
    if (x instanceof Batched batched && batched.tracedBy() == this) return batched.primal();
    return x.broadcastTo(x.shape().prepended(size));
  }

  @Override
  Tensor interpret(Op op, Tensor... operands) {
    return lift(op.batch(size, mapped(operands), primals(operands))[0]);
  }

  @Override
  Tensor[] interpretAll(General op, Tensor... operands) {
    var results = op.batch(size, mapped(operands), primals(operands));
    for (int k = 0; k < results.length; k++) results[k] = lift(results[k]);
    return results;
  }

  private boolean[] mapped(Tensor[] operands) {
    var mapped = new boolean[operands.length];
    for (int k = 0; k < mapped.length; k++) mapped[k] = primal(operands[k]) != operands[k];
    return mapped;
  }
}
