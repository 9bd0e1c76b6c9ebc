package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;

/// The examples of docs/guide/trigonometric.md, which prints what this prints.
final class TrigonometricPage {
  private TrigonometricPage() {}

  static void main() {
    IO.println(Tensor.of(1, -1).atan2(Tensor.of(-1, -1)));
    IO.println(Tensor.of(0, 0.5, 1.5).sinc());

    IO.println(Tensor.scalar(1e22).sin().item());

    var first = Autodiff.grad((Tensor a) -> a.sinc());
    var second = Autodiff.grad(first);
    IO.println(first.apply(Tensor.scalar(0)).item() + ", " + second.apply(Tensor.scalar(0)).item());
    IO.println(Autodiff.jvp(Tensor::tan, Tensor.of(0, 1), Tensor.of(1, 1)).tangent());
  }
}
