package dev.cotangent;

import static dev.cotangent.Operation.of;
import static dev.cotangent.Operation.ofPairs;
import static dev.cotangent.Operation.ofTuples;
import static dev.cotangent.Operation.shape;

import io.vavr.collection.Seq;
import java.util.List;

/// Layers, losses and sums of products.
final class NetworkTable {
  private NetworkTable() {}

  static List<Operation> layers() {
    var strided = Conv.of().withStride(2).withPadding(1);
    return List.of(
        ofPairs(
            "conv1d(S, Conv)",
            (x, w) -> x.conv1d(w, Conv.of()),
            shape(2, 2, 4),
            shape(3, 2, 2),
            shape(1, 1, 3),
            shape(1, 1, 3),
            shape(0, 1, 3),
            shape(1, 1, 2),
            shape(1, 0, 3),
            shape(2, 0, 2)),
        ofPairs(
            "conv1d(S, Conv)",
            (x, w) -> x.conv1d(w, strided.withDilation(2).withGroups(2)),
            shape(1, 4, 5),
            shape(2, 2, 3)),
        ofPairs(
            "conv2d(S, Conv)",
            (x, w) -> x.conv2d(w, Conv.of()),
            shape(2, 2, 3, 4),
            shape(2, 2, 2, 3),
            shape(1, 2, 2, 2),
            shape(3, 2, 1, 1),
            shape(1, 1, 2, 2),
            shape(0, 1, 2, 2)),
        ofPairs(
            "conv2d(S, Conv)",
            (x, w) -> x.conv2d(w, strided.withStride(2, 1).withGroups(2)),
            shape(1, 2, 4, 3),
            shape(4, 1, 3, 2)),
        ofPairs(
            "convTranspose2d(S, Conv)",
            (x, w) -> x.convTranspose2d(w, Conv.of().withStride(2).withPadding(1, 0)),
            shape(2, 2, 2, 3),
            shape(2, 3, 3, 2),
            shape(0, 1, 2, 2),
            shape(1, 1, 3, 1)),
        ofPairs(
            "convTranspose2d(S, Conv)",
            (x, w) -> x.convTranspose2d(w, Conv.of().withGroups(2).withDilation(1, 2)),
            shape(1, 4, 2, 2),
            shape(4, 1, 2, 2)),
        of("maxPool1d(int, int, int)", x -> x.maxPool1d(2, 1, 1), shape(3), shape(2, 1, 4)),
        of("avgPool1d(int, int, int)", x -> x.avgPool1d(3, 2, 1), shape(4), shape(2, 2, 5)),
        of("maxPool2d(int, int, int)", x -> x.maxPool2d(2, 2, 0), shape(4, 4), shape(2, 1, 3, 2)),
        of("avgPool2d(int, int, int)", x -> x.avgPool2d(2, 1, 1), shape(2, 2), shape(1, 2, 3, 2)),
        of("maxPool2d(int, int, int)", x -> x.maxPool2d(2, 1, 0), shape(0, 2, 2)),
        of(
            "maxPool2d(int[], int[], int[])",
            x -> x.maxPool2d(new int[] {3, 2}, new int[] {1, 2}, new int[] {1, 0}),
            shape(2, 3, 4)),
        of(
            "avgPool2d(int[], int[], int[])",
            x -> x.avgPool2d(new int[] {1, 3}, new int[] {2, 1}, new int[] {0, 1}),
            shape(1, 3, 2)),
        ofTuples(
            "layerNorm(S, S, double)",
            3,
            xs -> xs.get(0).layerNorm(xs.get(1), xs.get(2), 1e-2),
            shape(2, 3),
            shape(3),
            shape(3),
            shape(2, 2, 2),
            shape(2, 2),
            shape(2, 2),
            shape(4),
            shape(4),
            shape(4),
            shape(0, 2),
            shape(2),
            shape(2),
            shape(2, 0),
            shape(0),
            shape(0)));
  }

  static List<Operation> losses() {
    var labels = Tensor.ints(2, 0, 2);
    return List.of(
        ofPairs("mse", Losses::mse, shape(2, 3), shape(2, 3), shape(), shape()),
        ofPairs("huber", (x, y) -> Losses.huber(x, y, 1e-3), shape(5), shape(5)),
        ofPairs("huber", (x, y) -> Losses.huber(x, y, 10), shape(2, 2), shape(2, 2)),
        ofPairs("bceWithLogits", Losses::bceWithLogits, shape(2, 3), shape(2, 3))
            .between(-4, 4, 0.1, 0.9),
        of("crossEntropy", x -> Losses.crossEntropy(x, labels), shape(3, 3), shape(3, 4)),
        of("crossEntropy", x -> Losses.crossEntropy(x, Tensor.ints(Shape.of(), 1)), shape(3)),
        of("nll", x -> Losses.nll(x, labels), shape(3, 3)),
        of("nll", x -> Losses.nll(x, labels.reshape(1, 3)), shape(1, 3, 4)),
        ofPairs("klDiv", Losses::klDiv, shape(2, 3), shape(2, 3), shape(4), shape(4))
            .between(-3, 0, 0.1, 1));
  }

  private static Tensor einsum(String spec, Seq<Tensor> xs) {
    return Tensor.einsum(spec, xs.toJavaArray(Tensor[]::new));
  }

  static List<Operation> einsums() {
    return List.of(
        of("einsum", x -> Tensor.einsum("ii->i", x), shape(3, 3), shape(0, 0)),
        of("einsum", x -> Tensor.einsum("iji->j", x), shape(2, 3, 2)),
        of("einsum", x -> Tensor.einsum("ba", x), shape(2, 3)),
        ofPairs("einsum", (x, y) -> Tensor.einsum("ij,jk", x, y), shape(2, 3), shape(3, 2)),
        ofPairs("einsum", (x, y) -> Tensor.einsum("ij,ij->i", x, y), shape(2, 3), shape(2, 3)),
        ofPairs(
            "einsum",
            (x, y) -> Tensor.einsum("...ij,j...->i...", x, y),
            shape(2, 2, 3),
            shape(3, 1)),
        ofTuples(
            "einsum", 3, xs -> einsum("bi,ij,bj->b", xs), shape(2, 3), shape(3, 2), shape(2, 2)),
        ofTuples("einsum", 3, xs -> einsum("i,i,->", xs), shape(3), shape(3), shape()));
  }
}
