package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Tensor;
import io.vavr.Function1;

/// Where the maximum over y of |x|^2 - |y|^2 is least: a search that differentiates searches.
public final class Saddle {
  private Saddle() {}

  /// @param outer how the search for x takes gradients
  /// @param inner how the searches for y within it do
  /// @param start of all searches: (2)
  /// @return x and y: (4)
  public static Tensor point(Mode outer, Mode inner, Tensor start) {
    Function1<Tensor, Tensor> highest =
        x -> height(x, Descent.argMax(inner, y -> height(x, y), start));
    var x = Descent.argMin(outer, highest, start);
    var y = Descent.argMax(outer, v -> height(x, v), start);
    return Tensor.concat(0, x, y);
  }

  private static Tensor height(Tensor x, Tensor y) {
    return x.square().sum().minus(y.square().sum());
  }
}
