package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConvTest {
  private static Tensor integers(Random random, int... dims) {
    var shape = Shape.of(dims);
    return Tensor.of(shape, random.ints(shape.size(), -4, 5).asDoubleStream().toArray());
  }

  /// Written out, with zeros around the images.
  private static Tensor naive(Tensor x, Tensor w, int[] stride, int[] pad, int[] dil, int groups) {
    int[] xs = x.shape().toArray();
    int[] ws = w.shape().toArray();
    int h = (xs[2] + 2 * pad[0] - dil[0] * (ws[2] - 1) - 1) / stride[0] + 1;
    int v = (xs[3] + 2 * pad[1] - dil[1] * (ws[3] - 1) - 1) / stride[1] + 1;
    var y = new double[xs[0] * ws[0] * h * v];
    int next = 0;
    for (int n = 0; n < xs[0]; n++) {
      for (int o = 0; o < ws[0]; o++) {
        int base = o / (ws[0] / groups) * ws[1];
        for (int p = 0; p < h * v; p++, next++) {
          for (int k = 0; k < ws[1] * ws[2] * ws[3]; k++) {
            int channel = k / (ws[2] * ws[3]);
            int i = k / ws[3] % ws[2];
            int j = k % ws[3];
            int row = p / v * stride[0] + i * dil[0] - pad[0];
            int column = p % v * stride[1] + j * dil[1] - pad[1];
            boolean inside = row >= 0 && row < xs[2] && column >= 0 && column < xs[3];
            if (!inside) continue;
            y[next] +=
                w.get(o, channel, i, j).item() * x.get(n, base + channel, row, column).item();
          }
        }
      }
    }
    return Tensor.of(Shape.of(xs[0], ws[0], h, v), y);
  }

  @Property(tries = 150)
  void conv2dIsTheSumOfItsDefinition(@ForAll long seed) {
    var random = new Random(seed);
    int groups = random.nextInt(1, 3);
    int[] stride = {random.nextInt(1, 3), random.nextInt(1, 4)};
    int[] pad = {random.nextInt(3), random.nextInt(2)};
    int[] dil = {random.nextInt(1, 3), random.nextInt(1, 3)};
    var x =
        integers(
            random, random.nextInt(1, 3), 2 * groups, random.nextInt(3, 6), random.nextInt(3, 7));
    var w =
        integers(
            random, random.nextInt(1, 4) * groups, 2, random.nextInt(1, 3), random.nextInt(1, 3));
    var options =
        Conv.of().withStride(stride).withPadding(pad).withDilation(dil).withGroups(groups);
    assertEquals(naive(x, w, stride, pad, dil, groups), x.conv2d(w, options).plus(0));
  }

  @Property(tries = 100)
  void theTransposeIsTheTranspose(@ForAll long seed) {
    var random = new Random(seed);
    int groups = random.nextInt(1, 3);
    var options =
        Conv.of()
            .withStride(random.nextInt(1, 3))
            .withPadding(random.nextInt(2))
            .withDilation(random.nextInt(1, 3))
            .withGroups(groups);
    var w = integers(random, 3 * groups, 2, 2, 3);
    var y = integers(random, 2, 3 * groups, random.nextInt(2, 4), random.nextInt(1, 4));
    var x = y.convTranspose2d(w, options);
    var probe = integers(random, x.shape().toArray());
    assertEquals(y.shape(), probe.conv2d(w, options).shape());
    assertEquals(probe.times(x).sum(), probe.conv2d(w, options).times(y).sum());
  }

  @Test
  void conv1dOfSmallNumbers() {
    var x = Tensor.of(Shape.of(1, 1, 4), 1, 2, 4, 8);
    var difference = Tensor.of(Shape.of(1, 1, 2), -1, 1);
    assertEquals(Tensor.of(1, 2, 4), x.conv1d(difference, Conv.of()).flatten());
    var padded = Conv.of().withPadding(1).withStride(2);
    assertEquals(Tensor.of(1, 2, -8), x.conv1d(difference, padded).flatten());
    var apart = Conv.of().withDilation(3);
    assertEquals(Tensor.of(7), x.conv1d(difference, apart).flatten());
  }

  @Test
  void aTransposeSpreadsTheWeight() {
    var x = Tensor.of(Shape.of(1, 1, 1, 2), 1, 10);
    var w = Tensor.of(Shape.of(1, 1, 1, 3), 1, 2, 3);
    var options = Conv.of().withStride(2);
    var y = x.convTranspose2d(w, options);
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 5), 1, 2, 13, 20, 30), y);
    var cut = x.convTranspose2d(w, options.withPadding(0, 1));
    assertEquals(Tensor.of(2, 13, 20), cut.flatten());
  }

  @Test
  void groupsAreConvolutionsSideBySide() {
    var random = new Random(3);
    var x = integers(random, 2, 6, 4, 4);
    var w = integers(random, 9, 2, 3, 3);
    var apart = new Tensor[3];
    for (int g = 0; g < 3; g++) {
      apart[g] = x.split(1, 2, 2, 2).get(g).conv2d(w.split(0, 3, 3, 3).get(g), Conv.of());
    }
    assertEquals(Tensor.concat(1, apart), x.conv2d(w, Conv.of().withGroups(3)));
  }

  /// Enough channels to be summed in blocks, in either direction.
  @Test
  void gradientsAreConvolutions() {
    var random = new Random(4);
    var x = integers(random, 2, 20, 6, 6);
    var w = integers(random, 24, 20, 3, 3);
    var ct = integers(random, 2, 24, 6, 6);
    var same = Conv.of().withPadding(1);
    var dx = Autodiff.vjp((Tensor t) -> t.conv2d(w, same), x).pullback().apply(ct);
    assertEquals(ct.convTranspose2d(w, same), dx);
    var turned = w.flip(2, 3).swapAxes(0, 1);
    assertEquals(ct.conv2d(turned, same).plus(0), dx.plus(0));
    var dw = Autodiff.vjp((Tensor t) -> x.conv2d(t, same), w).pullback().apply(ct);
    var swapped = x.swapAxes(0, 1).conv2d(ct.swapAxes(0, 1), same).swapAxes(0, 1);
    assertEquals(swapped.plus(0), dw.plus(0));
  }

  @Test
  void thirdDerivativesOfAPowerOfAConvolution() {
    var w = Tensor.of(Shape.of(1, 1, 1, 1), 2);
    Function1<Tensor, Tensor> cube = x -> x.reshape(1, 1, 1, 1).conv2d(w, Conv.of()).pow(3).sum();
    var third = Autodiff.grad(Autodiff.grad(Autodiff.grad(cube)));
    assertEquals(48, third.apply(Tensor.scalar(5)).item());
  }

  @Test
  void whatIsPaddedIsZeroEvenForInfiniteWeights() {
    var w = Tensor.of(Shape.of(1, 1, 3), Double.POSITIVE_INFINITY, 1, 1);
    var x = Tensor.of(Shape.of(1, 1, 2), 1, 1);
    var y = x.conv1d(w, Conv.of().withPadding(1));
    assertEquals(Tensor.of(Double.NaN, Double.POSITIVE_INFINITY), y.flatten());
  }

  @Test
  void typesArePromoted() {
    var x = Tensor.floats(Shape.of(1, 1, 2), 1, 2);
    assertEquals(DType.FLOAT32, x.conv1d(x, Conv.of()).dtype());
    assertEquals(DType.FLOAT64, x.conv1d(Tensor.ones(1, 1, 1), Conv.of()).dtype());
  }

  @Test
  void optionsAreValues() {
    var options = Conv.of().withStride(2).withPadding(1, 3).withDilation(4).withGroups(5);
    assertEquals(new Conv(List.of(2), List.of(1, 3), List.of(4), 5), options);
    assertEquals(new Conv(List.of(1), List.of(0), List.of(1), 1), Conv.of());
    assertTrue(options.toString().contains("padding=[1, 3]"), options::toString);
  }
}
