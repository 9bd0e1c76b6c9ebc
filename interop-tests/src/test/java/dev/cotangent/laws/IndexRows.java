package dev.cotangent.laws;

import static dev.cotangent.laws.Draw.shape;
import static dev.cotangent.laws.Rows.row;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.laws.Operation.Takes;
import io.vavr.collection.Array;
import io.vavr.collection.List;
import io.vavr.collection.Seq;

/// The operations that choose elements, and the products.
final class IndexRows {
  private IndexRows() {}

  static final Seq<Operation> INDICES =
      Array.of(
          row("get(int[])", IndexRows::get).filled(),
          row("slice(int, int, int, int)", IndexRows::slice)
              .refuses(() -> Tensor.ones(3).slice(0, 0, 3, 0), "step of 0"),
          row("split(int, int[])", IndexRows::split)
              .refuses(() -> Tensor.ones(3).split(0, 1, 1), "[1, 1]", "(3)"),
          row("take(S, int)", IndexRows::take)
              .refuses(() -> Tensor.ones(3).take(Tensor.of(1), 0), "INT32", "FLOAT64"),
          row("gather(S, int)", IndexRows::gather)
              .refuses(() -> Tensor.ones(3).gather(Tensor.of(1), 0), "INT32", "FLOAT64"),
          row("scatterAdd(S, S, int)", draw -> scattering(draw, Tensor::scatterAdd))
              .refuses(
                  () -> Tensor.ones(3).scatterAdd(Tensor.of(1), Tensor.of(1), 0),
                  "INT32",
                  "FLOAT64"),
          row("scatter(S, S, int)", draw -> scattering(draw, Tensor::scatter))
              .refuses(
                  () -> Tensor.ones(3).scatter(Tensor.of(1), Tensor.of(1), 0), "INT32", "FLOAT64"),
          row("oneHot(int)", IndexRows::oneHot)
              .takes(Takes.INDICES)
              .gives(DType.FLOAT64)
              .between(0.1, 3));

  private static Call get(Draw draw) {
    int count = draw.whole(0, draw.rank());
    var positions = new int[count];
    for (int k = 0; k < count; k++) positions[k] = draw.whole(-draw.dim(k), draw.dim(k) - 1);
    return Call.of(draw.shape(), x -> x.get(positions), shape(draw.dims().drop(count)));
  }

  private static Call slice(Draw any) {
    var draw = any.rank(1);
    int axis = draw.axis();
    int n = draw.dim(axis);
    int start = draw.whole(0, n);
    int stop = draw.whole(0, n);
    int step = draw.oneOf(1, 2, 3, -1, -2);
    int count = 0;
    for (int k = step < 0 ? Math.min(start, n - 1) : start;
        step > 0 ? k < stop : k > stop;
        k += step) {
      count++;
    }
    return Call.of(
        draw.shape(), x -> x.slice(axis, start, stop, step), draw.with(axis, count).shape());
  }

  private static Call split(Draw any) {
    var draw = any.rank(1);
    int axis = draw.axis();
    int first = draw.whole(0, draw.dim(axis));
    return Call.of(
        draw.shape(),
        x -> {
          var parts = x.split(axis, first, x.shape().dim(axis) - first);
          return Tensor.concat(axis, parts.get(1), parts.get(0));
        },
        draw.shape());
  }

  private static Call take(Draw any) {
    var draw = any.rank(1);
    int axis = draw.axis();
    var dims = draw.oneOf(List.<Integer>of(), List.of(3), List.of(2, 1), List.of(0));
    var indices = new Draw(dims, draw.random());
    var filled = draw.dim(axis) == 0 ? draw.with(axis, 2) : draw;
    var positions = indices.positions(filled.dim(axis));
    int at = axis < 0 ? axis + draw.rank() : axis;
    var result =
        filled.dims().take(at).appendAll(indices.dims()).appendAll(filled.dims().drop(at + 1));
    return Call.of(filled.shape(), x -> x.take(positions, axis), shape(result));
  }

  private static Call gather(Draw any) {
    var draw = any.rank(1).filled();
    int axis = draw.axis();
    var positions = chosen(draw, axis).positions(draw.dim(axis));
    return Call.of(draw.shape(), x -> x.gather(positions, axis), positions.shape());
  }

  private interface Scattering {
    Tensor apply(Tensor x, Tensor indices, Tensor updates, int axis);
  }

  private static Call scattering(Draw any, Scattering f) {
    var draw = any.rank(1).filled();
    int axis = draw.axis();
    var positions = chosen(draw, axis).positions(draw.dim(axis));
    return Call.of(
        draw.shape(),
        positions.shape(),
        (x, updates) -> f.apply(x, positions, updates, axis),
        draw.shape());
  }

  /// Indices that are no longer than the tensor on other axes, and of any length on the axis.
  private static Draw chosen(Draw draw, int axis) {
    var dims = draw.dims().map(dim -> draw.whole(0, 4) == 0 ? draw.whole(0, dim) : dim);
    return new Draw(dims, draw.random()).with(axis, draw.whole(0, 3));
  }

  private static Call oneHot(Draw draw) {
    return Call.of(draw.shape(), x -> x.oneHot(4), shape(draw.dims().append(4)));
  }

  static final Seq<Operation> PRODUCTS;

  static {
    PRODUCTS =
        Array.of(
            row("matmul(S)", IndexRows::matmul)
                .refuses(
                    () -> Tensor.ones(2, 3).matmul(Tensor.ones(5, 2)),
                    "(2, 3) x (5, 2)",
                    "3 and 5"),
            row(
                    "dot(S)",
                    any -> {
                      var n = any.ranked(1).shape();
                      return Call.of(n, n, Tensor::dot, Shape.of());
                    })
                .refuses(() -> Tensor.ones(2).dot(Tensor.ones(3)), "(2) x (3)"),
            row(
                    "outer(S)",
                    any -> {
                      int m = any.rank(2).dim(0);
                      int n = any.rank(2).dim(1);
                      return Call.of(Shape.of(m), Shape.of(n), Tensor::outer, Shape.of(m, n));
                    })
                .refuses(() -> Tensor.ones(2, 3).outer(Tensor.ones(3)), "(2, 3)", "(3)"));
  }

  private static Call matmul(Draw any) {
    var draw = any.rank(2);
    int k = draw.dim(-1);
    int m = draw.dim(-2);
    int n = draw.whole(0, 3);
    var batch = draw.dims().dropRight(2);
    var other = new Draw(batch, draw.random()).narrower().dims();
    return switch (draw.whole(0, 3)) {
      case 0 ->
          Call.of(
              Shape.of(k),
              shape(batch.append(k).append(n)),
              Tensor::matmul,
              shape(batch.append(n)));
      case 1 -> Call.of(draw.shape(), Shape.of(k), Tensor::matmul, shape(batch.append(m)));
      case 2 ->
          Call.of(
              shape(other.append(m).append(k)),
              shape(batch.append(k).append(n)),
              Tensor::matmul,
              shape(batch.append(m).append(n)));
      default ->
          Call.of(
              draw.shape(),
              shape(other.append(k).append(n)),
              Tensor::matmul,
              shape(batch.append(m).append(n)));
    };
  }
}
