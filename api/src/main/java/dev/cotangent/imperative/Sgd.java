package dev.cotangent.imperative;

import dev.cotangent.Tensor;
import dev.cotangent.op.Dense;
import io.vavr.collection.Seq;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// Gradient descent: the velocity becomes momentum times itself plus the gradient, and the
/// parameter loses lr times that. The first velocity is the gradient.
///
/// @param lr how far to go, at least 0
/// @param momentum how much of the velocity stays, at least 0
public record Sgd(double lr, double momentum) {
  /// @throws IllegalArgumentException if a number is negative or NaN
  public Sgd {
    if (!(lr >= 0) || !(momentum >= 0)) {
      throw new IllegalArgumentException(
          "Sgd: lr and momentum must be at least 0, got " + lr + " and " + momentum);
    }
  }

  /// Without momentum.
  public static Sgd of(double lr) {
    return new Sgd(lr, 0);
  }

  public Sgd withMomentum(double number) {
    return new Sgd(lr, number);
  }

  /// @throws IllegalArgumentException unless all are leaves that require a gradient
  public Optimizer over(Seq<Variable> parameters) {
    return new Optimizer("Sgd", parameters, Descent::new);
  }

  private final class Descent implements BinaryOperator<Tensor> {
    private @Nullable Tensor velocity;

    @Override
    public Tensor apply(Tensor parameter, Tensor gradient) {
      if (momentum == 0) return parameter.minus(gradient.times(lr));
      var next = velocity == null ? gradient : velocity.times(momentum).plus(gradient);
      Dense.compute(List.of(next));
      velocity = next;
      return parameter.minus(next.times(lr));
    }
  }
}
