package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Gathering;
import dev.cotangent.kernels.Strided;
import dev.cotangent.trace.Trace;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Parts of tensors at positions that are data: INT32 tensors of indices.
public final class Indexing {
  private Indexing() {}

  /// Linear in its first operand; the second holds the indices.
  private interface Indexed extends Linear {
    @Override
    default int linearOperands(int operands) {
      return 1;
    }
  }

  private static Strided strided(Tensor x) {
    return Dense.of(x).strided();
  }

  /// Slices along an axis, one per index. The indices are flat after the first `lead` axes, along
  /// which each position has indices of its own.
  private record Take(int lead, int axis) implements Indexed {
    @Override
    public String name() {
      return "take";
    }

    @Override
    public Linear lifted(int size) {
      return new Take(lead + 1, axis + 1);
    }

    @Override
    public Tensor[] batch(int size, boolean[] mapped, Tensor... operands) {
      return lead == 0 && !mapped[1]
          ? new Tensor[] {new Take(0, axis + 1).bind(operands)}
          : Indexed.super.batch(size, mapped, operands);
    }

    @Override
    public Spec infer(Spec... operands) {
      return along(axis, operands[1].shape().dim(-1), operands[0]);
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = strided(xs[0]);
      var indices = strided(xs[1]);
      if (lead == 0) return new Dense(Gathering.take(x, indices, axis));
      var shape = infer(Op.specs(xs)).shape();
      return new Dense(Gathering.gather(x, spread(indices, shape, axis), axis));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      int bound = residual.spec(0).shape().dim(axis);
      return new AddSlices(lead, axis, bound).bind(ct, residual.fixed(1));
    }
  }

  /// The transpose of [Take]: what was taken twice adds up.
  private record AddSlices(int lead, int axis, int bound) implements Indexed {
    @Override
    public String name() {
      return "addSlices";
    }

    @Override
    public Linear lifted(int size) {
      return new AddSlices(lead + 1, axis + 1, bound);
    }

    @Override
    public Tensor[] batch(int size, boolean[] mapped, Tensor... operands) {
      return lead == 0 && !mapped[1]
          ? new Tensor[] {new AddSlices(0, axis + 1, bound).bind(operands)}
          : Indexed.super.batch(size, mapped, operands);
    }

    @Override
    public Spec infer(Spec... operands) {
      return along(axis, bound, operands[0]);
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var updates = strided(xs[0]);
      var indices = strided(xs[1]);
      if (lead == 0) return new Dense(Gathering.addSlices(updates, indices, axis, bound));
      var zeros = strided(infer(Op.specs(xs)).zeros());
      var spread = spread(indices, xs[0].shape(), axis);
      return new Dense(Gathering.scatterAdd(zeros, spread, updates, axis));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new Take(lead, axis).bind(ct, residual.fixed(1));
    }
  }

  private static Spec along(int axis, int length, Spec x) {
    var dims = x.shape().toArray();
    dims[axis] = length;
    return new Spec(x.dtype(), Shape.of(dims));
  }

  /// The indices, whose last axis is `axis` of `shape` and whose others are its first ones, for
  /// every position of `shape`.
  private static Strided spread(Strided indices, Shape shape, int axis) {
    var dims = new int[shape.rank()];
    Arrays.fill(dims, 1);
    for (int k = 0; k < indices.rank() - 1; k++) dims[k] = indices.dim(k);
    dims[axis] = indices.dim(indices.rank() - 1);
    return indices.reshape(dims).broadcast(shape.toArray());
  }

  public static Tensor take(Tensor x, Tensor indices, int axis) {
    int at = x.shape().axis("take", axis);
    checkIndices("take", indices, x.shape().dim(at));
    var taken = new Take(0, at).bind(x, Layout.flatten(indices));
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
  private record Gather(int axis) implements Indexed {
    @Override
    public String name() {
      return "gather";
    }

    @Override
    public Linear lifted(int size) {
      return new Gather(axis + 1);
    }

    @Override
    public Spec infer(Spec... operands) {
      return new Spec(operands[0].dtype(), operands[1].shape());
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      return new Dense(Gathering.gather(strided(xs[0]), strided(xs[1]), axis));
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
    public Linear lifted(int size) {
      return new ScatterAdd(axis + 1);
    }

    @Override
    public Spec infer(Spec... operands) {
      return operands[0];
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      return new Dense(Gathering.scatterAdd(strided(xs[0]), strided(xs[2]), strided(xs[1]), axis));
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
    return gathered(x, indices, at);
  }

  /// [#gather] at indices that are known to fit.
  static Tensor gathered(Tensor x, Tensor indices, int axis) {
    return new Gather(axis).bind(x, indices);
  }

  public static Tensor scatterAdd(Tensor x, Tensor indices, Tensor updates, int axis) {
    int at = x.shape().axis("scatterAdd", axis);
    checkUpdates("scatterAdd", x, indices, updates, at);
    var dtype = x.dtype().promote(updates.dtype());
    if (dtype == DType.BOOL) dtype = DType.INT32;
    return new ScatterAdd(at).bind(x.toDType(dtype), updates.toDType(dtype), indices);
  }

  public static Tensor oneHot(Tensor x, int classes) {
    if (classes < 0) throw new IllegalArgumentException("oneHot: " + classes + " classes");
    checkIndices("oneHot", x, classes);
    var positions = Dense.of(DType.INT32, Shape.of(classes), IntStream.range(0, classes).toArray());
    return Layout.expandDims(x, -1).eq(positions).toDType(DType.FLOAT64);
  }

  /// An update for each index, and indices that fit.
  static void checkUpdates(String name, Tensor x, Tensor indices, Tensor updates, int axis) {
    checkWindow(name, "indices", indices, x, axis);
    checkIndices(name, indices, x.shape().dim(axis));
    if (!updates.shape().equals(indices.shape())) {
      throw new IllegalArgumentException(
          name
              + ": updates of shape "
              + updates.shape()
              + " for indices of shape "
              + indices.shape()
              + ": they must be equal");
    }
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
  static void checkIndices(String name, Tensor indices, int bound) {
    if (indices.dtype() != DType.INT32) {
      throw new IllegalArgumentException(
          name
              + ": the indices must be INT32, got "
              + indices.dtype()
              + ": convert with toDType(DType.INT32)");
    }
    var outside = Gathering.outside(strided(Trace.untraced(indices)), bound);
    if (outside.isPresent()) {
      throw new IndexOutOfBoundsException(
          name
              + ": index "
              + outside.getAsInt()
              + " out of range: an axis of length "
              + bound
              + (bound == 0 ? " has no positions" : " has positions 0 to " + (bound - 1)));
    }
  }
}
