package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;

/// The examples of docs/guide/arithmetic.md, which prints what this prints.
final class ArithmeticPage {
  private ArithmeticPage() {}

  static void main() {
    var x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
    IO.println(x.times(Tensor.of(1, 0, -1)).plus(0.5));
    IO.println(Tensor.ints(7, -7).div(2));
    IO.println(Tensor.floats(1, 2).plus(1.5).dtype());

    IO.println(Tensor.of(7, -7).rem(3));
    IO.println(Tensor.of(7, -7).mod(3));

    var power = Autodiff.grad((Tensor a, Tensor b) -> a.pow(b).sum());
    IO.println(power.apply(Tensor.of(3, 0), Tensor.of(2, 2)));
    var larger = Autodiff.grad((Tensor a, Tensor b) -> a.maximum(b).sum());
    IO.println(larger.apply(Tensor.of(1, 5), Tensor.of(1, 2)));
  }
}
