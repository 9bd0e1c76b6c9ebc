package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;

/// The examples of docs/guide/shape.md, which prints what this prints.
final class ShapePage {
  private ShapePage() {}

  static void main() {
    var x = Tensor.arange(0, 6, 1).reshape(2, -1);
    IO.println(x);
    IO.println(x.transpose().flip(0));
    IO.println(x.expandDims(1).broadcastTo(Shape.of(2, 4, 3)).sum(1));
    IO.println(Tensor.concat(1, x, Tensor.ones(2, 1)));

    var f = Autodiff.vjp(row -> row.broadcastTo(Shape.of(3, 2)), Tensor.of(1, 2));
    IO.println(f.pullback().apply(Tensor.of(new double[][] {{1, 0}, {0, 1}, {5, 5}})));
  }
}
