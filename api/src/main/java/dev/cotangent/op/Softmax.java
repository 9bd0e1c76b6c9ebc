package dev.cotangent.op;

import dev.cotangent.Tensor;
import org.jspecify.annotations.Nullable;

/// Exponentials normalised to sum to 1 along an axis. The derivative needs the result alone: dy = y
/// (dx - sum(y dx)), a symmetric map, so that the pullback is the same.
public final class Softmax {
  private Softmax() {}

  private record Op(int axis) implements General {
    @Override
    public String name() {
      return "softmax";
    }

    @Override
    public General lifted(int size) {
      return new Op(axis + 1);
    }

    @Override
    public Spec[] inferAll(Spec... operands) {
      return operands;
    }

    @Override
    public Tensor[] evaluateAll(Tensor... operands) {
      var x = operands[0];
      if (x.size() == 0) return operands;
      var weights = x.minus(Extremum.max(x, true, axis)).exp();
      return new Tensor[] {weights.div(Reductions.sum(weights, true, axis))};
    }

    @Override
    public @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
      var dx = dxs[0];
      return new @Nullable Tensor[] {dx == null ? null : derivative(dx, ys[0])};
    }

    @Override
    public boolean readsOperands() {
      return false;
    }

    @Override
    public @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
      var ct = cts[0];
      return ct == null ? null : derivative(ct, ys[0]);
    }

    private Tensor derivative(Tensor s, Tensor y) {
      var weighted = Arithmetic.strongTimes(s, y);
      return weighted.minus(y.times(Reductions.sum(weighted, true, axis)));
    }
  }

  public static Tensor softmax(Tensor x, int axis) {
    int at = x.shape().axis("softmax", axis);
    return new Op(at).bind(Numbers.requireFloating("softmax", x));
  }

  public static Tensor logSoftmax(Tensor x, int axis) {
    int at = x.shape().axis("logSoftmax", axis);
    var floating = Numbers.requireFloating("logSoftmax", x);
    return x.size() == 0 ? floating : floating.minus(Reductions.logsumexp(floating, true, at));
  }
}
