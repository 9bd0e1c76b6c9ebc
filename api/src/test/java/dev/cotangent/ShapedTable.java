package dev.cotangent;

import static dev.cotangent.Operation.of;
import static dev.cotangent.Operation.ofPairs;
import static dev.cotangent.Operation.shape;

import java.util.List;

/// The operations that look at more than one position.
final class ShapedTable {
  private ShapedTable() {}

  private static final Shape[] ANY = {
    shape(), shape(1), shape(5), shape(2, 3), shape(4, 1), shape(2, 3, 2), shape(0), shape(3, 0)
  };

  private static final Shape[] SOME = {
    shape(), shape(1), shape(5), shape(2, 3), shape(4, 1), shape(2, 3, 2)
  };

  private static final Shape[] MATRICES = {
    shape(2, 3), shape(1, 4), shape(4, 1), shape(3, 2, 2), shape(0, 3), shape(1, 1)
  };

  static List<Operation> sums() {
    return List.of(
        of("sum()", x -> x.sum(), ANY),
        of("sum(int[])", x -> x.sum(-1), MATRICES),
        of("sum(boolean, int[])", x -> x.sum(true, 0), MATRICES),
        of("mean()", x -> x.mean(), SOME),
        of("mean(int[])", x -> x.mean(0, 1), shape(2, 3), shape(2, 3, 2), shape(1, 1)),
        of("mean(boolean, int[])", x -> x.mean(true, -1), MATRICES),
        of("prod()", x -> x.prod(), ANY),
        of("prod(int[])", x -> x.prod(0), shape(2, 3), shape(7, 2), shape(1, 4), shape(0, 3)),
        of("prod(int[])", x -> x.prod(0, 2), shape(2, 3, 2), shape(1, 2, 3)),
        of("prod(boolean, int[])", x -> x.prod(true, -1), MATRICES),
        of("variance()", x -> x.variance(), SOME),
        of("variance(int[])", x -> x.variance(0), MATRICES[0], MATRICES[2], MATRICES[3]),
        of("variance(boolean, int[])", x -> x.variance(true, -1), MATRICES),
        of("variance(int, boolean, int[])", x -> x.variance(1, false, 0), shape(3, 2), shape(4)),
        of("std()", x -> x.std(), shape(5), shape(2, 3)),
        of("std(int[])", x -> x.std(1), shape(2, 3), shape(2, 4, 2)),
        of("std(boolean, int[])", x -> x.std(true, 0), shape(3, 2), shape(5)),
        of("std(int, boolean, int[])", x -> x.std(1, true, -1), shape(3, 4), shape(5)));
  }

  static List<Operation> extremes() {
    return List.of(
        of("max()", x -> x.max(), SOME),
        of("max(int[])", x -> x.max(0), MATRICES[0], MATRICES[1], MATRICES[3], shape(2, 0)),
        of("max(boolean, int[])", x -> x.max(true, 0, -1), MATRICES[0], MATRICES[3]),
        of("min()", x -> x.min(), SOME),
        of("min(int[])", x -> x.min(-1), MATRICES),
        of("min(boolean, int[])", x -> x.min(true, 0), MATRICES[0], MATRICES[3]),
        of("logsumexp()", x -> x.logsumexp(), SOME),
        of("logsumexp(int[])", x -> x.logsumexp(-1), MATRICES),
        of("logsumexp(boolean, int[])", x -> x.logsumexp(true, 0), shape(2, 3), shape(1, 4)),
        of("norm()", x -> x.norm(), shape(5), shape(2, 3), shape(0)),
        of("norm()", x -> x.norm(), SOME).between(0.5, 2),
        of("norm(double)", x -> x.norm(3), shape(5), shape(2, 3)).awayFrom(0),
        of("norm(double)", x -> x.norm(1), SOME).awayFrom(0),
        of("norm(double)", x -> x.norm(0), SOME).awayFrom(0),
        of("norm(double)", x -> x.norm(1.0 / 0), shape(5), shape(2, 3)).between(0.5, 2),
        of("norm(double, boolean, int[])", x -> x.norm(2.5, true, -1), shape(2, 3), shape(2, 1))
            .between(0.5, 2),
        of("median(int)", x -> x.median(-1), MATRICES),
        of("median(int)", x -> x.median(0), shape(5), shape(4, 2), shape(2, 3, 2)),
        of("softmax(int)", x -> x.softmax(-1), MATRICES),
        of("softmax(int)", x -> x.softmax(0), shape(5), shape(3, 2), shape(2, 0)),
        of("logSoftmax(int)", x -> x.logSoftmax(0), shape(5), shape(3, 2), shape(2, 0)));
  }

  static List<Operation> products() {
    return List.of(
        ofPairs(
            "matmul(S)",
            Tensor::matmul,
            shape(2, 3),
            shape(3, 2),
            shape(3),
            shape(3),
            shape(2, 3),
            shape(3),
            shape(3),
            shape(3, 2),
            shape(2, 1, 3),
            shape(3, 2),
            shape(2, 1, 2, 3),
            shape(2, 3, 1),
            shape(2),
            shape(3, 2, 1),
            shape(2, 0),
            shape(0, 3),
            shape(0, 2),
            shape(2, 2),
            shape(1, 1),
            shape(1, 1)),
        ofPairs("dot(S)", Tensor::dot, shape(3), shape(3), shape(1), shape(1), shape(0), shape(0)),
        ofPairs(
            "outer(S)", Tensor::outer, shape(3), shape(2), shape(1), shape(4), shape(0), shape(2)));
  }

  static List<Operation> layouts() {
    return List.of(
        of("reshape(int[])", x -> x.reshape(3, -1), shape(6), shape(2, 3), shape(3, 0), shape(3)),
        of("flatten()", x -> x.flatten(), ANY),
        of("transpose()", x -> x.transpose(), ANY),
        of(
            "permute(int[])",
            x -> x.permute(2, 0, -2),
            shape(2, 3, 2),
            shape(1, 4, 2),
            shape(0, 1, 2)),
        of("swapAxes(int, int)", x -> x.swapAxes(0, -1), MATRICES),
        of("expandDims(int)", x -> x.expandDims(-1), ANY),
        of("squeeze(int[])", x -> x.squeeze(), ANY),
        of("squeeze(int[])", x -> x.squeeze(1), shape(4, 1), shape(0, 1), shape(2, 1, 3)),
        of(
            "broadcastTo(Shape)",
            x -> x.broadcastTo(Shape.of(2, 3, 4)),
            shape(),
            shape(4),
            shape(3, 1),
            shape(2, 1, 4),
            shape(2, 3, 4),
            shape(1)),
        of(
            "broadcastTo(Shape)",
            x -> x.broadcastTo(Shape.of(0, 3)),
            shape(1),
            shape(3),
            shape(1, 1)),
        of("flip(int[])", x -> x.flip(), ANY),
        of("flip(int[])", x -> x.flip(-1), MATRICES));
  }

  static List<Operation> indices() {
    var repeated = Tensor.ints(Shape.of(2, 2), 1, 0, 1, 1);
    return List.of(
        of("get(int[])", x -> x.get(-1), shape(5), shape(2, 3), shape(1, 4), shape(2, 0)),
        of("get(int[])", x -> x.get(1, 0), shape(2, 3), shape(3, 1, 2)),
        of(
            "slice(int, int, int, int)",
            x -> x.slice(-1, 3, 0, -2),
            shape(5),
            shape(2, 4),
            shape(0)),
        of("slice(int, int, int, int)", x -> x.slice(0, 1, 9, 1), shape(5), shape(3, 2), shape(1)),
        of(
            "split(int, int[])",
            x -> {
              var parts = x.split(0, 1, 0, 2);
              return Tensor.concat(0, parts.get(2).square(), parts.get(0), parts.get(1));
            },
            shape(3),
            shape(3, 2),
            shape(3, 0)),
        of("take(S, int)", x -> x.take(repeated, 0), shape(3), shape(2, 3), shape(2, 0)),
        of("take(S, int)", x -> x.take(repeated, -1), shape(2, 3), shape(1, 2, 2)),
        of("gather(S, int)", x -> x.gather(repeated, 0), shape(2, 3), shape(4, 2)),
        of("gather(S, int)", x -> x.gather(repeated, -1), shape(2, 3), shape(2, 2)),
        ofPairs(
            "scatterAdd(S, S, int)",
            (x, y) -> x.scatterAdd(repeated, y, 0),
            shape(2, 3),
            shape(2, 2),
            shape(3, 2),
            shape(2, 2)),
        ofPairs(
            "scatterAdd(S, S, int)",
            (x, y) -> x.scatterAdd(repeated, y, 1),
            shape(2, 3),
            shape(2, 2)));
  }

  /// What stands in [Tensor] itself.
  static List<Operation> own() {
    return List.of(
        ofPairs(
            "where",
            (x, y) -> Tensor.where(x.plus(y).gt(0), x.sin(), y.exp()),
            shape(2, 3),
            shape(3),
            shape(),
            shape(4),
            shape(0),
            shape(1)),
        ofPairs(
            "concat",
            (x, y) -> Tensor.concat(-1, x, y, x),
            shape(2),
            shape(3),
            shape(2, 1),
            shape(2, 0)),
        ofPairs(
            "stack",
            (x, y) -> Tensor.stack(1, x, y, y),
            shape(2, 3),
            shape(2, 3),
            shape(0),
            shape(0)),
        of("copy", x -> x.transpose().copy(), ANY),
        of("toDType", x -> x.toDType(x.dtype()).square(), ANY));
  }
}
