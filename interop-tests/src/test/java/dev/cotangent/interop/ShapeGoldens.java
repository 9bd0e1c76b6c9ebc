package dev.cotangent.interop;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.util.List;

/// Shapes, indices and products of matrices.
final class ShapeGoldens {
  private ShapeGoldens() {}

  static final OpTable TABLE = new OpTable();

  static {
    TABLE
        .oneWith("reshape", (x, a) -> x.reshape(a.integers("shape")))
        .oneWith("permute", (x, a) -> x.permute(a.integers("perm")))
        .oneWith("transpose", (x, a) -> x.swapAxes(a.integer("axis0", 0), a.integer("axis1", 1)))
        .oneWith("squeeze", (x, a) -> x.squeeze(a.axis()))
        .oneWith("unsqueeze", (x, a) -> x.expandDims(a.axis()))
        .oneWith("broadcast_to", (x, a) -> x.broadcastTo(Shape.of(a.integers("shape"))))
        .oneWith("flip", (x, a) -> x.flip(a.integers("axes")))
        .oneWith("tile", (x, a) -> x.tile(a.integers("reps")))
        .oneWith("repeat_interleave", (x, a) -> x.repeat(a.integer("repeats", 1), a.axis()))
        .oneWith("roll", ShapeGoldens::roll)
        .oneWith("pad", (x, a) -> x.pad(pairs(a.list("pads")), a.number("value", 0)))
        .one("diag", Tensor::diag)
        .oneWith("diagonal", (x, a) -> x.diagonal(a.integer("k", 0)))
        .oneWith("tril", (x, a) -> x.tril(a.integer("k", 0)))
        .oneWith("triu", (x, a) -> x.triu(a.integer("k", 0)))
        .one("trace", Tensor::trace)
        .oneWith("slice", ShapeGoldens::slice)
        .several("split", (xs, a) -> xs.getFirst().split(a.axis(), a.integers("sizes")).asJava())
        .all("concat", (xs, a) -> Tensor.concat(a.axis(), xs.toArray(Tensor[]::new)))
        .all("stack", (xs, a) -> Tensor.stack(a.axis(), xs.toArray(Tensor[]::new)));
    TABLE
        .twoWith("gather", (x, index, a) -> x.gather(index, a.axis()))
        .twoWith("index_select", (x, index, a) -> x.take(index, a.axis()))
        .twoWith("embedding", (table, index, _) -> table.take(index, 0))
        .all("scatter", (xs, a) -> xs.get(0).scatter(xs.get(1), xs.get(2), a.axis()))
        .all("scatter_add", (xs, a) -> xs.get(0).scatterAdd(xs.get(1), xs.get(2), a.axis()));
    TABLE
        .two("matmul", Tensor::matmul)
        .two("dot", Tensor::dot)
        .two("outer", Tensor::outer)
        .oneWith("matrix_power", (x, a) -> power(x, a.integer("n", 1)))
        .two("kron", ShapeGoldens::kron)
        .two("cross", ShapeGoldens::cross)
        .all("linear", (xs, _) -> linear(xs));
  }

  private static Tensor slice(Tensor x, Attrs attrs) {
    var slices = attrs.list("slices");
    for (int axis = 0; axis < slices.size(); axis++) {
      if (slices.get(axis) instanceof List<?> range) {
        int[] bounds = Attrs.integers(range);
        x = x.slice(axis, bounds[0], bounds[1], bounds[2]);
      }
    }
    return x;
  }

  private static Tensor roll(Tensor x, Attrs attrs) {
    int[] axes = attrs.integers("axes");
    for (int k = 0; k < axes.length; k++) x = x.roll(attrs.integers("shifts")[k], axes[k]);
    return x;
  }

  private static int[][] pairs(List<?> pairs) {
    return pairs.stream().map(pair -> Attrs.integers((List<?>) pair)).toArray(int[][]::new);
  }

  private static Tensor power(Tensor x, int n) {
    var power = x;
    for (int k = 1; k < n; k++) power = power.matmul(x);
    return power;
  }

  private static Tensor kron(Tensor x, Tensor y) {
    int m = x.shape().dim(0), n = x.shape().dim(1), p = y.shape().dim(0), q = y.shape().dim(1);
    return x.reshape(m, 1, n, 1).times(y.reshape(1, p, 1, q)).reshape(m * p, n * q);
  }

  private static Tensor cross(Tensor x, Tensor y) {
    Tensor next = Tensor.ints(1, 2, 0), last = Tensor.ints(2, 0, 1);
    return x.take(next, -1).times(y.take(last, -1)).minus(x.take(last, -1).times(y.take(next, -1)));
  }

  private static Tensor linear(List<Tensor> operands) {
    var product = operands.get(0).matmul(operands.get(1).transpose());
    return operands.size() == 2 ? product : product.plus(operands.get(2));
  }
}
