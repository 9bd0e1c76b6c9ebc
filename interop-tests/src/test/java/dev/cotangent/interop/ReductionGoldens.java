package dev.cotangent.interop;

import dev.cotangent.Tensor;

/// Reductions, running results, order and softmax.
final class ReductionGoldens {
  private ReductionGoldens() {}

  static final OpTable TABLE = new OpTable();

  static {
    reduction("sum", Tensor::sum, Tensor::sum);
    reduction("mean", Tensor::mean, Tensor::mean);
    reduction("prod", Tensor::prod, Tensor::prod);
    reduction("amax", Tensor::max, Tensor::max);
    reduction("amin", Tensor::min, Tensor::min);
    reduction("logsumexp", Tensor::logsumexp, Tensor::logsumexp);
    TABLE
        .oneWith("var", (x, a) -> x.variance(a.integer("correction", 0), keep(a), axes(a)))
        .oneWith("std", (x, a) -> x.std(a.integer("correction", 0), keep(a), axes(a)))
        .oneWith("norm", ReductionGoldens::norm)
        .oneWith("cumsum", (x, a) -> x.cumSum(a.axis()))
        .oneWith("cumprod", (x, a) -> x.cumProd(a.axis()))
        .oneWith("diff", (x, a) -> x.diff(a.axis()))
        .oneWith("sort", (x, a) -> x.sort(a.axis(), a.flag("descending")))
        .oneWith("topk", (x, a) -> x.topK(a.integer("k", 1), a.axis())._1)
        .oneWith("softmax", (x, a) -> x.softmax(a.axis()))
        .oneWith("log_softmax", (x, a) -> x.logSoftmax(a.axis()));
  }

  private interface Along {
    Tensor of(Tensor x, int... axes);
  }

  private interface Keeping {
    Tensor of(Tensor x, boolean keepDims, int... axes);
  }

  private static void reduction(String name, Along plain, Keeping keeping) {
    TABLE.oneWith(name, (x, a) -> keep(a) ? keeping.of(x, true, axes(a)) : plain.of(x, axes(a)));
  }

  private static Tensor norm(Tensor x, Attrs attrs) {
    double p = attrs.number("p", 2);
    return attrs.has("axes") ? x.norm(p, keep(attrs), axes(attrs)) : x.norm(p);
  }

  private static boolean keep(Attrs attrs) {
    return attrs.flag("keepdims");
  }

  private static int[] axes(Attrs attrs) {
    return attrs.integers("axes");
  }
}
