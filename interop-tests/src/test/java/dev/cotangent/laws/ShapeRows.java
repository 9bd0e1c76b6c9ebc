package dev.cotangent.laws;

import static dev.cotangent.laws.Draw.shape;
import static dev.cotangent.laws.Rows.row;

import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Arrays;

/// The operations that move elements.
final class ShapeRows {
  private ShapeRows() {}

  static final Seq<Operation> LAYOUTS =
      Array.of(
          row("reshape(int[])", ShapeRows::reshape)
              .refuses(() -> Tensor.ones(2, 3).reshape(4), "(2, 3)", "(4)"),
          row("flatten()", d -> Call.of(d.shape(), Tensor::flatten, shape(size(d)))),
          row("transpose()", d -> Call.of(d.shape(), Tensor::transpose, shape(d.dims().reverse()))),
          row("permute(int[])", ShapeRows::permute)
              .refuses(() -> Tensor.ones(2, 3).permute(0), "[0]", "(2, 3)"),
          row("swapAxes(int, int)", ShapeRows::swapAxes)
              .refuses(() -> Tensor.ones(2, 3).swapAxes(0, 2), "axis 2", "(2, 3)"),
          row("expandDims(int)", ShapeRows::expandDims)
              .refuses(() -> Tensor.ones(2, 3).expandDims(3), "axis 3"),
          row("squeeze(int[])", ShapeRows::squeeze)
              .refuses(() -> Tensor.ones(2, 3).squeeze(0), "axis 0", "length 2"),
          row("broadcastTo(Shape)", ShapeRows::broadcastTo)
              .refuses(() -> Tensor.ones(2).broadcastTo(shape(Array.of(3))), "(2)", "(3)"),
          row("flip(int[])", ShapeRows::flip)
              .refuses(() -> Tensor.ones(2, 3).flip(2), "axis 2", "(2, 3)"));

  private static Seq<Integer> size(Draw draw) {
    return Array.of((int) draw.shape().size());
  }

  private static Call reshape(Draw draw) {
    var dims = draw.shuffled(draw.dims()).append(1);
    int free = draw.whole(0, dims.size() - 1);
    boolean told = draw.flag() || dims.removeAt(free).contains(0);
    var asked = Draw.ints(told ? dims : dims.update(free, -1));
    return Call.of(draw.shape(), x -> x.reshape(asked), shape(dims));
  }

  private static Call permute(Draw draw) {
    var axes = draw.permutation();
    var named = Arrays.stream(axes).map(k -> draw.flag() ? k : k - draw.rank()).toArray();
    return Call.of(
        draw.shape(), x -> x.permute(named), shape(Array.ofAll(axes).map(k -> draw.dim(k))));
  }

  private static Call swapAxes(Draw any) {
    var draw = any.rank(2);
    int first = draw.axis();
    int second = draw.axis();
    return Call.of(
        draw.shape(),
        x -> x.swapAxes(first, second),
        draw.with(first, draw.dim(second)).with(second, draw.dim(first)).shape());
  }

  private static Call expandDims(Draw draw) {
    int axis = draw.whole(0, draw.rank());
    int named = draw.flag() ? axis : axis - draw.rank() - 1;
    return Call.of(draw.shape(), x -> x.expandDims(named), shape(draw.dims().insert(axis, 1)));
  }

  private static Call squeeze(Draw any) {
    var draw = any.rank(1);
    if (draw.flag()) {
      return Call.of(draw.shape(), Tensor::squeeze, shape(draw.dims().filter(dim -> dim != 1)));
    }
    int axis = draw.axis();
    return Call.of(draw.with(axis, 1).shape(), x -> x.squeeze(axis), draw.reduced(false, axis));
  }

  private static Call broadcastTo(Draw draw) {
    return Call.of(draw.narrower().shape(), x -> x.broadcastTo(draw.shape()), draw.shape());
  }

  private static Call flip(Draw draw) {
    var axes = draw.axes();
    return Call.of(draw.shape(), x -> x.flip(axes), draw.shape());
  }

  /// What stands in [Tensor] itself.
  static final Seq<Operation> OWN =
      Array.of(
          row("copy()", d -> Call.of(d.shape(), Tensor::copy, d.shape())),
          row("zerosLike()", d -> Call.of(d.shape(), Tensor::zerosLike, d.shape())),
          row("onesLike()", d -> Call.of(d.shape(), Tensor::onesLike, d.shape())),
          row("toDType(DType)", d -> Call.of(d.shape(), x -> x.toDType(x.dtype()), d.shape())),
          row("where(Tensor, Tensor, Tensor)", ShapeRows::where),
          row("concat(int, Tensor[])", ShapeRows::concat)
              .refuses(() -> Tensor.concat(0, Tensor.ones(2, 3), Tensor.ones(3)), "(2, 3)", "(3)"),
          row("stack(int, Tensor[])", ShapeRows::stack)
              .refuses(() -> Tensor.stack(0, Tensor.ones(2), Tensor.ones(3)), "(2)", "(3)"));

  private static Call where(Draw draw) {
    var mask = draw.narrower().mask();
    var other = draw.narrower();
    var result = draw.shape();
    return draw.flag()
        ? Call.of(result, other.shape(), (x, y) -> Tensor.where(mask, x, y), result)
        : Call.of(other.shape(), result, (x, y) -> Tensor.where(mask, x, y), result);
  }

  private static Call concat(Draw any) {
    var draw = any.rank(1);
    int axis = draw.axis();
    int more = draw.whole(0, 3);
    return Call.of(
        draw.shape(),
        draw.with(axis, more).shape(),
        (x, y) -> Tensor.concat(axis, x, y, x),
        draw.with(axis, 2 * draw.dim(axis) + more).shape());
  }

  private static Call stack(Draw draw) {
    int axis = draw.whole(0, draw.rank());
    int named = draw.flag() ? axis : axis - draw.rank() - 1;
    return Call.of(
        draw.shape(),
        draw.shape(),
        (x, y) -> Tensor.stack(named, x, y, y),
        shape(draw.dims().insert(axis, 3)));
  }
}
