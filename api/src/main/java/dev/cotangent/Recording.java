package dev.cotangent;

import dev.cotangent.tape.Tape;
import io.vavr.Function1;

/// A value paired with the tape of how it came about.
///
/// @param value what the function returned, of any shape
/// @param pullback takes a cotangent of the value's shape and type to the cotangent of the
///   arguments; a pure function, to be called as often as wanted and from any thread
/// @param tape the recorded steps, to be looked at and drawn; empty if the value does not depend on
///   the arguments
public record Recording<P>(Tensor value, Function1<Tensor, P> pullback, Tape<Tensor> tape) {
  /// The value, for Kotlin's destructuring.
  public Tensor component1() {
    return value;
  }

  /// The pullback, for Kotlin's destructuring.
  public Function1<Tensor, P> component2() {
    return pullback;
  }

  /// The tape, for Kotlin's destructuring.
  public Tape<Tensor> component3() {
    return tape;
  }
}
