package dev.cotangent.interop;

import dev.cotangent.Conv;
import dev.cotangent.Losses;
import dev.cotangent.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/// Layers and losses. Those that the library does not have are written as a user would.
final class NetworkGoldens {
  private NetworkGoldens() {}

  static final OpTable TABLE = new OpTable();

  static {
    loss("l1_loss", (x, y) -> x.minus(y).abs());
    loss("bce_loss", (p, t) -> cross(t, p.log(), p.unaryMinus().log1p()));
    loss("hinge_loss", (x, y) -> y.times(x).unaryMinus().plus(1).relu());
    TABLE
        .twoWith("mse_loss", (x, y, a) -> ofElements(Losses::mse, x, y, a))
        .twoWith("bce_with_logits_loss", (x, y, a) -> ofElements(Losses::bceWithLogits, x, y, a))
        .twoWith("huber_loss", NetworkGoldens::huber)
        .twoWith("cross_entropy", (x, y, a) -> ofRows(Losses::crossEntropy, x, y, a))
        .twoWith("nll_loss", (x, y, a) -> ofRows(Losses::nll, x, y, a))
        .twoWith("kl_div", (x, y, a) -> ofRows(Losses::klDiv, x, y, a));
    TABLE
        .all("layer_norm", (xs, a) -> xs.get(0).layerNorm(xs.get(1), xs.get(2), eps(a)))
        .all("batch_norm", NetworkGoldens::batchNorm)
        .oneWith("normalize", NetworkGoldens::normalize);
    TABLE
        .all("conv1d", (xs, a) -> biased(xs.get(0).conv1d(xs.get(1), conv(a)), xs))
        .all("conv2d", (xs, a) -> biased(xs.get(0).conv2d(xs.get(1), conv(a)), xs))
        .oneWith(
            "max_pool1d",
            (x, a) ->
                x.maxPool1d(
                    a.integer("kernel", 0), a.integer("stride", 1), a.integer("padding", 0)))
        .oneWith(
            "max_pool2d",
            (x, a) ->
                x.maxPool2d(pair(a, "kernel", 0), pair(a, "stride", 1), pair(a, "padding", 0)))
        .oneWith("avg_pool2d", NetworkGoldens::avgPool)
        .all("einsum", (xs, a) -> Tensor.einsum(a.text("equation"), xs.toArray(Tensor[]::new)));
  }

  private static void loss(String name, BinaryOperator<Tensor> each) {
    TABLE.twoWith(name, (x, y, attrs) -> reduce(each.apply(x, y), attrs));
  }

  private static Tensor reduce(Tensor losses, Attrs attrs) {
    return switch (attrs.text("reduction")) {
      case "none" -> losses;
      case "sum" -> losses.sum();
      case "mean" -> losses.mean();
      case String other -> throw new IllegalStateException("reduction " + other);
    };
  }

  private static Tensor huber(Tensor x, Tensor y, Attrs attrs) {
    return ofElements((p, t) -> Losses.huber(p, t, attrs.number("delta", 1)), x, y, attrs);
  }

  private static Tensor ofElements(BinaryOperator<Tensor> loss, Tensor x, Tensor y, Attrs attrs) {
    var losses = ofRows(loss, x.flatten(), y.flatten(), attrs);
    return losses.rank() == 0 ? losses : losses.reshape(x.shape().toArray());
  }

  /// A loss that is a mean over the first axis.
  private static Tensor ofRows(BinaryOperator<Tensor> loss, Tensor x, Tensor y, Attrs attrs) {
    int rows = x.shape().dim(0);
    return switch (attrs.text("reduction")) {
      case "none" ->
          Tensor.stack(
              0,
              IntStream.range(0, rows)
                  .mapToObj(k -> loss.apply(x.get(k), y.get(k)))
                  .toArray(Tensor[]::new));
      case "sum" -> loss.apply(x, y).times(rows);
      case "mean", "batchmean" -> loss.apply(x, y);
      case String other -> throw new IllegalStateException("reduction " + other);
    };
  }

  /// -(t yes + (1 - t) no).
  private static Tensor cross(Tensor t, Tensor yes, Tensor no) {
    return t.times(yes).plus(t.unaryMinus().plus(1).times(no)).unaryMinus();
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
    return x.minus(x.mean(true, axes)).div(variance.plus(eps(attrs)).sqrt());
  }

  private static Tensor normalize(Tensor x, Attrs attrs) {
    var norm = x.norm(attrs.number("p", 2), true, attrs.axis());
    return x.div(norm.maximum(attrs.number("eps", 1e-12)));
  }

  private static double eps(Attrs attrs) {
    return attrs.number("eps", 1e-5);
  }

  private static Conv conv(Attrs attrs) {
    return Conv.of()
        .withStride(numbers(attrs, "stride", 1))
        .withPadding(numbers(attrs, "padding", 0))
        .withDilation(numbers(attrs, "dilation", 1))
        .withGroups(attrs.integer("groups", 1));
  }

  private static Tensor biased(Tensor y, List<Tensor> operands) {
    if (operands.size() == 2) return y;
    var column = new int[y.rank() - 1];
    Arrays.fill(column, 1);
    column[0] = -1;
    return y.plus(operands.get(2).reshape(column));
  }

  private static Tensor avgPool(Tensor x, Attrs attrs) {
    var means = avgPool2d(x, attrs);
    boolean paddingCounts = !Boolean.FALSE.equals(attrs.values().get("count_include_pad"));
    return paddingCounts ? means : means.div(avgPool2d(x.onesLike(), attrs));
  }

  private static Tensor avgPool2d(Tensor x, Attrs attrs) {
    return x.avgPool2d(
        pair(attrs, "kernel", 0), pair(attrs, "stride", 1), pair(attrs, "padding", 0));
  }

  private static int[] pair(Attrs attrs, String name, int otherwise) {
    var numbers = numbers(attrs, name, otherwise);
    return numbers.length == 2 ? numbers : new int[] {numbers[0], numbers[0]};
  }

  /// A number, or one for each axis.
  private static int[] numbers(Attrs attrs, String name, int otherwise) {
    return attrs.has(name) && attrs.values().get(name) instanceof List<?> list
        ? Attrs.integers(list)
        : new int[] {attrs.integer(name, otherwise)};
  }
}
