package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Gathering;
import java.util.stream.IntStream;

/// Overwriting elements at positions that are data.
public final class Scattering {
  private Scattering() {}

  /// Operands: what is overwritten, the updates, and the indices; linear in the first two. Where
  /// indices are equal the last update stays, in row-major order.
  private record Scatter(int axis) implements Linear {
    @Override
    public String name() {
      return "scatter";
    }

    @Override
    public Linear lifted(int size) {
      return new Scatter(axis + 1);
    }

    @Override
    public int linearOperands(int operands) {
      return 2;
    }

    @Override
    public Spec infer(Spec... operands) {
      return operands[0];
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]).strided();
      var updates = Dense.of(xs[1]).strided();
      var indices = Dense.of(xs[2]).strided();
      return new Dense(Gathering.scatter(x, indices, updates, axis));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      var indices = residual.fixed(2);
      if (operand == 0) return bind(ct, residual.spec(1).zeros(), indices);
      var arriving = Indexing.gathered(ct, indices, axis);
      return Tensor.where(stays(residual, indices), arriving, arriving.zerosLike());
    }

    /// Whether an update is still there after all of them: each writes its own number.
    private Tensor stays(Residual residual, Tensor indices) {
      var shape = residual.spec(1).shape();
      var count = IntStream.range(0, (int) shape.size()).toArray();
      var numbers = Dense.of(DType.INT32, shape, count);
      var nobody = Dense.full(DType.INT32, residual.spec(0).shape(), -1);
      return Indexing.gathered(bind(nobody, numbers, indices), indices, axis).eq(numbers);
    }
  }

  public static Tensor scatter(Tensor x, Tensor indices, Tensor updates, int axis) {
    int at = x.shape().axis("scatter", axis);
    Indexing.checkUpdates("scatter", x, indices, updates, at);
    var dtype = x.dtype().promote(updates.dtype());
    return new Scatter(at).bind(x.toDType(dtype), updates.toDType(dtype), indices);
  }
}
