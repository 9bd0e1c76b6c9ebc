package dev.cotangent.imperative;

import static java.util.Objects.requireNonNull;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gradients without touching anyone's `grad`, and the modes in which variables are computed.
///
/// A mode holds inside the call, on the thread that makes it, and ends with it, also when the call
/// throws.
public final class Imperative {
  private Imperative() {}

  /// The gradients of an output in the inputs, which may be leaves or not.
  ///
  /// ```java
  /// var x = Variable.parameter(Tensor.scalar(2));
  /// Imperative.grad(x.pow(3), Array.of(x)); // (12)
  /// ```
  ///
  /// @throws IllegalStateException if the output has no way back to one of the inputs, or is not a
  ///   scalar
  public static Seq<Variable> grad(Variable output, Seq<Variable> inputs) {
    return Backward.grad(Array.of(output), inputs, BackwardOptions.of())
        .map(gradient -> requireNonNull(gradient)); // none is unused, or it had thrown
  }

  /// The gradients of the sum of several outputs, each multiplied by the cotangent if there is one.
  /// Under `createGraph` they can be differentiated in turn; under `allowUnused` that of an input
  /// which no output depends on is null.
  ///
  /// @throws IllegalStateException as above
  /// @throws IllegalArgumentException if there are no outputs or the cotangent does not fit
  public static Seq<@Nullable Variable> grad(
      Seq<Variable> outputs, Seq<Variable> inputs, BackwardOptions options) {
    return Backward.grad(outputs, inputs, options);
  }

  /// Computes without recording: the results require no gradient, and parameters may be
  /// [set][Variable#set].
  public static <T> T noGrad(Supplier<T> f) {
    return inner(Mode.NO_GRAD).during(f);
  }

  public static void noGrad(Runnable f) {
    noGrad(() -> ran(f));
  }

  /// Records again, inside `noGrad`. Inside `inferenceMode` nothing is ever recorded.
  public static <T> T enableGrad(Supplier<T> f) {
    return inner(Mode.GRAD).during(f);
  }

  public static void enableGrad(Runnable f) {
    enableGrad(() -> ran(f));
  }

  /// Like `noGrad`, and the results may never be saved for going backward.
  public static <T> T inferenceMode(Supplier<T> f) {
    return Mode.INFERENCE.during(f);
  }

  public static void inferenceMode(Runnable f) {
    inferenceMode(() -> ran(f));
  }

  private static Mode inner(Mode mode) {
    return Mode.current() == Mode.INFERENCE ? Mode.INFERENCE : mode;
  }

  private static boolean ran(Runnable f) {
    f.run();
    return true;
  }
}
