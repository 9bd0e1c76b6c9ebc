package dev.cotangent.imperative;

import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/// Moves parameters along their gradients; made by [Sgd] and [Adam].
///
/// ```java
/// var optimizer = Sgd.of(0.1).over(Array.of(w, b));
/// optimizer.zeroGrad();
/// loss.backward();
/// optimizer.step();
/// ```
public final class Optimizer {
  private final Seq<Variable> parameters;
  private final Seq<BinaryOperator<Tensor>> updates;

  /// @param update for each parameter, what makes its next value of the value and the gradient
  Optimizer(String who, Seq<Variable> parameters, Supplier<BinaryOperator<Tensor>> update) {
    for (int k = 0; k < parameters.size(); k++) {
      if (parameters.get(k).isLeaf() && parameters.get(k).requiresGrad()) continue;
      throw new IllegalArgumentException(
          who
              + ": parameter "
              + k
              + " of shape "
              + parameters.get(k).shape()
              + " is no leaf that requires a gradient; make it with Variable.parameter");
    }
    this.parameters = Array.ofAll(parameters);
    this.updates = this.parameters.map(parameter -> update.get());
  }

  /// One step; a parameter without a gradient stays as it is.
  public void step() {
    Imperative.noGrad(() -> {
      for (int k = 0; k < parameters.size(); k++) {
        var parameter = parameters.get(k);
        var gradient = parameter.grad();
        if (gradient != null) {
          parameter.set(updates.get(k).apply(parameter.value(), gradient));
        }
      }
    });
  }

  /// Forgets the gradients of all parameters.
  public void zeroGrad() {
    parameters.forEach(Variable::zeroGrad);
  }
}
