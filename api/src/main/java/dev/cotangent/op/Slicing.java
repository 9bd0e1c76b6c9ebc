package dev.cotangent.op;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Copies;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Parts of tensors at positions that the program knows. Of elements in an array all are views.
public final class Slicing {
  private Slicing() {}

  private record Slice(int axis, int start, int count, int step) implements Linear {
    @Override
    public String name() {
      return "slice";
    }

    @Override
    public Linear lifted(int size) {
      return new Slice(axis + 1, start, count, step);
    }

    @Override
    public Spec infer(Spec... operands) {
      var dims = operands[0].shape().toArray();
      dims[axis] = count;
      return new Spec(operands[0].dtype(), Shape.of(dims));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      return new Dense(Dense.of(xs[0]).operand().slice(axis, start, count, step));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new Embed(residual.spec(0).shape(), axis, start, count, step).bind(ct);
    }
  }

  /// The transpose of [Slice]: zeros of a larger shape around the elements.
  private record Embed(Shape shape, int axis, int start, int count, int step) implements Linear {
    @Override
    public String name() {
      return "embed";
    }

    @Override
    public Linear lifted(int size) {
      return new Embed(shape.prepended(size), axis + 1, start, count, step);
    }

    @Override
    public Spec infer(Spec... operands) {
      return new Spec(operands[0].dtype(), shape);
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]).operand();
      return new Dense(Copies.embedded(x, shape.toArray(), axis, start, step));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new Slice(axis, start, count, step).bind(ct);
    }
  }

  /// One node on the tape for all pieces: their cotangents are joined once, where as many slices
  /// would each send a cotangent of the whole shape.
  private record Split(int axis, int[] sizes) implements General {
    @Override
    public String name() {
      return "split";
    }

    @Override
    public General lifted(int size) {
      return new Split(axis + 1, sizes);
    }

    @Override
    public Spec[] inferAll(Spec... operands) {
      var specs = new Spec[sizes.length];
      for (int k = 0; k < sizes.length; k++) {
        var dims = operands[0].shape().toArray();
        dims[axis] = sizes[k];
        specs[k] = new Spec(operands[0].dtype(), Shape.of(dims));
      }
      return specs;
    }

    @Override
    public Tensor[] evaluateAll(Tensor... operands) {
      var x = Dense.of(operands[0]).strided();
      var parts = new Tensor[sizes.length];
      int start = 0;
      for (int k = 0; k < sizes.length; k++) {
        parts[k] = new Dense(x.slice(axis, start, sizes[k], 1));
        start += sizes[k];
      }
      return parts;
    }

    @Override
    public @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
      var dx = dxs[0];
      return dx == null ? new @Nullable Tensor[sizes.length] : bindAll(dx);
    }

    @Override
    public boolean readsOperands() {
      return false;
    }

    @Override
    public Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
      var parts = new Tensor[sizes.length];
      for (int k = 0; k < sizes.length; k++) {
        var ct = cts[k];
        parts[k] = ct == null ? ys[k].zerosLike() : ct;
      }
      return Joining.concat(axis, parts);
    }
  }

  /// As NumPy's `x[start:stop:step]`: negative positions count from the end, positions beyond an
  /// end mean that end.
  public static Tensor slice(Tensor x, int axis, int start, int stop, int step) {
    int at = x.shape().axis("slice", axis);
    if (step == 0) throw new IllegalArgumentException("slice: a step of 0 along axis " + axis);
    int dim = x.shape().dim(at);
    int lowest = step > 0 ? 0 : -1;
    int highest = step > 0 ? dim : dim - 1;
    int from = Math.clamp(start < 0 ? (long) start + dim : start, lowest, highest);
    int to = Math.clamp(stop < 0 ? (long) stop + dim : stop, lowest, highest);
    int count = Math.max(0, Math.ceilDiv(to - from, step));
    if (count == dim && step == 1) return x;
    return new Slice(at, count == 0 ? 0 : from, count, step).bind(x);
  }

  /// The element or sub-tensor at these positions of the leading axes.
  public static Tensor get(Tensor x, int... leading) {
    if (leading.length > x.rank()) {
      throw new IndexOutOfBoundsException(
          "get: "
              + leading.length
              + " positions in a tensor of rank "
              + x.rank()
              + " "
              + x.shape());
    }
    var part = x;
    for (int axis = 0; axis < leading.length; axis++) {
      int dim = x.shape().dim(axis);
      int at = leading[axis] < 0 ? leading[axis] + dim : leading[axis];
      if (at < 0 || at >= dim) {
        throw new IndexOutOfBoundsException(
            "get: position "
                + leading[axis]
                + " of axis "
                + axis
                + " of "
                + x.shape()
                + " (positions run from "
                + -dim
                + " to "
                + (dim - 1)
                + ")");
      }
      if (dim != 1) part = new Slice(axis, at, 1, 1).bind(part);
    }
    var dims = x.shape().toArray();
    return leading.length == 0
        ? x
        : Layout.reshape(part, Arrays.copyOfRange(dims, leading.length, dims.length));
  }

  /// Consecutive pieces of these sizes, which sum to the length of the axis.
  public static Seq<Tensor> split(Tensor x, int axis, int... sizes) {
    int at = x.shape().axis("split", axis);
    long sum = 0;
    for (int size : sizes) {
      if (size < 0)
        throw new IllegalArgumentException("split: negative size in " + Arrays.toString(sizes));
      sum += size;
    }
    if (sum != x.shape().dim(at)) {
      throw new IllegalArgumentException(
          "split: sizes "
              + Arrays.toString(sizes)
              + " sum to "
              + sum
              + ", axis "
              + axis
              + " of "
              + x.shape()
              + " has length "
              + x.shape().dim(at));
    }
    return sizes.length == 0 ? Array.empty() : Array.of(new Split(at, sizes.clone()).bindAll(x));
  }
}
