package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;

/// The examples of docs/guide/activation.md, which prints what this prints.
final class ActivationPage {
  private ActivationPage() {}

  static void main() {
    var x = Tensor.of(-2, 0, 3);
    IO.println(x.relu());
    IO.println(x.silu());
    IO.println(x.softmax(0));

    IO.println(Tensor.of(-800, 800).softplus());
    IO.println(Tensor.of(-800, 40).logSigmoid());
    IO.println(Tensor.of(0, 1000).logSoftmax(0));

    IO.println(Autodiff.grad((Tensor a) -> a.relu().sum()).apply(x));
    IO.println(Autodiff.grad((Tensor a) -> a.leakyRelu(0.1).sum()).apply(x));
  }
}
