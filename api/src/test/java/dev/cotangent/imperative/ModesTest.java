package dev.cotangent.imperative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Tensor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ModesTest {
  private final Variable x = Variable.parameter(Tensor.scalar(2));

  private boolean recorded() {
    return x.times(3).requiresGrad();
  }

  @Test
  void nest() {
    assertTrue(recorded());
    Imperative.noGrad(() -> {
      assertFalse(recorded());
      Imperative.enableGrad(() -> {
        assertTrue(recorded());
        Imperative.noGrad(() -> assertFalse(recorded()));
        assertTrue(recorded());
      });
      assertFalse(recorded());
    });
    assertTrue(recorded());
  }

  @Test
  void nothingIsRecordedInsideInferenceMode() {
    assertFalse(Imperative.inferenceMode(this::recorded));
    assertFalse(Imperative.inferenceMode(() -> Imperative.enableGrad(this::recorded)));
    Imperative.inferenceMode(() -> Imperative.noGrad(() -> assertFalse(recorded())));
    assertTrue(recorded());
  }

  @Test
  void endWithAnException() {
    Runnable failing =
        () -> {
          throw new IllegalArgumentException("of the user");
        };
    assertThrows(IllegalArgumentException.class, () -> Imperative.noGrad(failing));
    assertTrue(recorded());
    assertThrows(IllegalArgumentException.class, () -> Imperative.inferenceMode(failing));
    assertTrue(recorded());
    Imperative.noGrad(() -> {
      assertThrows(IllegalArgumentException.class, () -> Imperative.enableGrad(failing));
      assertFalse(recorded());
    });
  }

  @Test
  void holdForTheirThreadOnly() {
    var elsewhere = new AtomicBoolean();
    Imperative.noGrad(() -> {
      var thread = Thread.ofVirtual().start(() -> elsewhere.set(recorded()));
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });
    assertTrue(elsewhere.get());
  }

  /// The mode at the call of an operation counts, not that at the call of backward.
  @Test
  void goingBackwardWorksUnderNoGrad() {
    var y = x.square();
    Imperative.noGrad(() -> y.backward());
    assertEquals(Tensor.scalar(4), x.grad());
  }
}
