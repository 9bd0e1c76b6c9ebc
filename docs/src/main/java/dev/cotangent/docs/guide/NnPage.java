package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Conv;
import dev.cotangent.Losses;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;

/// The examples of docs/guide/nn.md, which prints what this prints.
final class NnPage {
  private NnPage() {}

  static void main() {
    var x = Tensor.arange(0, 16, 1).reshape(1, 1, 4, 4);
    var edge = Tensor.of(Shape.of(1, 1, 1, 2), -1, 1);
    IO.println(x.conv2d(edge, Conv.of()).shape());
    IO.println(x.maxPool2d(2, 2, 0).flatten());
    IO.println(x.conv2d(Tensor.ones(1, 1, 3, 3), Conv.of().withPadding(1).withStride(2)).flatten());

    var rows = Tensor.of(new double[][] {{1, 2, 3}, {0, 0, 9}});
    IO.println(rows.layerNorm(Tensor.ones(3), Tensor.zeros(3), 1e-5));
    IO.println(Losses.crossEntropy(rows, Tensor.ints(2, 2)));
    IO.println(Losses.bceWithLogits(Tensor.of(800, -800), Tensor.of(1, 0)));

    var loss = Autodiff.grad((Tensor w) -> x.conv2d(w, Conv.of()).square().mean());
    IO.println(loss.apply(edge).flatten());
  }
}
