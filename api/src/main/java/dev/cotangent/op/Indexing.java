package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Gathering;
import dev.cotangent.kernels.Strided;
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

  /// Slices along an axis, one per index; the indices are flat here.
  private record Take(int axis) implements Indexed {
    @Override
    public String name() {
      return "take";
    }

    @Override
    public Spec infer(Spec... operands) {
      var dims = operands[0].shape().toArray();
      dims[axis] = operands[1].shape().dim(0);
      return new Spec(operands[0].dtype(), Shape.of(dims));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      return new Dense(Gathering.take(strided(xs[0]), strided(xs[1]), axis));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new AddSlices(axis, residual.spec(0).shape().dim(axis)).bind(ct, residual.fixed(1));
    }
  }

  /// The transpose of [Take]: what was taken twice adds up.
  private record AddSlices(int axis, int bound) implements Indexed {
    @Override
    public String name() {
      return "addSlices";
    }

    @Override
    public Spec infer(Spec... operands) {
      var dims = operands[0].shape().toArray();
      dims[axis] = bound;
      return new Spec(operands[0].dtype(), Shape.of(dims));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      return new Dense(Gathering.addSlices(strided(xs[0]), strided(xs[1]), axis, bound));
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
  private record Gather(int axis) implements Indexed {
    @Override
    public String name() {
      return "gather";
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
    if (dtype == DType.BOOL) dtype = DType.INT32;
    return new ScatterAdd(at).bind(x.toDType(dtype), updates.toDType(dtype), indices);
  }

  public static Tensor oneHot(Tensor x, int classes) {
    if (classes < 0) throw new IllegalArgumentException("oneHot: " + classes + " classes");
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
  static void checkIndices(String name, Tensor indices, int bound) {
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
                + (bound == 0 ? " has no positions" : " has positions 0 to " + (bound - 1)));
      }
    }
  }
}
