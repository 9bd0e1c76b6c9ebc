package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Misuse of layers, losses and einsum throws where it happens, and says what was wrong.
class NetworkErrorsTest {
  private static final Tensor V3 = Tensor.ones(3);
  private static final Tensor M23 = Tensor.ones(2, 3);
  private static final Tensor SIGNAL = Tensor.ones(1, 4, 6);
  private static final Tensor IMAGE = Tensor.ones(1, 4, 5, 6);
  private static final Conv PLAIN = Conv.of();

  private static void bad(String operation, Executable call, String... parts) {
    var e = assertThrows(IllegalArgumentException.class, call);
    Messages.startsWith(e, operation, parts);
  }

  private static void outside(String operation, Executable call, String... parts) {
    var e = assertThrows(IndexOutOfBoundsException.class, call);
    Messages.startsWith(e, operation, parts);
  }

  @Test
  void options() {
    bad("Conv", () -> PLAIN.withStride(0), "stride", "from 1", "[0]");
    bad("Conv", () -> PLAIN.withStride(), "stride", "[]");
    bad("Conv", () -> PLAIN.withPadding(1, -1), "padding", "from 0", "[1, -1]");
    bad("Conv", () -> PLAIN.withDilation(-2), "dilation", "[-2]");
    bad("Conv", () -> PLAIN.withGroups(0), "groups", "[0]");
  }

  @Test
  void convolutions() {
    var w1 = Tensor.ones(2, 4, 3);
    var w2 = Tensor.ones(2, 4, 3, 3);
    bad("conv1d", () -> M23.conv1d(w1, PLAIN), "(2, 3)", "(2, 4, 3)", "(n, channels, length)");
    bad("conv2d", () -> SIGNAL.conv2d(w2, PLAIN), "(1, 4, 6)", "(n, channels, height, width)");
    bad("conv2d", () -> IMAGE.conv2d(w1, PLAIN), "(2, 4, 3)", "same rank");
    bad("conv2d", () -> IMAGE.conv2d(Tensor.ones(2, 3, 1, 1), PLAIN), "4 channels", "takes 3");
    bad("conv2d", () -> IMAGE.conv2d(w2, PLAIN.withGroups(2)), "4 channels", "takes 8", "2 groups");
    bad(
        "conv1d",
        () -> SIGNAL.conv1d(Tensor.ones(3, 2, 1), PLAIN.withGroups(2)),
        "3 output channels",
        "2 groups");
    bad(
        "conv2d",
        () -> IMAGE.conv2d(w2, PLAIN.withDilation(3)),
        "window of 7",
        "5 elements of axis 2",
        "padding 0");
    bad("conv1d", () -> SIGNAL.conv1d(w1, PLAIN.withStride(1, 2)), "stride [1, 2]", "1 axes");
    bad("conv2d", () -> IMAGE.conv2d(w2, PLAIN.withPadding(1, 2, 3)), "padding", "[1, 2, 3]");
    bad("conv2d", () -> IMAGE.conv2d(Tensor.ones(2, 4, 0, 3), PLAIN), "(2, 4, 0, 3)", "empty");
    bad("convTranspose2d", () -> IMAGE.convTranspose2d(w2, PLAIN), "4 channels", "1 groups");
    bad(
        "convTranspose2d",
        () -> IMAGE.convTranspose2d(Tensor.ones(4, 1, 1, 1), PLAIN.withPadding(3)),
        "axis 2",
        "length -1");
  }

  @Test
  void pooling() {
    int[] two = {2, 2};
    bad("maxPool1d", () -> Tensor.scalar(1).maxPool1d(1, 1, 0), "()", "rank 0");
    bad("maxPool2d", () -> V3.maxPool2d(1, 1, 0), "(3)", "rank 1", "2 axes");
    bad("avgPool1d", () -> V3.avgPool1d(4, 1, 0), "(3)", "window of 4", "3 elements");
    bad("avgPool1d", () -> V3.avgPool1d(2, 0, 0), "stride 0");
    bad("maxPool1d", () -> V3.maxPool1d(0, 1, 0), "size 0");
    bad("maxPool1d", () -> V3.maxPool1d(3, 1, 2), "padding 2", "half the size");
    bad("avgPool2d", () -> M23.avgPool2d(2, 1, -1), "padding -1");
    bad("avgPool2d", () -> M23.avgPool2d(two, new int[] {1}, two), "stride [1]", "two numbers");
  }

  @Test
  void layerNorm() {
    var one = Tensor.scalar(1);
    bad("layerNorm", () -> M23.layerNorm(Tensor.ones(2), Tensor.ones(2), 0), "(2, 3)", "(2)");
    bad("layerNorm", () -> M23.layerNorm(V3, Tensor.ones(1), 0), "gamma (3)", "beta (1)");
    bad("layerNorm", () -> V3.layerNorm(M23, M23, 0), "(3)", "(2, 3)");
    bad("layerNorm", () -> V3.layerNorm(one, one, 0), "()", "at least one");
    bad("layerNorm", () -> M23.layerNorm(V3, V3, -1), "eps", "-1.0");
    bad("layerNorm", () -> M23.layerNorm(V3, V3, Double.NaN), "eps", "NaN");
  }

  @Test
  void losses() {
    bad("mse", () -> Losses.mse(M23, V3), "(2, 3)", "(3)", "equal");
    bad("huber", () -> Losses.huber(V3, M23, 1), "(3)", "(2, 3)");
    bad("huber", () -> Losses.huber(V3, V3, 0), "delta", "0.0");
    bad("bceWithLogits", () -> Losses.bceWithLogits(M23, V3), "(2, 3)", "(3)");
    bad("klDiv", () -> Losses.klDiv(V3, M23), "(3)", "(2, 3)");
    bad("klDiv", () -> Losses.klDiv(Tensor.scalar(1), Tensor.scalar(1)), "no axis");
    bad("mse", () -> Losses.mse(V3, Tensor.ints(1, 2, 3)), "INT32", "FLOAT64");
    bad("crossEntropy", () -> Losses.crossEntropy(M23, Tensor.ints(1)), "(1)", "(2, 3)", "label");
    bad("crossEntropy", () -> Losses.crossEntropy(M23, Tensor.of(1, 2)), "INT32", "FLOAT64");
    bad("nll", () -> Losses.nll(Tensor.scalar(1), Tensor.ints(1)), "()", "(1)");
    outside("crossEntropy", () -> Losses.crossEntropy(M23, Tensor.ints(0, 3)), "index 3", "0 to 2");
    outside("nll", () -> Losses.nll(M23, Tensor.ints(-1, 0)), "index -1", "length 3");
  }

  @Test
  void einsum() {
    bad("einsum", () -> Tensor.einsum("ij->ji->ij", M23), "\"ij->ji->ij\"", "more than one ->");
    bad("einsum", () -> Tensor.einsum("ij,j", M23), "2 terms for 1 operands");
    bad("einsum", () -> Tensor.einsum(""), "1 terms for 0 operands");
    bad("einsum", () -> Tensor.einsum("i", M23), "\"i\"", "1 axes", "operand 0", "(2, 3)");
    bad("einsum", () -> Tensor.einsum("...ijk", M23), "3 axes", "(2, 3)");
    bad("einsum", () -> Tensor.einsum("i1", M23), "'1'");
    bad("einsum", () -> Tensor.einsum("i.j", Tensor.ones(1, 1, 1)), "'.'");
    bad("einsum", () -> Tensor.einsum("ij-ji", Tensor.ones(1, 1, 1, 1, 1)), "'-'");
    bad("einsum", () -> Tensor.einsum("......", M23), "'.'");
    bad("einsum", () -> Tensor.einsum("ij->iji", M23), "'i' twice");
    bad("einsum", () -> Tensor.einsum("ij->ik", M23), "'k'", "no operand");
    bad("einsum", () -> Tensor.einsum("ij,jk", M23, M23), "'j'", "length 3", "operand 1", "2");
    bad("einsum", () -> Tensor.einsum("ii", M23), "'i'", "length 2", "axis 1", "3");
    bad("einsum", () -> Tensor.einsum("ij,ij", M23, Tensor.ones(1, 3)), "'i'", "length 2", "1");
    bad("einsum", () -> Tensor.einsum("...,...", M23, Tensor.ones(2, 2)), "an axis of ...", "3");
  }
}
