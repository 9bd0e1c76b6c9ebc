package dev.cotangent.laws;

import static dev.cotangent.laws.Draw.shape;
import static dev.cotangent.laws.Rows.row;

import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/// The operations that repeat, surround or thin out what there is.
final class ArrangementRows {
  private ArrangementRows() {}

  private static final Tensor MATRIX = Tensor.ones(2, 3);

  static final Seq<Operation> COPIES =
      Array.of(
          row("tile(int[])", ArrangementRows::tile).refuses(() -> MATRIX.tile(-1), "-1"),
          row("repeat(int, int)", ArrangementRows::repeat)
              .refuses(() -> MATRIX.repeat(2, 2), "axis 2", "(2, 3)"),
          row("roll(int, int)", ArrangementRows::roll)
              .refuses(() -> MATRIX.roll(1, 2), "axis 2", "(2, 3)"),
          row("pad(int[][], double)", ArrangementRows::pad)
              .refuses(() -> MATRIX.pad(new int[][] {{1, 1}}, 0), "(2, 3)"),
          row("reflectPad(int[][])", ArrangementRows::reflectPad)
              .filled()
              .refuses(() -> MATRIX.reflectPad(new int[][] {{1, 1}}), "(2, 3)"));

  static final Seq<Operation> DIAGONALS =
      Array.of(
          row("diag()", ArrangementRows::diag)
              .refuses(() -> Tensor.ones(1, 1, 1).diag(), "(1, 1, 1)"),
          row("diagonal(int)", ArrangementRows::diagonal)
              .refuses(() -> Tensor.ones(3).diagonal(0), "(3)"),
          row("tril(int)", draw -> triangle(draw, Tensor::tril))
              .refuses(() -> Tensor.ones(3).tril(0), "(3)"),
          row("triu(int)", draw -> triangle(draw, Tensor::triu))
              .refuses(() -> Tensor.ones(3).triu(0), "(3)"),
          row("trace()", ArrangementRows::trace).refuses(() -> Tensor.ones(3).trace(), "(3)"));

  private static Call tile(Draw draw) {
    int missing = draw.whole(0, draw.rank());
    int added = missing == 0 ? draw.whole(0, 1) : 0;
    var counts = Array.fill(draw.rank() + added - missing, () -> draw.whole(0, 2));
    var lengths = Array.fill(added, 1).appendAll(draw.dims());
    var factors = Array.fill(missing, 1).appendAll(counts);
    return Call.of(
        draw.shape(),
        x -> x.tile(Draw.ints(counts)),
        shape(lengths.zipWith(factors, (length, factor) -> length * factor)));
  }

  private static Call repeat(Draw any) {
    var draw = any.rank(1);
    int axis = draw.axis();
    int times = draw.whole(0, 3);
    return Call.of(
        draw.shape(), x -> x.repeat(times, axis), draw.with(axis, times * draw.dim(axis)).shape());
  }

  private static Call roll(Draw any) {
    var draw = any.rank(1);
    int axis = draw.axis();
    int shift = draw.whole(-5, 5);
    return Call.of(draw.shape(), x -> x.roll(shift, axis), draw.shape());
  }

  private static Call pad(Draw draw) {
    var margins = Array.fill(draw.rank(), () -> new int[] {draw.whole(0, 2), draw.whole(0, 2)});
    double value = draw.oneOf(0.0, 1.5);
    var pairs = margins.toJavaArray(int[][]::new);
    return Call.of(
        draw.shape(),
        x -> x.pad(pairs, value),
        shape(draw.dims().zipWith(margins, (dim, margin) -> dim + margin[0] + margin[1])));
  }

  private static Call reflectPad(Draw draw) {
    var margins =
        draw.dims().map(dim -> new int[] {draw.whole(0, dim - 1), draw.whole(0, dim - 1)});
    var pairs = margins.toJavaArray(int[][]::new);
    return Call.of(
        draw.shape(),
        x -> x.reflectPad(pairs),
        shape(draw.dims().zipWith(margins, (dim, margin) -> dim + margin[0] + margin[1])));
  }

  private static Call diag(Draw any) {
    var draw = any.ranked(any.flag() ? 1 : 2);
    int n = draw.dims().min().get();
    return Call.of(
        draw.shape(), Tensor::diag, shape(draw.rank() == 1 ? Array.of(n, n) : Array.of(n)));
  }

  private static Call diagonal(Draw any) {
    var draw = any.rank(2);
    int k = draw.whole(-3, 3);
    long length = Array.range(0, draw.dim(-2)).count(i -> i + k >= 0 && i + k < draw.dim(-1));
    return Call.of(
        draw.shape(), x -> x.diagonal(k), shape(draw.dims().dropRight(2).append((int) length)));
  }

  private interface Triangle {
    Tensor apply(Tensor x, int k);
  }

  private static Call triangle(Draw any, Triangle f) {
    var draw = any.rank(2);
    int k = draw.whole(-3, 3);
    return Call.of(draw.shape(), x -> f.apply(x, k), draw.shape());
  }

  private static Call trace(Draw any) {
    var draw = any.rank(2);
    return Call.of(draw.shape(), Tensor::trace, shape(draw.dims().dropRight(2)));
  }
}
