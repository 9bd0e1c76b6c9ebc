package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.util.Arrays;

/// Products of matrices and vectors.
public final class Products {
  private Products() {}

  /// (..., m, k) times (..., k, n), the leading axes equal.
  ///
  /// @param row whether the left operand is one row, without the axis of length m; nor has the
  ///   result it
  /// @param column whether the right operand is one column, likewise without the axis of length n
  private record Matmul(boolean row, boolean column) implements Bilinear {
    @Override
    public String name() {
      return "matmul";
    }

    @Override
    public Bilinear lifted(int size) {
      return this;
    }

    @Override
    public Spec infer(Spec... operands) {
      var x = operands[0].shape().toArray();
      var y = operands[1].shape().toArray();
      return new Spec(operands[0].dtype(), Shape.of(dims(x, column ? 0 : y[y.length - 1])));
    }

    /// Of the result.
    private int[] dims(int[] left, int columns) {
      int rows = row ? 0 : 1;
      int leading = left.length - 1 - rows;
      var dims = Arrays.copyOf(left, leading + rows + (column ? 0 : 1));
      if (!column) dims[dims.length - 1] = columns;
      return dims;
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]).strided();
      var y = Dense.of(xs[1]).strided();
      var left = row ? x.expand(x.rank() - 1) : x;
      var right = column ? y.expand(y.rank()) : y;
      var product = dev.cotangent.kernels.Matmul.multiply(left, right);
      if (!row && !column) return new Dense(product);
      return new Dense(product.reshape(dims(x.dims(), right.dim(right.rank() - 1))));
    }

    /// One matrix times many columns is one product of two matrices, of the same bits.
    @Override
    public Tensor[] batch(int size, boolean[] mapped, Tensor... xs) {
      if (row || !column || mapped[0] || xs[0].rank() > 2) {
        return Bilinear.super.batch(size, mapped, xs);
      }
      return new Tensor[] {MATRICES.bind(xs[1], Layout.swapAxes(xs[0], -1, -2))};
    }

    @Override
    public Tensor transposeLeft(Spec x, Tensor y, Tensor ct) {
      var left = column ? Layout.expandDims(ct, -1) : ct;
      return of(row, false)
          .bind(left, column ? Layout.expandDims(y, -2) : Layout.swapAxes(y, -1, -2));
    }

    @Override
    public Tensor transposeRight(Tensor x, Spec y, Tensor ct) {
      var right = row ? Layout.expandDims(ct, column ? -1 : -2) : ct;
      return of(false, column)
          .bind(row ? Layout.expandDims(x, -1) : Layout.swapAxes(x, -1, -2), right);
    }
  }

  private static final Matmul MATRICES = new Matmul(false, false);
  private static final Matmul ROW = new Matmul(true, false);
  private static final Matmul COLUMN = new Matmul(false, true);
  private static final Matmul DOT = new Matmul(true, true);

  private static Matmul of(boolean row, boolean column) {
    if (row) return column ? DOT : ROW;
    return column ? COLUMN : MATRICES;
  }

  /// As NumPy's: a vector on the left is a row, on the right a column, and its axis is gone from
  /// the result; leading axes broadcast.
  public static Tensor matmul(Tensor x, Tensor y) {
    check("matmul", x, y);
    var dtype = x.dtype().promote(y.dtype());
    if (dtype == DType.BOOL) dtype = DType.INT32;
    boolean row = x.rank() == 1;
    boolean column = y.rank() == 1;
    var left = x.toDType(dtype);
    var right = y.toDType(dtype);
    if (x.rank() > 2 || y.rank() > 2) {
      var leading = leading(x).broadcast(leading(y));
      left = stretched(left, leading);
      right = stretched(right, leading);
    }
    return of(row, column).bind(left, right);
  }

  private static void check(String name, Tensor x, Tensor y) {
    var both = name + ": " + x.shape() + " x " + y.shape() + ": ";
    if (x.rank() == 0 || y.rank() == 0) {
      throw new IllegalArgumentException(both + "a scalar has no axis to sum over; use times");
    }
    int inner = x.shape().dim(-1);
    int other = y.rank() == 1 ? y.shape().dim(0) : y.shape().dim(-2);
    if (inner != other) {
      throw new IllegalArgumentException(
          both + "inner dimensions " + inner + " and " + other + " differ");
    }
    try {
      leading(x).broadcast(leading(y));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(both + "the leading " + e.getMessage(), e);
    }
  }

  private static Shape leading(Tensor x) {
    if (x.rank() <= 2) return Shape.of();
    return Shape.of(Arrays.copyOf(x.shape().toArray(), x.rank() - 2));
  }

  /// A vector keeps its one axis, a matrix its two, behind the leading ones.
  private static Tensor stretched(Tensor x, Shape leading) {
    int own = Math.min(2, x.rank());
    var dims = Arrays.copyOf(leading.toArray(), leading.rank() + own);
    for (int k = 1; k <= own; k++) dims[dims.length - k] = x.shape().dim(-k);
    return Layout.broadcastTo(x, Shape.of(dims));
  }

  /// The sum of products of two vectors.
  public static Tensor dot(Tensor x, Tensor y) {
    if (x.rank() != 1 || y.rank() != 1) {
      throw new IllegalArgumentException(
          "dot: takes two vectors, got "
              + x.shape()
              + " and "
              + y.shape()
              + "; matmul takes matrices");
    }
    check("dot", x, y);
    return matmul(x, y);
  }

  /// All products of an element of one vector with one of the other.
  public static Tensor outer(Tensor x, Tensor y) {
    if (x.rank() != 1 || y.rank() != 1) {
      throw new IllegalArgumentException(
          "outer: takes two vectors, got " + x.shape() + " and " + y.shape());
    }
    return Layout.expandDims(x, 1).times(Layout.expandDims(y, 0));
  }
}
