package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vavr.Function1;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Programs of a million operations, within a time that only linear cost allows.
class ScaleTest {
  @Test
  void aScalarProgramOfAMillionOperations() {
    int steps = 500_000;
    double slope = 1;
    for (int k = 0; k < steps; k++) slope *= 0.999999;
    Function1<Tensor, Tensor> f =
        x -> {
          var y = x;
          for (int k = 0; k < steps; k++) y = y.times(0.999999).plus(1e-6);
          return y;
        };
    double expected = slope;
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          assertEquals(expected, Autodiff.grad(f).apply(Tensor.scalar(2)).item());
          assertEquals(expected, Modes.FORWARD.at(f, 2).item());
        });
  }

  /// A recurrence of 10,000 steps on vectors, recorded, mapped over a batch, and with a checkpoint
  /// every hundred steps: the same derivative.
  @Test
  void aRecurrenceOfTenThousandSteps() {
    Function1<Tensor, Tensor> hundred =
        x -> {
          var y = x;
          for (int k = 0; k < 100; k++) y = y.plus(y.sin().times(1e-4));
          return y;
        };
    Function1<Tensor, Tensor> whole =
        x -> {
          var y = x;
          for (int k = 0; k < 100; k++) y = hundred.apply(y);
          return y;
        };
    var segment = Autodiff.checkpoint(hundred);
    Function1<Tensor, Tensor> checkpointed =
        x -> {
          var y = x;
          for (int k = 0; k < 100; k++) y = segment.apply(y);
          return y;
        };
    var x = Tensor.of(0.1, 1, 2);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          var expected = Autodiff.grad(whole.andThen(y -> y.sum())).apply(x);
          assertEquals(expected, Autodiff.grad(checkpointed.andThen(y -> y.sum())).apply(x));
          assertEquals(expected, Autodiff.vmap(Autodiff.grad(whole)).apply(x));
          // dy/dx = sin(y) / sin(x), as for the flow y' = sin y, up to the step's error
          var flow = whole.apply(x).sin().div(x.sin());
          for (int k = 0; k < 3; k++) {
            assertEquals(1, expected.get(k).item() / flow.get(k).item(), 1e-4);
          }
        });
  }
}
