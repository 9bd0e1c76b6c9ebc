package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;

/// The examples of docs/guide/products.md, which prints what this prints.
final class ProductsPage {
  private ProductsPage() {}

  static void main() {
    var a = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    var v = Tensor.of(1, -1);
    IO.println(a.matmul(v));
    IO.println(v.matmul(a));
    IO.println(Tensor.ones(5, 1, 2, 3).matmul(Tensor.ones(4, 3, 7)).shape());
    IO.println(v.dot(Tensor.of(3, 4)).item());
    IO.println(v.outer(Tensor.of(3, 4)));

    var square = Autodiff.vjp((l, r) -> l.matmul(r), a, a.transpose());
    IO.println(square.pullback().apply(Tensor.eye(2))._1);
  }
}
