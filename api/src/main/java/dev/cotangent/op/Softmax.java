package dev.cotangent.op;

import dev.cotangent.Tensor;
import dev.cotangent.kernels.Normalization;
import org.jspecify.annotations.Nullable;

/// Exponentials normalised to sum to 1 along an axis, and their logarithms. The derivatives need
/// the result alone.
public final class Softmax {
  private Softmax() {}

  private abstract static class Normalized implements General {
    final int axis;
    private final String name;

    Normalized(String name, int axis) {
      this.name = name;
      this.axis = axis;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Spec[] inferAll(Spec... operands) {
      return operands;
    }

    @Override
    public boolean readsOperands() {
      return false;
    }

    @Override
    public @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
      var dx = dxs[0];
      return new @Nullable Tensor[] {dx == null ? null : pushed(dx, ys[0])};
    }

    @Override
    public @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
      var ct = cts[0];
      return ct == null ? null : pulled(ct, ys[0]);
    }

    abstract Tensor pushed(Tensor dx, Tensor y);

    abstract Tensor pulled(Tensor ct, Tensor y);
  }

  /// dy = y (dx - sum(y dx)): a symmetric map.
  private static final class Weights extends Normalized {
    Weights(int axis) {
      super("softmax", axis);
    }

    @Override
    public General lifted(int size) {
      return new Weights(axis + 1);
    }

    @Override
    public Tensor[] evaluateAll(Tensor... operands) {
      return new Tensor[] {new Dense(Normalization.softmax(Dense.of(operands[0]).strided(), axis))};
    }

    @Override
    Tensor pushed(Tensor dx, Tensor y) {
      var weighted = Arithmetic.strongTimes(dx, y);
      return weighted.minus(Arithmetic.strongTimes(Reductions.sum(weighted, true, axis), y));
    }

    @Override
    Tensor pulled(Tensor ct, Tensor y) {
      return pushed(ct, y);
    }
  }

  /// dy = dx - sum(e^y dx), whose transpose is ct - e^y sum(ct).
  private static final class Logarithms extends Normalized {
    Logarithms(int axis) {
      super("logSoftmax", axis);
    }

    @Override
    public General lifted(int size) {
      return new Logarithms(axis + 1);
    }

    @Override
    public Tensor[] evaluateAll(Tensor... operands) {
      var x = Dense.of(operands[0]).strided();
      return new Tensor[] {new Dense(Normalization.logSoftmax(x, axis))};
    }

    @Override
    Tensor pushed(Tensor dx, Tensor y) {
      return dx.minus(Reductions.sum(Arithmetic.strongTimes(dx, y.exp()), true, axis));
    }

    @Override
    Tensor pulled(Tensor ct, Tensor y) {
      return ct.minus(Arithmetic.strongTimes(Reductions.sum(ct, true, axis), y.exp()));
    }
  }

  public static Tensor softmax(Tensor x, int axis) {
    int at = x.shape().axis("softmax", axis);
    return new Weights(at).bind(Numbers.requireFloating("softmax", x));
  }

  public static Tensor logSoftmax(Tensor x, int axis) {
    int at = x.shape().axis("logSoftmax", axis);
    return new Logarithms(at).bind(Numbers.requireFloating("logSoftmax", x));
  }
}
