package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Copies;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Parts of tensors: positions and ranges known to the program, and positions that are data.
public final class Indexing {
  private Indexing() {}

  private record Slice(int axis, int start, int count, int step) implements Linear {
    @Override
    public String name() {
      return "slice";
    }

    @Override
    public Spec infer(Spec... operands) {
      var dims = operands[0].shape().toArray();
      dims[axis] = count;
      return new Spec(operands[0].dtype(), Shape.of(dims));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      return new Dense(Dense.of(xs[0]).strided().slice(axis, start, count, step));
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
    public Spec infer(Spec... operands) {
      return new Spec(operands[0].dtype(), shape);
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]).strided();
      return new Dense(Copies.embedded(x, shape.toArray(), axis, start, step));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new Slice(axis, start, count, step).bind(ct);
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
    var parts = new Tensor[sizes.length];
    int start = 0;
    for (int k = 0; k < sizes.length; k++) {
      parts[k] = slice(x, at, start, start + sizes[k], 1);
      start += sizes[k];
    }
    return Array.of(parts);
  }

  /// Slices along an axis, one per index; the indices are flat here.
  private record Take(int axis) implements Linear {
    @Override
    public String name() {
      return "take";
    }

    @Override
    public int linearOperands(int operands) {
      return 1;
    }

    @Override
    public Spec infer(Spec... operands) {
      var dims = operands[0].shape().toArray();
      dims[axis] = operands[1].shape().dim(0);
      return new Spec(operands[0].dtype(), Shape.of(dims));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]).strided();
      var indices = Dense.of(xs[1]).strided();
      return new Dense(dev.cotangent.kernels.Indexing.take(x, indices, axis));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new AddSlices(axis, residual.spec(0).shape().dim(axis)).bind(ct, residual.fixed(1));
    }
  }

  /// The transpose of [Take]: what was taken twice adds up.
  private record AddSlices(int axis, int bound) implements Linear {
    @Override
    public String name() {
      return "addSlices";
    }

    @Override
    public int linearOperands(int operands) {
      return 1;
    }

    @Override
    public Spec infer(Spec... operands) {
      var dims = operands[0].shape().toArray();
      dims[axis] = bound;
      return new Spec(operands[0].dtype(), Shape.of(dims));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var updates = Dense.of(xs[0]).strided();
      var indices = Dense.of(xs[1]).strided();
      return new Dense(dev.cotangent.kernels.Indexing.addSlices(updates, indices, axis, bound));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new Take(axis).bind(ct, residual.fixed(1));
    }
  }

  public static Tensor take(Tensor x, Tensor indices, int axis) {
    int at = x.shape().axis("take", axis);
    checkIndices("take", indices, x.shape().dim(at));
    var taken = new Take(at).bind(x, Layout.flatten(indices));
    var dims = new int[x.rank() - 1 + indices.rank()];
    for (int k = 0; k < dims.length; k++) {
      boolean ofIndices = k >= at && k < at + indices.rank();
      dims[k] =
          ofIndices
              ? indices.shape().dim(k - at)
              : x.shape().dim(k < at ? k : k - indices.rank() + 1);
    }
    return Layout.reshape(taken, dims);
  }

  /// One element per index, along an axis, elsewhere at the index's own position.
  private record Gather(int axis) implements Linear {
    @Override
    public String name() {
      return "gather";
    }

    @Override
    public int linearOperands(int operands) {
      return 1;
    }

    @Override
    public Spec infer(Spec... operands) {
      return new Spec(operands[0].dtype(), operands[1].shape());
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]).strided();
      var indices = Dense.of(xs[1]).strided();
      return new Dense(dev.cotangent.kernels.Indexing.gather(x, indices, axis));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new ScatterAdd(axis).bind(residual.spec(0).zeros(), ct, residual.fixed(1));
    }
  }

  /// Operands: what is added to, the updates, and the indices; linear in the first two.
  private record ScatterAdd(int axis) implements Linear {
    @Override
    public String name() {
      return "scatterAdd";
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
      return new Dense(dev.cotangent.kernels.Indexing.scatterAdd(x, indices, updates, axis));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return operand == 0 ? ct : new Gather(axis).bind(ct, residual.fixed(2));
    }
  }

  public static Tensor gather(Tensor x, Tensor indices, int axis) {
    int at = x.shape().axis("gather", axis);
    checkWindow("gather", "indices", indices, x, at);
    checkIndices("gather", indices, x.shape().dim(at));
    return new Gather(at).bind(x, indices);
  }

  public static Tensor scatterAdd(Tensor x, Tensor indices, Tensor updates, int axis) {
    int at = x.shape().axis("scatterAdd", axis);
    checkWindow("scatterAdd", "indices", indices, x, at);
    checkIndices("scatterAdd", indices, x.shape().dim(at));
    if (!updates.shape().equals(indices.shape())) {
      throw new IllegalArgumentException(
          "scatterAdd: updates of shape "
              + updates.shape()
              + " for indices of shape "
              + indices.shape()
              + ": they must be equal");
    }
    var dtype = x.dtype().promote(updates.dtype());
    return new ScatterAdd(at).bind(x.toDType(dtype), updates.toDType(dtype), indices);
  }

  public static Tensor oneHot(Tensor x, int classes) {
    checkIndices("oneHot", x, classes);
    var positions = Dense.of(DType.INT32, Shape.of(classes), IntStream.range(0, classes).toArray());
    return Layout.expandDims(x, -1).eq(positions).toDType(DType.FLOAT64);
  }

  /// As long as `x` at most, along every axis but `axis`.
  private static void checkWindow(String name, String what, Tensor window, Tensor x, int axis) {
    boolean fits = window.rank() == x.rank();
    for (int k = 0; fits && k < x.rank(); k++) {
      fits = k == axis || window.shape().dim(k) <= x.shape().dim(k);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          name
              + ": "
              + what
              + " of shape "
              + window.shape()
              + " for a tensor of shape "
              + x.shape()
              + ": the rank must be equal and no axis but "
              + axis
              + " longer");
    }
  }

  /// Nothing is clamped or wrapped: an index outside [0, bound) is an error.
  private static void checkIndices(String name, Tensor indices, int bound) {
    if (indices.dtype() != DType.INT32) {
      throw new IllegalArgumentException(
          name
              + ": the indices must be INT32, got "
              + indices.dtype()
              + ": convert with toDType(DType.INT32)");
    }
    for (int index : indices.toIntArray()) {
      if (index < 0 || index >= bound) {
        throw new IndexOutOfBoundsException(
            name
                + ": index "
                + index
                + " out of range: an axis of length "
                + bound
                + " has positions 0 to "
                + (bound - 1));
      }
    }
  }
}
