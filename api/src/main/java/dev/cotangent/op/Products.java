package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.util.Arrays;

/// Products of matrices and vectors.
public final class Products {
  private Products() {}

  /// (..., m, k) times (..., k, n), the leading axes equal.
  private static final class Matmul implements Bilinear {
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
      int rank = operands[0].shape().rank();
      var dims = operands[0].shape().toArray();
      dims[rank - 1] = operands[1].shape().dim(-1);
      return new Spec(operands[0].dtype(), Shape.of(dims));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]).strided();
      var y = Dense.of(xs[1]).strided();
      return new Dense(dev.cotangent.kernels.Matmul.multiply(x, y));
    }

    @Override
    public Tensor transposeLeft(Spec x, Tensor y, Tensor ct) {
      return bind(ct, Layout.swapAxes(y, -1, -2));
    }

    @Override
    public Tensor transposeRight(Tensor x, Spec y, Tensor ct) {
      return bind(Layout.swapAxes(x, -1, -2), ct);
    }
  }

  private static final Matmul MATMUL = new Matmul();

  /// As NumPy's: a vector on the left is a row, on the right a column, and its axis is gone from
  /// the result; leading axes broadcast.
  public static Tensor matmul(Tensor x, Tensor y) {
    check("matmul", x, y);
    var dtype = x.dtype().promote(y.dtype());
    if (dtype == DType.BOOL) dtype = DType.INT32;
    var left = x.rank() == 1 ? Layout.expandDims(x, 0) : x;
    var right = y.rank() == 1 ? Layout.expandDims(y, 1) : y;
    var leading = leading(x, left).broadcast(leading(y, right));
    var product =
        MATMUL.bind(
            stretched(left.toDType(dtype), leading), stretched(right.toDType(dtype), leading));
    if (x.rank() == 1) product = Layout.squeeze(product, -2);
    return y.rank() == 1 ? Layout.squeeze(product, -1) : product;
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
      leading(x, x).broadcast(leading(y, y));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(both + "the leading " + e.getMessage(), e);
    }
  }

  private static Shape leading(Tensor original, Tensor matrix) {
    if (original.rank() <= 2) return Shape.of();
    return Shape.of(Arrays.copyOf(matrix.shape().toArray(), matrix.rank() - 2));
  }

  private static Tensor stretched(Tensor matrix, Shape leading) {
    var dims = Arrays.copyOf(leading.toArray(), leading.rank() + 2);
    dims[leading.rank()] = matrix.shape().dim(-2);
    dims[leading.rank() + 1] = matrix.shape().dim(-1);
    return Layout.broadcastTo(matrix, Shape.of(dims));
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
