package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Tensor;
import io.vavr.Function1;

/// Where to put a charge so that a particle that flies by hits the origin: a search that
/// differentiates a flight, whose force is itself the gradient of a potential.
public final class Particle {
  private static final double TIME_STEP = 0.1;

  private Particle() {}

  /// @param outer how the search takes gradients
  /// @param inner how the force is taken from the potential
  /// @param start of the search
  /// @return where the movable charge goes
  public static Tensor control(Mode outer, Mode inner, Tensor start) {
    return Descent.argMin(outer, w -> landing(inner, w).square(), start);
  }

  /// Where the particle crosses the first axis, by Euler's method and linear interpolation.
  private static Tensor landing(Mode mode, Tensor w) {
    var movable = Tensor.stack(0, Tensor.scalar(10), w.unaryMinus().plus(10));
    var charges = Tensor.stack(0, Tensor.of(10, 0), movable);
    Function1<Tensor, Tensor> potential = x -> charges.minus(x).square().sum(1).rsqrt().sum();
    var slope = mode.gradient(potential);
    var position = Tensor.of(0, 8);
    var velocity = Tensor.of(0.75, 0);
    while (true) {
      var acceleration = slope.apply(position).unaryMinus();
      var next = position.plus(velocity.times(TIME_STEP));
      if (next.get(1).item() <= 0) return crossing(position, velocity);
      position = next;
      velocity = velocity.plus(acceleration.times(TIME_STEP));
    }
  }

  private static Tensor crossing(Tensor position, Tensor velocity) {
    var time = position.get(1).div(velocity.get(1)).unaryMinus();
    return position.get(0).plus(velocity.get(0).times(time));
  }
}
