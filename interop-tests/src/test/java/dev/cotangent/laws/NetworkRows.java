package dev.cotangent.laws;

import static dev.cotangent.laws.Operation.Takes.FLOATING;
import static dev.cotangent.laws.Rows.row;

import dev.cotangent.Conv;
import dev.cotangent.Losses;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/// The operations of neural networks, and sums of products after Einstein.
final class NetworkRows {
  private NetworkRows() {}

  private static final Tensor IMAGE = Tensor.ones(1, 1, 4, 4);

  static final Seq<Operation> LAYERS =
      Array.of(
              row("conv1d(S, Conv)", draw -> Window.of(draw, 1).convolution(Tensor::conv1d))
                  .refuses(() -> Tensor.ones(2).conv1d(Tensor.ones(1, 1, 1), Conv.of()), "(2)"),
              row("conv2d(S, Conv)", draw -> Window.of(draw, 2).convolution(Tensor::conv2d))
                  .refuses(() -> IMAGE.conv2d(Tensor.ones(1, 2, 1, 1), Conv.of()), "(1, 2, 1, 1)"),
              row("convTranspose2d(S, Conv)", draw -> Window.of(draw, 2).transposed())
                  .refuses(
                      () -> IMAGE.convTranspose2d(Tensor.ones(2, 1, 1, 1), Conv.of()),
                      "(2, 1, 1, 1)"),
              row("maxPool1d(int, int, int)", draw -> Window.of(draw, 1).pooled(Tensor::maxPool1d))
                  .refuses(() -> IMAGE.maxPool1d(5, 1, 0), "(1, 1, 4, 4)"),
              row("avgPool1d(int, int, int)", draw -> Window.of(draw, 1).pooled(Tensor::avgPool1d))
                  .refuses(() -> IMAGE.avgPool1d(5, 1, 0), "(1, 1, 4, 4)"),
              row("maxPool2d(int, int, int)", draw -> Window.of(draw, 2).pooled(Tensor::maxPool2d))
                  .refuses(() -> IMAGE.maxPool2d(5, 1, 0), "(1, 1, 4, 4)"),
              row("avgPool2d(int, int, int)", draw -> Window.of(draw, 2).pooled(Tensor::avgPool2d))
                  .refuses(() -> IMAGE.avgPool2d(5, 1, 0), "(1, 1, 4, 4)"),
              row("maxPool2d(int[], int[], int[])", draw -> oblong(draw, Tensor::maxPool2d)),
              row("avgPool2d(int[], int[], int[])", draw -> oblong(draw, Tensor::avgPool2d)),
              row("layerNorm(S, S, double)", NetworkRows::layerNorm)
                  .refuses(
                      () -> IMAGE.layerNorm(Tensor.ones(3), Tensor.ones(3), 0),
                      "(1, 1, 4, 4)",
                      "(3)"))
          .map(row -> row.takes(FLOATING));

  static final Operation EINSUM =
      row("einsum(String, Tensor[])", NetworkRows::einsum)
          .refuses(() -> Tensor.einsum("ij,jk", IMAGE.squeeze(), Tensor.ones(3, 2)), "4", "3");

  /// What a window does, with one number for both axes.
  private interface Pooled {
    Tensor apply(Tensor x, int size, int stride, int padding);
  }

  /// The same with a number for each axis.
  private interface Oblong {
    Tensor apply(Tensor x, int[] size, int[] stride, int[] padding);
  }

  /// A window that moves over one or two axes, all numbers alike for both.
  private record Window(
      Draw draw, int axes, int size, int stride, int padding, int dilation, int groups) {
    static Window of(Draw draw, int axes) {
      int size = draw.whole(1, 2);
      int padding = draw.whole(0, size / 2);
      return new Window(
          draw, axes, size, draw.whole(1, 2), padding, draw.whole(1, 2), draw.whole(1, 2));
    }

    private int length() {
      return draw.whole(3, 4);
    }

    private int seen(int length, int gap) {
      return (length + 2 * padding - gap * (size - 1) - 1) / stride + 1;
    }

    private Shape shape(int batch, int channels, int length) {
      var outer = Array.of(batch, channels);
      return Draw.shape(outer.appendAll(Array.fill(axes, length)));
    }

    private Conv options() {
      return Conv.of()
          .withStride(stride)
          .withPadding(padding)
          .withDilation(dilation)
          .withGroups(groups);
    }

    Call convolution(Function3<Tensor, Tensor, Conv, Tensor> f) {
      int length = length();
      int batch = draw.whole(0, 2);
      int out = groups * draw.whole(1, 2);
      return Call.of(
          shape(batch, groups, length),
          shape(out, 1, size),
          (x, w) -> f.apply(x, w, options()),
          shape(batch, out, seen(length, dilation)));
    }

    Call transposed() {
      int length = draw.whole(2, 3);
      int out = draw.whole(1, 2);
      return Call.of(
          shape(1, groups, length),
          shape(groups, out, size),
          (x, w) -> x.convTranspose2d(w, options()),
          shape(1, groups * out, (length - 1) * stride - 2 * padding + dilation * (size - 1) + 1));
    }

    Call pooled(Pooled f) {
      int length = length();
      int batch = draw.whole(0, 2);
      return Call.of(
          shape(batch, 1, length),
          x -> f.apply(x, size, stride, padding),
          shape(batch, 1, seen(length, 1)));
    }
  }

  private static Call oblong(Draw draw, Oblong f) {
    int length = draw.whole(2, 4);
    return Call.of(
        Shape.of(2, 1, length, 4),
        x -> f.apply(x, new int[] {1, 3}, new int[] {1, 2}, new int[] {0, 1}),
        Shape.of(2, 1, length, 2));
  }

  private static Call layerNorm(Draw any) {
    var draw = any.ranked(3).filled().with(2, 3);
    int axes = draw.whole(1, 2);
    var weights = Draw.shape(draw.dims().drop(3 - axes));
    return new Call(
        Array.of(draw.shape(), weights, weights),
        xs -> xs.get(0).layerNorm(xs.get(1), xs.get(2), 0.1),
        draw.shape());
  }

  private static Call einsum(Draw any) {
    var draw = any.ranked(3);
    int i = draw.dim(0);
    int j = draw.dim(1);
    int k = draw.dim(2);
    return switch (draw.whole(0, 5)) {
      case 0 -> two("ij,jk->ik", Shape.of(i, j), Shape.of(j, k), Shape.of(i, k));
      case 1 -> two("ij,ij", Shape.of(i, j), Shape.of(i, j), Shape.of());
      case 2 -> two("kij,kjl->lik", Shape.of(k, i, j), Shape.of(k, j, 2), Shape.of(2, i, k));
      case 3 -> two("...ij,j->...i", Shape.of(k, i, j), Shape.of(j), Shape.of(k, i));
      case 4 -> one("iji->j", Shape.of(i, j, i), Shape.of(j));
      default -> one("ba", Shape.of(i, j), Shape.of(j, i));
    };
  }

  private static Call one(String spec, Shape x, Shape result) {
    return Call.of(x, operand -> Tensor.einsum(spec, operand), result);
  }

  private static Call two(String spec, Shape x, Shape y, Shape result) {
    return Call.of(x, y, (left, right) -> Tensor.einsum(spec, left, right), result);
  }

  static final Seq<Operation> LOSSES =
      Array.of(
              loss("mse(Tensor, Tensor)", Losses::mse),
              loss("huber(Tensor, Tensor, double)", (x, y) -> Losses.huber(x, y, 5)),
              loss("huber(Tensor, Tensor, double)", (x, y) -> Losses.huber(x, y, 0.01))
                  .between(-2, -1, 1, 2),
              loss("bceWithLogits(Tensor, Tensor)", Losses::bceWithLogits).between(-2, 2, 0, 1),
              labelled("crossEntropy(Tensor, Tensor)", Losses::crossEntropy),
              labelled("nll(Tensor, Tensor)", Losses::nll),
              loss("klDiv(Tensor, Tensor)", Losses::klDiv).between(-2, 2, 0.1, 1))
          .map(row -> row.takes(FLOATING));

  private static Operation loss(String method, Function2<Tensor, Tensor, Tensor> f) {
    return row(
            method,
            any -> {
              var shape = any.rank(1).filled().shape();
              return Call.of(shape, shape, f, Shape.of());
            })
        .refuses(() -> f.apply(Tensor.ones(2), Tensor.ones(3)), "(2)", "(3)");
  }

  private static Operation labelled(String method, Function2<Tensor, Tensor, Tensor> f) {
    return row(
            method,
            any -> {
              var draw = any.rank(1).filled();
              var classes = draw.dim(-1);
              var labels = new Draw(draw.dims().dropRight(1), draw.random()).positions(classes);
              return Call.of(draw.shape(), x -> f.apply(x, labels), Shape.of());
            })
        .refuses(() -> f.apply(Tensor.ones(2, 3), Tensor.ints(0, 0, 0)), "(2, 3)", "(3)");
  }
}
