package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;

/// The examples of docs/guide/special.md, which prints what this prints.
final class SpecialPage {
  private SpecialPage() {}

  static void main() {
    var x = Tensor.of(0.5, 1, 4);
    IO.println(x.lgamma());
    IO.println(x.digamma());
    IO.println(Autodiff.grad((Tensor a) -> a.lgamma().sum()).apply(x).equals(x.digamma()));
    IO.println(x.polygamma(1));

    IO.println(Tensor.scalar(10).erfc().item());
    IO.println(Tensor.of(-0.5, 0, 0.5).erf().erfinv());
    IO.println(Tensor.of(-3, 0, 3).sigmoid().logit());

    IO.println(Autodiff.grad((Tensor a) -> a.erfinv().sum()).apply(Tensor.of(-1, 0, 1)));
  }
}
