package dev.cotangent.imperative;

import dev.cotangent.Tensor;
import dev.cotangent.op.Dense;
import io.vavr.collection.Seq;
import java.util.List;
import java.util.function.BinaryOperator;

/// Adam: running means m of the gradient and v of its square, weighted by beta1 and beta2, each
/// divided by what the weights sum to; the parameter loses lr m / (sqrt(v) + eps).
///
/// @param lr how far to go, at least 0
/// @param beta1 in [0, 1)
/// @param beta2 in [0, 1)
/// @param eps at least 0
public record Adam(double lr, double beta1, double beta2, double eps) {
  /// @throws IllegalArgumentException if a number is out of its range
  public Adam {
    if (!(lr >= 0) || !(eps >= 0)) {
      throw new IllegalArgumentException(
          "Adam: lr and eps must be at least 0, got " + lr + " and " + eps);
    }
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "Adam: betas must be at least 0 and less than 1, got " + beta1 + " and " + beta2);
    }
  }

  /// With betas 0.9 and 0.999 and eps 1e-8.
  public static Adam of(double lr) {
    return new Adam(lr, 0.9, 0.999, 1e-8);
  }

  public Adam withBetas(double first, double second) {
    return new Adam(lr, first, second, eps);
  }

  public Adam withEps(double number) {
    return new Adam(lr, beta1, beta2, number);
  }

  /// @throws IllegalArgumentException unless all are leaves that require a gradient
  public Optimizer over(Seq<Variable> parameters) {
    return new Optimizer("Adam", parameters, Descent::new);
  }

  private final class Descent implements BinaryOperator<Tensor> {
    private Tensor mean = Tensor.scalar(0);
    private Tensor square = Tensor.scalar(0);
    private int steps;

    @Override
    public Tensor apply(Tensor parameter, Tensor gradient) {
      steps++;
      if (steps == 1) {
        mean = gradient.zerosLike();
        square = gradient.zerosLike();
      }
      mean = mean.times(beta1).plus(gradient.times(1 - beta1));
      square = square.times(beta2).plus(gradient.square().times(1 - beta2));
      Dense.compute(List.of(mean, square));
      var m = mean.div(1 - Math.pow(beta1, steps));
      var v = square.div(1 - Math.pow(beta2, steps));
      return parameter.minus(m.times(lr).div(v.sqrt().plus(eps)));
    }
  }
}
