package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;

/// The examples of docs/guide/exponential.md, which prints what this prints.
final class ExponentialPage {
  private ExponentialPage() {}

  static void main() {
    var x = Tensor.of(0, 1, 4);
    IO.println(x.sqrt());
    IO.println(x.log());

    IO.println(Tensor.scalar(1e-20).log1p().item());
    IO.println(Tensor.scalar(1000).logaddexp(Tensor.scalar(1000)).item());
    IO.println(Tensor.scalar(3e300).hypot(Tensor.scalar(4e300)).item());

    IO.println(Autodiff.grad((Tensor a) -> a.sqrt().sum()).apply(x));
    IO.println(Autodiff.grad((Tensor a) -> a.sqrt().get(2)).apply(x));
    IO.println(Autodiff.grad((Tensor a) -> Tensor.where(a.gt(0), a.sqrt(), a).sum()).apply(x));

    var p = Tensor.of(0.5, 0.5, 0);
    IO.println(p.xlogy(p).sum().unaryMinus().item());
  }
}
