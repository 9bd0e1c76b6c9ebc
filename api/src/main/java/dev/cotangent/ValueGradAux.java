package dev.cotangent;

/// The value of a scalar function, its gradient, and what the function returned besides.
///
/// @param value of rank 0
/// @param gradient of the argument's form
/// @param aux not differentiated
public record ValueGradAux<G, A>(Tensor value, G gradient, A aux) {
  /// The value, for Kotlin's destructuring.
  public Tensor component1() {
    return value;
  }

  /// The gradient, for Kotlin's destructuring.
  public G component2() {
    return gradient;
  }

  /// What the function returned besides, for Kotlin's destructuring.
  public A component3() {
    return aux;
  }
}
