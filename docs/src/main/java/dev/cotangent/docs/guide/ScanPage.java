package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;

/// The examples of docs/guide/scan.md, which prints what this prints.
final class ScanPage {
  private ScanPage() {}

  static void main() {
    var x = Tensor.of(2, 0, 3);
    IO.println(x.cumSum(0));
    IO.println(x.cumProd(0));
    IO.println(x.cumMax(0));
    IO.println(x.diff(0));

    IO.println(Autodiff.grad((Tensor a) -> a.cumProd(0).sum()).apply(x));
    IO.println(Autodiff.grad((Tensor a) -> a.cumMax(0).sum()).apply(Tensor.of(3, 3, 1)));
    IO.println(Tensor.of(1000, 1000).logcumsumexp(0));
  }
}
