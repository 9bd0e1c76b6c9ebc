package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// A value smuggled out of a function whose transformation has ended is refused by the first
/// operation, which names that transformation.
class LeakTest {
  private static final Tensor X = Tensor.of(1, 2, 3);

  private static void leaks(String transformation, Consumer<Function1<Tensor, Tensor>> run) {
    List<Tensor> leaked = new ArrayList<>();
    run.accept(x -> {
      leaked.add(x.times(2));
      return x.sum();
    });
    var e = assertThrows(IllegalArgumentException.class, () -> leaked.getFirst().sin());
    Messages.startsWith(e, "sin", "under " + transformation + ",", "ended");
    assertThrows(IllegalArgumentException.class, () -> X.plus(leaked.getFirst()));
  }

  @Test
  void theTransformationIsNamed() {
    leaks("grad", f -> Autodiff.grad(f).apply(X));
    leaks("valueAndGrad", f -> Autodiff.valueAndGrad(f).apply(X));
    leaks("vjp", f -> Autodiff.vjp(f, X));
    leaks("jvp", f -> Autodiff.jvp(f, X, X));
    leaks("vmap", f -> Autodiff.vmap(f).apply(Tensor.stack(0, X, X)));
    leaks("jacobian", f -> Autodiff.jacobian(f).apply(X));
    leaks("jacobianForward", f -> Autodiff.jacobianForward(f).apply(X));
    leaks("hessian", f -> Autodiff.hessian(f).apply(X));
    leaks("linearize", f -> Autodiff.linearize(f, X));
    leaks("checkpoint", f -> Autodiff.checkpoint(f).apply(X));
    leaks("explain", f -> Autodiff.explain(f, X));
  }

  @Test
  void operationsWithSeveralResultsRefuseToo() {
    List<Tensor> leaked = new ArrayList<>();
    Autodiff.grad(
            (Tensor x) -> {
              leaked.add(x);
              return x.sum();
            })
        .apply(X);
    var e = assertThrows(IllegalArgumentException.class, () -> leaked.getFirst().softmax(0));
    Messages.startsWith(e, "softmax", "grad");
  }

  @Test
  void aTransformationThatFailedHasEndedToo() {
    List<Tensor> leaked = new ArrayList<>();
    Function1<Tensor, Tensor> failing =
        x -> {
          leaked.add(x);
          throw new IllegalStateException("of the user");
        };
    assertThrows(IllegalStateException.class, () -> Autodiff.grad(failing).apply(X));
    assertThrows(IllegalArgumentException.class, () -> leaked.getFirst().sin());
  }

  /// The value itself may still be looked at, and taken out.
  @Test
  void theValueIsStillThere() {
    List<Tensor> leaked = new ArrayList<>();
    Autodiff.grad(
            (Tensor x) -> {
              leaked.add(x.sum());
              return x.sum();
            })
        .apply(X);
    assertEquals(6, leaked.getFirst().item());
    assertEquals(12, leaked.getFirst().stopGradient().times(2).item());
  }
}
