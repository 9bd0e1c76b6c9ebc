package dev.cotangent.trace;

import dev.cotangent.Tensor;
import dev.cotangent.op.Bilinear;
import dev.cotangent.op.General;
import dev.cotangent.op.Linear;
import dev.cotangent.op.Op;
import dev.cotangent.op.Partial;
import dev.cotangent.op.Pointwise;
import org.jspecify.annotations.Nullable;

/// Forward mode: values travel with their tangents.
public final class Forward extends Trace {
  Forward(String who) {
    super(who);
  }

  /// A value together with its tangent, of the same type and shape.
  public Tensor lift(Tensor primal, Tensor tangent) {
    return new Dual(this, primal, tangent);
  }

  /// The tangent that a value carries in this trace; null if it does not depend on the inputs.
  public @Nullable Tensor tangent(Tensor x) {
    return x instanceof Dual dual && dual.tracedBy() == this ? dual.tangent() : null;
  }

  @Override
  Tensor interpret(Op op, Tensor... operands) {
    var xs = primals(operands);
    var dxs = tangents(operands);
    var y = op.bind(xs);
    if (!y.dtype().isDifferentiable()) return y;
    var dy =
        switch (op) {
          case Pointwise pointwise -> pointwise(pointwise, xs, dxs, y);
          case Linear linear -> linear(linear, xs, dxs);
          case Bilinear bilinear -> bilinear(bilinear, xs, dxs);
          case General general -> general.jvp(xs, dxs, new Tensor[] {y})[0];
        };
    return paired(y, dy);
  }

  @Override
  Tensor[] interpretAll(General op, Tensor... operands) {
    var xs = primals(operands);
    var ys = op.bindAll(xs);
    var dys = op.jvp(xs, tangents(operands), ys);
    var results = new Tensor[ys.length];
    for (int k = 0; k < ys.length; k++) {
      var dy = dys[k];
      results[k] = paired(ys[k], dy);
    }
    return results;
  }

  private Tensor paired(Tensor y, @Nullable Tensor dy) {
    return dy == null ? y : new Dual(this, y, Tracer.healed(dy));
  }

  private @Nullable Tensor[] tangents(Tensor[] operands) {
    var tangents = new @Nullable Tensor[operands.length];
    for (int k = 0; k < operands.length; k++) tangents[k] = tangent(operands[k]);
    return tangents;
  }

  private static @Nullable Tensor pointwise(
      Pointwise op, Tensor[] xs, @Nullable Tensor[] dxs, Tensor y) {
    Tensor sum = null;
    for (int k = 0; k < xs.length; k++) {
      var dx = dxs[k];
      if (dx == null || op.partial(k) == Partial.ZERO) continue;
      var term = op.partial(k).times(dx, xs, y);
      sum = sum == null ? term : sum.plus(term);
    }
    return sum;
  }

  /// The map itself, applied to the tangents; operands that do not move have tangent zero.
  private static @Nullable Tensor linear(Linear op, Tensor[] xs, @Nullable Tensor[] dxs) {
    var operands = xs.clone();
    int linear = op.linearOperands(xs.length);
    boolean moves = false;
    for (int k = 0; k < linear; k++) {
      var dx = dxs[k];
      operands[k] = dx == null ? xs[k].zerosLike() : dx;
      moves |= dx != null;
    }
    return moves ? op.bind(operands) : null;
  }

  private static @Nullable Tensor bilinear(Bilinear op, Tensor[] xs, @Nullable Tensor[] dxs) {
    var dx = dxs[0];
    var dy = dxs[1];
    var left = dx == null ? null : op.bind(dx, xs[1]);
    var right = dy == null ? null : op.bind(xs[0], dy);
    if (left == null) return right;
    return right == null ? left : left.plus(right);
  }
}
