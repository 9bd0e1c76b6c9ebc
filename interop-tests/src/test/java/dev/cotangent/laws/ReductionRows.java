package dev.cotangent.laws;

import static dev.cotangent.laws.Operation.Takes.FLOATING;
import static dev.cotangent.laws.Rows.alongAxis;
import static dev.cotangent.laws.Rows.overAxis;
import static dev.cotangent.laws.Rows.reduction;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/// The operations that leave fewer elements, and those that look along an axis.
final class ReductionRows {
  private ReductionRows() {}

  private static final double INF = Double.POSITIVE_INFINITY;

  static final Seq<Operation> SUMS =
      Array.of(
          reduction("sum", Tensor::sum, Tensor::sum, Tensor::sum),
          reduction("mean", Tensor::mean, Tensor::mean, Tensor::mean).filled(),
          reduction("prod", Tensor::prod, Tensor::prod, Tensor::prod),
          reduction("variance", Tensor::variance, Tensor::variance, Tensor::variance).filled(),
          corrected("variance", Tensor::variance),
          reduction("std", Tensor::std, Tensor::std, Tensor::std).filled().within(1e-4),
          corrected("std", Tensor::std).within(1e-4));

  private interface Corrected {
    Tensor apply(Tensor x, int ddof, boolean keepDims, int... axes);
  }

  private static Operation corrected(String name, Corrected f) {
    return Operation.of(
        name,
        Array.of(name + "(int, boolean, int[])"),
        any -> {
          var draw = any.rank(1).filled().with(0, 3);
          boolean keep = draw.flag();
          return Call.of(draw.shape(), x -> f.apply(x, 1, keep, 0), draw.reduced(keep, 0));
        });
  }

  static final Seq<Operation> EXTREMES =
      Array.of(
          reduction("max", Tensor::max, Tensor::max, Tensor::max).filled(),
          reduction("min", Tensor::min, Tensor::min, Tensor::min).filled(),
          overAxis("median", Tensor::median).filled(),
          overAxis("argMax", Tensor::argMax).filled().gives(DType.INT32),
          overAxis("argMin", Tensor::argMin).filled().gives(DType.INT32),
          reduction("any", Tensor::any, Tensor::any, Tensor::any).gives(DType.BOOL),
          reduction("all", Tensor::all, Tensor::all, Tensor::all).gives(DType.BOOL));

  static final Seq<Operation> EXPONENTIAL =
      Array.of(
              reduction("logsumexp", Tensor::logsumexp, Tensor::logsumexp, Tensor::logsumexp)
                  .filled(),
              norm(),
              alongAxis("softmax", Tensor::softmax),
              alongAxis("logSoftmax", Tensor::logSoftmax))
          .map(row -> row.takes(FLOATING));

  private static Operation norm() {
    return Operation.of(
            "norm",
            Array.of("norm()", "norm(double)", "norm(double, boolean, int[])"),
            draw -> {
              double p = draw.oneOf(0.0, 0.5, 1.0, 2.0, 2.5, 3.0, INF);
              var axes = draw.axes();
              boolean keep = draw.flag();
              return switch (draw.whole(0, 2)) {
                case 0 -> Call.of(draw.shape(), Tensor::norm, draw.reduced(false));
                case 1 -> Call.of(draw.shape(), x -> x.norm(p), draw.reduced(false));
                default ->
                    Call.of(draw.shape(), x -> x.norm(p, keep, axes), draw.reduced(keep, axes));
              };
            })
        .filled()
        .between(0.5, 2)
        .refuses(() -> Tensor.of(1).norm(-1), "-1.0")
        .refuses(() -> Tensor.of(1).norm(2, false, 1), "axis 1", "(1)");
  }
}
