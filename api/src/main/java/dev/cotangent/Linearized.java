package dev.cotangent;

/// The value of a function and its derivative along a tangent, from one evaluation.
///
/// @param value what the function returned
/// @param tangent of the value's shape and type
public record Linearized(Tensor value, Tensor tangent) {
  /// The value, for Kotlin's destructuring.
  public Tensor component1() {
    return value;
  }

  /// The tangent, for Kotlin's destructuring.
  public Tensor component2() {
    return tangent;
  }
}
