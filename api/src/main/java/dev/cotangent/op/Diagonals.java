package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Copies;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Diagonals and triangles of matrices, which lie in the last two axes. Diagonal k > 0 is above the
/// main one, k < 0 below.
public final class Diagonals {
  private Diagonals() {}

  /// A view of one diagonal.
  private record Diagonal(int k, int length) implements Linear {
    @Override
    public String name() {
      return "diagonal";
    }

    @Override
    public Linear lifted(int size) {
      return this;
    }

    @Override
    public Spec infer(Spec... operands) {
      var dims = operands[0].shape().toArray();
      var shorter = Arrays.copyOf(dims, dims.length - 1);
      shorter[dims.length - 2] = length;
      return new Spec(operands[0].dtype(), Shape.of(shorter));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      return new Dense(Dense.of(xs[0]).strided().diagonal(k, length));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new OnDiagonal(k, residual.spec(0).shape()).bind(ct);
    }
  }

  /// The transpose of [Diagonal]: zeros off the diagonal.
  private record OnDiagonal(int k, Shape shape) implements Linear {
    @Override
    public String name() {
      return "diag";
    }

    @Override
    public Linear lifted(int size) {
      return new OnDiagonal(k, shape.prepended(size));
    }

    @Override
    public Spec infer(Spec... operands) {
      return new Spec(operands[0].dtype(), shape);
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]).strided();
      int length = x.dim(x.rank() - 1);
      return new Dense(Copies.embedded(x, shape.toArray(), zeros -> zeros.diagonal(k, length)));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return of(ct, k);
    }
  }

  public static Tensor diagonal(Tensor x, int k) {
    requireMatrices("diagonal", x);
    return of(x, k);
  }

  private static Tensor of(Tensor x, int k) {
    int rows = x.shape().dim(-2);
    int columns = x.shape().dim(-1);
    int length = k >= 0 ? Math.min(rows, columns - k) : Math.min(rows + k, columns);
    return new Diagonal(k, Math.max(0, length)).bind(x);
  }

  /// The matrix with this vector on its diagonal, or the diagonal of this matrix.
  public static Tensor diag(Tensor x) {
    if (x.rank() == 2) return of(x, 0);
    if (x.rank() == 1) {
      int count = x.shape().dim(0);
      return new OnDiagonal(0, Shape.of(count, count)).bind(x);
    }
    throw new IllegalArgumentException(
        "diag: takes a vector or a matrix, got "
            + x.shape()
            + "; diagonal takes those of many matrices");
  }

  /// The sum of the main diagonal.
  public static Tensor trace(Tensor x) {
    requireMatrices("trace", x);
    return Reductions.sum(of(x, 0), false, -1);
  }

  public static Tensor tril(Tensor x, int k) {
    requireMatrices("tril", x);
    return Tensor.where(rows(x, k).ge(columns(x)), x, x.zerosLike());
  }

  public static Tensor triu(Tensor x, int k) {
    requireMatrices("triu", x);
    return Tensor.where(rows(x, k).le(columns(x)), x, x.zerosLike());
  }

  /// The column in which diagonal k meets each row.
  private static Tensor rows(Tensor x, int k) {
    int rows = x.shape().dim(-2);
    int from = Math.clamp(k, -rows, x.shape().dim(-1)); // beyond lies nothing
    var meets = IntStream.range(0, rows).map(row -> row + from).toArray();
    return Dense.of(DType.INT32, Shape.of(rows, 1), meets);
  }

  private static Tensor columns(Tensor x) {
    int columns = x.shape().dim(-1);
    return Dense.of(DType.INT32, Shape.of(columns), IntStream.range(0, columns).toArray());
  }

  private static void requireMatrices(String name, Tensor x) {
    if (x.rank() < 2) {
      throw new IllegalArgumentException(
          name + ": takes matrices in the last two axes, got " + x.shape());
    }
  }
}
