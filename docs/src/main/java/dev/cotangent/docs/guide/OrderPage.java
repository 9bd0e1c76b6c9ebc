package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;

/// The examples of docs/guide/order.md, which prints what this prints.
final class OrderPage {
  private OrderPage() {}

  static void main() {
    var x = Tensor.of(3, 1, 2, 3);
    IO.println(x.sort(0));
    IO.println(x.sort(0, true));
    IO.println(x.argSort(0));
    var top = x.topK(2, 0);
    IO.println(top._1 + " at " + top._2);

    IO.println(Autodiff.grad((Tensor a) -> a.sort(0).get(0)).apply(x));
    IO.println(Autodiff.grad((Tensor a) -> a.topK(2, 0)._1.sum()).apply(x));
  }
}
