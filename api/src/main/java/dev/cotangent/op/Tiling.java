package dev.cotangent.op;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Copies;
import dev.cotangent.kernels.Strided;
import java.util.Arrays;

/// The same elements several times, and in turn.
public final class Tiling {
  private Tiling() {}

  /// As NumPy's `tile`: missing axes and missing counts are added in front.
  public static Tensor tile(Tensor x, int... counts) {
    for (int count : counts) {
      if (count < 0) {
        throw new IllegalArgumentException(
            "tile: negative count in " + Arrays.toString(counts) + " for " + x.shape());
      }
    }
    int rank = Math.max(x.rank(), counts.length);
    var apart = new int[2 * rank]; // a new axis in front of each
    var stretched = new int[2 * rank];
    var dims = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int from = axis - (rank - x.rank());
      int at = axis - (rank - counts.length);
      int dim = from < 0 ? 1 : x.shape().dim(from);
      int count = at < 0 ? 1 : counts[at];
      apart[2 * axis] = 1;
      apart[2 * axis + 1] = dim;
      stretched[2 * axis] = count;
      stretched[2 * axis + 1] = dim;
      dims[axis] = product("tile", count, dim);
    }
    var spread = Layout.broadcastTo(Layout.reshape(x, apart), Shape.of(stretched));
    return Layout.reshape(spread, dims);
  }

  /// As NumPy's `repeat`: each element so many times, side by side.
  public static Tensor repeat(Tensor x, int times, int axis) {
    int at = x.shape().axis("repeat", axis);
    if (times < 0) throw new IllegalArgumentException("repeat: " + times + " times");
    var dims = x.shape().toArray();
    dims[at] = product("repeat", times, dims[at]);
    var apart = Layout.expandDims(x, at + 1);
    var stretched = apart.shape().toArray();
    stretched[at + 1] = times;
    return Layout.reshape(Layout.broadcastTo(apart, Shape.of(stretched)), dims);
  }

  private static int product(String name, int count, int dim) {
    long product = (long) count * dim;
    if (product == (int) product) return (int) product;
    throw new IllegalArgumentException(
        name
            + ": an axis of length "
            + dim
            + " "
            + count
            + " times has more than 2^31 - 1 elements");
  }

  /// A rotation: the transpose turns back.
  private record Roll(int axis, int shift) implements Linear {
    @Override
    public String name() {
      return "roll";
    }

    @Override
    public Linear lifted(int size) {
      return new Roll(axis + 1, shift);
    }

    @Override
    public Spec infer(Spec... operands) {
      return operands[0];
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      Strided x = Dense.of(xs[0]).strided();
      int count = x.dim(axis);
      var last = x.slice(axis, count - shift, shift, 1);
      return new Dense(Copies.concat(axis, last, x.slice(axis, 0, count - shift, 1)));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new Roll(axis, residual.spec(0).shape().dim(axis) - shift).bind(ct);
    }
  }

  public static Tensor roll(Tensor x, int shift, int axis) {
    int at = x.shape().axis("roll", axis);
    int count = x.shape().dim(at);
    int forward = count == 0 ? 0 : Math.floorMod(shift, count);
    return forward == 0 ? x : new Roll(at, forward).bind(x);
  }
}
