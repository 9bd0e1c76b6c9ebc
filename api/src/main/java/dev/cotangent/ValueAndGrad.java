package dev.cotangent;

/// The value of a function and its gradient, from one evaluation.
///
/// @param value what the function returned
/// @param gradient has the form of the arguments
public record ValueAndGrad<G>(Tensor value, G gradient) {
  /// The value, for Kotlin's destructuring.
  public Tensor component1() {
    return value;
  }

  /// The gradient, for Kotlin's destructuring.
  public G component2() {
    return gradient;
  }
}
