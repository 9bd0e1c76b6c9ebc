package dev.cotangent;

import io.vavr.Function1;

/// The value of a function and its best linear approximation there, from one evaluation.
///
/// @param value what the function returned
/// @param pushforward takes a tangent of the arguments' shapes and types to one of the value's; a
///   pure function, to be called as often as wanted and from any thread
public record Linearization<P>(Tensor value, Function1<P, Tensor> pushforward) {
  /// The value, for Kotlin's destructuring.
  public Tensor component1() {
    return value;
  }

  /// The pushforward, for Kotlin's destructuring.
  public Function1<P, Tensor> component2() {
    return pushforward;
  }
}
