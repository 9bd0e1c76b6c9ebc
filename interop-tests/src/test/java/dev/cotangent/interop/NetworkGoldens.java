package dev.cotangent.interop;

import dev.cotangent.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/// Losses and normalisations, written as a user would.
final class NetworkGoldens {
  private NetworkGoldens() {}

  static final OpTable TABLE = new OpTable();

  static {
    loss("mse_loss", (x, y) -> x.minus(y).square());
    loss("l1_loss", (x, y) -> x.minus(y).abs());
    loss("bce_loss", (p, t) -> cross(t, p.log(), p.unaryMinus().log1p()));
    loss("bce_with_logits_loss", (x, t) -> cross(t, x.logSigmoid(), x.unaryMinus().logSigmoid()));
    loss("nll_loss", NetworkGoldens::nll);
    loss("hinge_loss", (x, y) -> y.times(x).unaryMinus().plus(1).relu());
    loss("kl_div", (q, p) -> p.xlogy(p).minus(p.times(q)));
    TABLE
        .twoWith("huber_loss", (x, y, a) -> reduce(huber(x, y, a.number("delta", 1)), a))
        .twoWith("cross_entropy", (x, labels, a) -> reduce(nll(x.logSoftmax(1), labels), a))
        .all("layer_norm", NetworkGoldens::layerNorm)
        .all("batch_norm", NetworkGoldens::batchNorm)
        .oneWith("normalize", NetworkGoldens::normalize);
  }

  private static void loss(String name, BinaryOperator<Tensor> each) {
    TABLE.twoWith(name, (x, y, attrs) -> reduce(each.apply(x, y), attrs));
  }

  private static Tensor reduce(Tensor losses, Attrs attrs) {
    return switch (attrs.text("reduction")) {
      case "none" -> losses;
      case "sum" -> losses.sum();
      case "mean" -> losses.mean();
      case "batchmean" -> losses.sum().div(losses.shape().dim(0));
      case String other -> throw new IllegalStateException("reduction " + other);
    };
  }

  /// -(t yes + (1 - t) no).
  private static Tensor cross(Tensor t, Tensor yes, Tensor no) {
    return t.times(yes).plus(t.unaryMinus().plus(1).times(no)).unaryMinus();
  }

  private static Tensor huber(Tensor x, Tensor y, double delta) {
    var d = x.minus(y).abs();
    return Tensor.where(d.le(delta), d.square().times(0.5), d.minus(0.5 * delta).times(delta));
  }

  private static Tensor nll(Tensor logProbabilities, Tensor labels) {
    return logProbabilities.gather(labels.expandDims(1), 1).squeeze(1).unaryMinus();
  }

  private static Tensor layerNorm(List<Tensor> operands, Attrs attrs) {
    int[] last = IntStream.rangeClosed(1, attrs.integer("dims", 1)).map(k -> -k).toArray();
    return standardise(operands.get(0), last, attrs).times(operands.get(1)).plus(operands.get(2));
  }

  private static Tensor batchNorm(List<Tensor> operands, Attrs attrs) {
    var x = operands.get(0);
    int[] others = IntStream.range(0, x.rank()).filter(k -> k != 1).toArray();
    var column = new int[x.rank() - 1];
    Arrays.fill(column, 1);
    column[0] = x.shape().dim(1);
    return standardise(x, others, attrs)
        .times(operands.get(1).reshape(column))
        .plus(operands.get(2).reshape(column));
  }

  private static Tensor standardise(Tensor x, int[] axes, Attrs attrs) {
    var variance = x.variance(true, axes);
    return x.minus(x.mean(true, axes)).div(variance.plus(attrs.number("eps", 1e-5)).sqrt());
  }

  private static Tensor normalize(Tensor x, Attrs attrs) {
    var norm = x.norm(attrs.number("p", 2), true, attrs.axis());
    return x.div(norm.maximum(attrs.number("eps", 1e-12)));
  }
}
