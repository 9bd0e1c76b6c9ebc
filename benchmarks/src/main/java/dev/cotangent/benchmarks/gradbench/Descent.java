package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Tensor;
import io.vavr.Function1;
import java.util.stream.DoubleStream;

/// Gradient descent whose steps double after ten successes in a row and halve after a failure. The
/// result can itself be differentiated.
public final class Descent {
  private static final double FIRST_STEP = 1e-5;
  private static final double PRECISION = 1e-5;
  private static final int SUCCESSES = 10;

  private Descent() {}

  /// Where `f` is least, near `start`.
  public static Tensor argMin(Mode mode, Function1<Tensor, Tensor> f, Tensor start) {
    var gradient = mode.gradient(f);
    var x = start;
    var value = f.apply(x);
    var slope = gradient.apply(x);
    double step = FIRST_STEP;
    int successes = 0;
    while (length(slope) > PRECISION) {
      if (successes == SUCCESSES) {
        step *= 2;
        successes = 0;
        continue;
      }
      var move = slope.times(step);
      if (length(move) <= PRECISION) break;
      var next = x.minus(move);
      var nextValue = f.apply(next);
      if (nextValue.item() < value.item()) {
        x = next;
        value = nextValue;
        slope = gradient.apply(x);
        successes++;
      } else {
        step /= 2;
        successes = 0;
      }
    }
    return x;
  }

  /// Where `f` is greatest, near `start`.
  public static Tensor argMax(Mode mode, Function1<Tensor, Tensor> f, Tensor start) {
    return argMin(mode, f.andThen(Tensor::unaryMinus), start);
  }

  /// As the program sees it: no derivative flows through control.
  private static double length(Tensor x) {
    return Math.sqrt(DoubleStream.of(x.toDoubleArray()).map(v -> v * v).sum());
  }
}
