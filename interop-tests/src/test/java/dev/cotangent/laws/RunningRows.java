package dev.cotangent.laws;

import static dev.cotangent.laws.Operation.Takes.FLOATING;
import static dev.cotangent.laws.Rows.alongAxis;
import static dev.cotangent.laws.Rows.onAxis;
import static dev.cotangent.laws.Rows.row;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/// The operations that run along an axis, and those that order it.
final class RunningRows {
  private RunningRows() {}

  static final Seq<Operation> SCANS =
      Array.of(
          alongAxis("cumSum", Tensor::cumSum),
          alongAxis("cumProd", Tensor::cumProd),
          alongAxis("cumMax", Tensor::cumMax).filled(),
          alongAxis("cumMin", Tensor::cumMin).filled(),
          alongAxis("logcumsumexp", Tensor::logcumsumexp).takes(FLOATING),
          onAxis(
              "diff",
              Tensor::diff,
              (draw, axis) -> draw.with(axis, Math.max(draw.dim(axis) - 1, 0)).shape()));

  static final Seq<Operation> ORDER =
      Array.of(
          alongAxis("sort", Tensor::sort),
          row("sort(int, boolean)", RunningRows::sort)
              .refuses(() -> Tensor.ones(2, 3).sort(2, true), "axis 2", "(2, 3)"),
          alongAxis("argSort", Tensor::argSort).gives(DType.INT32),
          row("topK(int, int)", RunningRows::topK)
              .refuses(() -> Tensor.ones(3).topK(4, 0), "4", "3"));

  private static Call sort(Draw any) {
    var draw = any.rank(1);
    int axis = draw.axis();
    boolean descending = draw.flag();
    return Call.of(draw.shape(), x -> x.sort(axis, descending), draw.shape());
  }

  private static Call topK(Draw any) {
    var draw = any.rank(1);
    int axis = draw.axis();
    int k = draw.whole(0, draw.dim(axis));
    return Call.of(draw.shape(), x -> x.topK(k, axis)._1, draw.with(axis, k).shape());
  }
}
