package dev.cotangent.tape;

import org.jspecify.annotations.Nullable;

/// What a step sees while the cotangents pass through it.
///
/// Valid only until [Step#pull] returns, and on its thread: the walk reuses one object for all
/// steps, so that a step costs no allocation.
public interface Arrival<C> {
  /// The cotangent of a step's single result.
  ///
  /// @throws IllegalArgumentException if the step has several results; say which one
  C cotangent();

  /// The cotangent of one result, or `null` for a symbolic zero: nothing arrived there.
  ///
  /// @throws IllegalArgumentException if there is no such result
  @Nullable C cotangent(int result);

  /// Sends a part to the parent of that index. What is sent to one parent adds up; a parent that is
  /// sent nothing receives a symbolic zero.
  ///
  /// @throws IllegalArgumentException if there is no such parent
  void send(int parent, C part);
}
