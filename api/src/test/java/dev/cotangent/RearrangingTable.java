package dev.cotangent;

import static dev.cotangent.Operation.of;
import static dev.cotangent.Operation.ofPairs;
import static dev.cotangent.Operation.shape;

import java.util.List;

/// The operations that copy, order or accumulate along axes.
final class RearrangingTable {
  private RearrangingTable() {}

  private static final Shape[] MATRICES = {
    shape(2, 3), shape(1, 4), shape(4, 1), shape(3, 2, 2), shape(0, 3), shape(3, 0), shape(1, 1)
  };

  private static final Shape[] FILLED = {
    shape(5), shape(2, 3), shape(1, 4), shape(4, 1), shape(3, 2, 2)
  };

  static List<Operation> margins() {
    var repeated = Tensor.ints(Shape.of(2, 2), 1, 0, 1, 1);
    return List.of(
        of("tile(int[])", x -> x.tile(2, 3), shape(), shape(2), shape(1, 3), shape(2, 1, 2)),
        of("tile(int[])", x -> x.tile(2), MATRICES),
        of("tile(int[])", x -> x.tile(0, 1), shape(2, 3), shape(2)),
        of("repeat(int, int)", x -> x.repeat(3, -1), MATRICES),
        of("repeat(int, int)", x -> x.repeat(2, 0), MATRICES),
        of("repeat(int, int)", x -> x.repeat(0, 0), shape(3), shape(2, 2)),
        of("roll(int, int)", x -> x.roll(1, 0), MATRICES),
        of("roll(int, int)", x -> x.roll(-5, -1), MATRICES),
        of("pad(int[][], double)", x -> x.pad(new int[][] {{1, 0}, {0, 2}}, 0), matrices()),
        of("pad(int[][], double)", x -> x.pad(new int[][] {{1, 2}}, 1.5), shape(3), shape(0)),
        of("reflectPad(int[][])", x -> x.reflectPad(new int[][] {{0, 2}, {1, 1}}), shape(3, 2)),
        of("reflectPad(int[][])", x -> x.reflectPad(new int[][] {{3, 3}}), shape(4), shape(5)),
        ofPairs(
            "scatter(S, S, int)",
            (x, y) -> x.scatter(repeated, y, 0),
            shape(2, 3),
            shape(2, 2),
            shape(3, 2),
            shape(2, 2)),
        ofPairs(
            "scatter(S, S, int)", (x, y) -> x.scatter(repeated, y, -1), shape(2, 3), shape(2, 2)));
  }

  private static Shape[] matrices() {
    return new Shape[] {shape(2, 3), shape(1, 1), shape(0, 3), shape(2, 0)};
  }

  static List<Operation> diagonals() {
    return List.of(
        of("diag()", x -> x.diag(), shape(3), shape(1), shape(0), shape(2, 3), shape(0, 2)),
        of("diagonal(int)", x -> x.diagonal(0), MATRICES),
        of("diagonal(int)", x -> x.diagonal(1), MATRICES),
        of("diagonal(int)", x -> x.diagonal(-2), MATRICES),
        of("tril(int)", x -> x.tril(0), MATRICES),
        of("tril(int)", x -> x.tril(-1), MATRICES),
        of("triu(int)", x -> x.triu(0), MATRICES),
        of("triu(int)", x -> x.triu(1), MATRICES),
        of("trace()", x -> x.trace(), MATRICES));
  }

  static List<Operation> scans() {
    return List.of(
        of("cumSum(int)", x -> x.cumSum(0), MATRICES),
        of("cumSum(int)", x -> x.cumSum(-1), MATRICES),
        of("cumProd(int)", x -> x.cumProd(0), MATRICES),
        of("cumProd(int)", x -> x.cumProd(-1), MATRICES),
        of("cumMax(int)", x -> x.cumMax(0), FILLED),
        of("cumMax(int)", x -> x.cumMax(-1), FILLED),
        of("cumMin(int)", x -> x.cumMin(0), FILLED),
        of("cumMin(int)", x -> x.cumMin(-1), FILLED),
        of("logcumsumexp(int)", x -> x.logcumsumexp(0), MATRICES),
        of("logcumsumexp(int)", x -> x.logcumsumexp(-1), MATRICES),
        of("diff(int)", x -> x.diff(0), MATRICES),
        of("diff(int)", x -> x.diff(-1), MATRICES));
  }

  static List<Operation> order() {
    return List.of(
        of("sort(int)", x -> x.sort(0), MATRICES),
        of("sort(int)", x -> x.sort(-1), MATRICES),
        of("sort(int, boolean)", x -> x.sort(1, true), MATRICES),
        of("topK(int, int)", x -> x.topK(1, 0)._1, FILLED),
        of("topK(int, int)", x -> x.topK(2, -1)._1, shape(2, 3), shape(1, 4), shape(0, 2)),
        of("topK(int, int)", x -> x.topK(0, 0)._1, shape(3), shape(0, 2)));
  }
}
