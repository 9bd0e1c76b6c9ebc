package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;

/// The examples of docs/guide/index.md, which prints what this prints.
final class IndexPage {
  private IndexPage() {}

  static void main() {
    var x = Tensor.arange(0, 12, 1).reshape(3, 4);
    IO.println(x.get(-1));
    IO.println(x.get(1, 2).item());
    IO.println(x.slice(1, 3, 0, -2));
    IO.println(x.split(1, 1, 3).get(0).flatten());

    IO.println(x.take(Tensor.ints(2, 0, 2), 0));
    IO.println(x.gather(Tensor.ints(Shape.of(3, 1), 3, 0, 1), 1).flatten());
    IO.println(Tensor.zeros(3).scatterAdd(Tensor.ints(0, 2, 2), Tensor.of(1, 2, 3), 0));
    IO.println(Tensor.ints(1, 0).oneHot(3));

    var embedding = Autodiff.grad((Tensor table) -> table.take(Tensor.ints(2, 0, 2), 0).sum());
    IO.println(embedding.apply(Tensor.ones(3, 2)));
  }
}
