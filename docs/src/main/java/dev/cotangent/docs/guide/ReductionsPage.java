package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;

/// The examples of docs/guide/reductions.md, which prints what this prints.
final class ReductionsPage {
  private ReductionsPage() {}

  static void main() {
    var x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 9}});
    IO.println(x.sum());
    IO.println(x.mean(0));
    IO.println(x.max(true, -1));
    IO.println(x.minus(x.mean(true, 1)).norm(2, false, 1));

    IO.println(x.std(1, false, 1));
    IO.println(x.argMax(1));
    IO.println(Tensor.of(1000, 1001).logsumexp().item());

    IO.println(Autodiff.grad((Tensor a) -> a.max()).apply(Tensor.of(3, 1, 3)));
    IO.println(Autodiff.grad((Tensor a) -> a.prod()).apply(Tensor.of(0, 3, 5)));
    IO.println(Autodiff.grad((Tensor a) -> a.std()).apply(Tensor.of(4, 4, 4)));
  }
}
