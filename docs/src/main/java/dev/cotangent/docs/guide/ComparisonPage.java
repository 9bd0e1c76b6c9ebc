package dev.cotangent.docs.guide;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;

/// The examples of docs/guide/comparison.md, which prints what this prints.
final class ComparisonPage {
  private ComparisonPage() {}

  static void main() {
    var x = Tensor.of(-1, 0, 2, Double.NaN);
    IO.println(x.gt(0));
    IO.println(x.isNaN().or(x.lt(0)));
    IO.println(x.eq(x).all());

    var inverse = Autodiff.grad((Tensor a) -> Tensor.where(a.ne(0), a.reciprocal(), a).sum());
    IO.println(inverse.apply(Tensor.of(0, 2)));

    var piecewise = Autodiff.grad((Tensor a) -> a.item() > 1 ? a.square() : a.times(3));
    IO.println(piecewise.apply(Tensor.scalar(2)).item());
    IO.println(piecewise.apply(Tensor.scalar(0)).item());
  }
}
