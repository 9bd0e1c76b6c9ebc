package dev.cotangent.imperative;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What PyTorch refuses is refused, and the message says what to write instead. What it allows is
/// allowed.
class TeachingErrorsTest {
  private static Variable scalar(double value) {
    return Variable.parameter(Tensor.scalar(value));
  }

  private static void refused(Executable call, String... parts) {
    says(assertThrows(IllegalStateException.class, call), parts);
  }

  private static void says(Throwable e, String... parts) {
    var message = String.valueOf(e.getMessage());
    for (var part : parts) {
      assertTrue(message.contains(part), () -> "no \"" + part + "\" in " + message);
    }
  }

  /// PyTorch: "element 0 of tensors does not require grad and does not have a grad_fn".
  @Test
  void aLateRequiresGrad() {
    var w = Variable.constant(Tensor.scalar(2));
    var loss = w.times(3).square();
    w.requiresGrad(true);
    refused(loss::backward, "backward", "requiresGrad(true)", "too late", "compute the output");
    assertNull(w.grad());
    w.times(3).square().backward();
    assertEquals(Tensor.scalar(36), w.grad());
  }

  @Test
  void nothingRequiresAGradient() {
    refused(Variable.constant(Tensor.scalar(2))::backward, "leaf", "Variable.parameter");
    refused(scalar(2).times(3).detach()::backward, "detached");
    refused(scalar(2).lift(x -> Tensor.scalar(3))::backward, "requires no gradient");
    refused(scalar(2).lift(Tensor::stopGradient)::backward, "requires no gradient");
    var outputs = Array.of(scalar(2).exp(), Variable.constant(Tensor.scalar(2)));
    var e =
        assertThrows(
            IllegalStateException.class,
            () -> Imperative.grad(outputs, outputs.take(1), BackwardOptions.of()));
    says(e, "output 1 of shape ()", "leaf");
  }

  /// PyTorch: the same "element 0" error.
  @Test
  void computedUnderNoGrad() {
    var x = scalar(2);
    var y = Imperative.noGrad(() -> x.square());
    assertNull(y.gradFn());
    refused(y::backward, "noGrad", "enableGrad");
  }

  @Test
  void theReasonIsPassedOn() {
    var x = scalar(2);
    refused(Imperative.noGrad(() -> x.square().sum())::backward, "noGrad", "enableGrad");
    refused(Imperative.noGrad(() -> x.square()).sum()::backward, "noGrad", "enableGrad");
    refused(x.detach().square().sum()::backward, "detached");
  }

  /// PyTorch: None leaves the gradient as it is.
  @Test
  void aHookThatReturnsNothing() {
    var x = scalar(2);
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    var hook = x.registerHook(gradient -> null);
    var e = assertThrows(IllegalArgumentException.class, () -> x.square().backward());
    says(e, "registerHook", "null", "returns the gradient");
    hook.run();
    x.square().backward();
    assertEquals(Tensor.scalar(4), x.grad());
  }

  /// PyTorch: "grad can be implicitly created only for scalar outputs".
  @Test
  void notAScalar() {
    var y = Variable.parameter(Tensor.of(1, 2)).square();
    refused(y::backward, "scalar", "(2)", "sum()", "backward(cotangent)");
    var e = assertThrows(IllegalArgumentException.class, () -> y.backward(Tensor.of(1, 2, 3)));
    says(e, "(3)", "(2)");
    assertThrows(IllegalArgumentException.class, () -> y.backward(Tensor.floats(1, 2)));
    y.backward(Tensor.of(1, 1));
  }

  /// PyTorch: "Trying to backward through the graph a second time".
  @Test
  void aSecondTime() {
    var x = scalar(2);
    var y = x.square();
    y.backward();
    refused(y::backward, "second time", "square", "withRetainGraph(true)");
    assertEquals(Tensor.scalar(4), x.grad());
  }

  /// The part of the graph that saves values was released, so a new result on top of it is refused
  /// as well.
  @Test
  void aSecondTimeThroughASharedPart() {
    var shared = scalar(2).exp();
    shared.times(2).backward();
    refused(shared.times(3)::backward, "second time", "exp");
  }

  /// PyTorch warns and gives None.
  @Test
  void theGradientOfAResult() {
    var h = scalar(2).times(3);
    h.square().backward();
    refused(h::grad, "times", "retainGrad()", "Imperative.grad");
    refused(() -> Variable.constant(Tensor.scalar(1)).retainGrad(), "requires no gradient");
  }

  /// PyTorch: "Only Tensors of floating point and complex dtype can require gradients".
  @Test
  void integers() {
    var e =
        assertThrows(IllegalArgumentException.class, () -> Variable.parameter(Tensor.ints(1, 2)));
    says(e, "INT32", "FLOAT32", "toDType");
    assertThrows(IllegalArgumentException.class, () -> Variable.parameter(Tensor.bools(true)));
  }

  /// PyTorch: "you can only change requires_grad flags of leaf variables".
  @Test
  void aResultCannotBeToldToRequireNone() {
    refused(() -> scalar(2).times(3).requiresGrad(false), "times", "detach()");
  }

  /// PyTorch: "One of the differentiated Tensors appears to not have been used in the graph".
  @Test
  void anUnusedInput() {
    var x = scalar(2);
    var unused = scalar(3);
    refused(
        () -> Imperative.grad(x.square(), Array.of(x, unused)), "input 1", "withAllowUnused(true)");
  }

  @Test
  void anInputThatRequiresNone() {
    var x = scalar(2);
    var data = Variable.constant(Tensor.scalar(3));
    refused(() -> Imperative.grad(x.times(data), Array.of(data)), "input 0", "Variable.parameter");
  }

  /// PyTorch: without create_graph the second call is the "element 0" error.
  @Test
  void aGradientWithoutAGraph() {
    var x = scalar(2);
    var gradient = Imperative.grad(x.pow(3), Array.of(x)).head();
    assertEquals(12, gradient.item());
    refused(() -> Imperative.grad(gradient, Array.of(x)), "requires no gradient");
  }

  /// PyTorch: "a leaf Variable that requires grad is being used in an in-place operation".
  @Test
  void setOutsideNoGrad() {
    var x = scalar(2);
    refused(() -> x.set(Tensor.scalar(3)), "set", "Imperative.noGrad");
    assertEquals(2, x.item());
    Imperative.noGrad(() -> x.set(Tensor.scalar(3)));
    assertEquals(3, x.item());
  }

  @Test
  void setToSomethingElse() {
    var x = scalar(2);
    var y = x.times(3);
    Imperative.noGrad(() -> {
      assertThrows(IllegalArgumentException.class, () -> x.set(Tensor.of(1, 2)));
      assertThrows(IllegalArgumentException.class, () -> x.set(Tensor.floats(1)));
      refused(() -> y.set(Tensor.scalar(1)), "times", "only leaves");
    });
  }

  /// PyTorch: "one of the variables needed for gradient computation has been modified by an inplace
  /// operation".
  @Test
  void aSavedValueThatWasChanged() {
    var x = scalar(2);
    var y = x.square();
    Imperative.noGrad(() -> x.set(Tensor.scalar(5)));
    refused(y::backward, "square", "set()", "version 1", "saved at 0");
    assertNull(x.grad());
  }

  /// Of the exponential its result is saved, and the way back is the same under createGraph, at any
  /// order.
  @Test
  void aChangeOfWhatWasReadOnlyForward() {
    var create = BackwardOptions.of().withCreateGraph(true);
    var x = scalar(2);
    var y = x.exp();
    Imperative.noGrad(() -> x.set(Tensor.scalar(5)));
    for (int order = 1; order <= 3; order++) {
      y = requireNonNull(Imperative.grad(Array.of(y), Array.of(x), create).head());
      assertEquals(Math.exp(2), y.item(), 1e-14);
      Imperative.noGrad(() -> x.set(Tensor.scalar(7)));
    }
  }

  @Test
  void aChangeBeforeASecondDerivativeThatReadsIt() {
    var x = scalar(2);
    var create = BackwardOptions.of().withCreateGraph(true);
    var slope = requireNonNull(Imperative.grad(Array.of(x.sin()), Array.of(x), create).head());
    Imperative.noGrad(() -> x.set(Tensor.scalar(5)));
    refused(slope::backward, "sinBackward", "set()");
  }

  /// Of w x with constant x only x is saved; changing w does no harm.
  @Test
  void aChangeOfWhatWasNotSaved() {
    var w = scalar(2);
    var x = Variable.constant(Tensor.scalar(3));
    var y = w.times(x);
    var z = w.times(x);
    Imperative.noGrad(() -> w.set(Tensor.scalar(5)));
    y.backward();
    assertEquals(Tensor.scalar(3), w.grad());
    Imperative.noGrad(() -> x.set(Tensor.scalar(7)));
    refused(z::backward, "times", "operand 1");
  }

  /// PyTorch: "Inference tensors cannot be saved for backward".
  @Test
  void madeInInferenceMode() {
    var w = scalar(2);
    var y = Imperative.inferenceMode(() -> w.times(3));
    refused(() -> w.times(y), "times", "inferenceMode", "noGrad");
    refused(y::backward, "inferenceMode");
    w.plus(y).backward();
    assertEquals(Tensor.scalar(1), w.grad());
  }

  @Test
  void hooksKeepTypeAndShape() {
    var x = scalar(2);
    x.registerHook(ct -> Tensor.of(1, 2));
    var e = assertThrows(IllegalArgumentException.class, x.times(3)::backward);
    says(e, "registerHook", "()", "(2)");
    assertNull(x.grad());
  }
}
