package dev.cotangent.kernels;

/// What a pointwise function can be applied to: elements that lie in an array, or elements that are
/// computed when they are asked for. Which of the two cannot be seen in any result.
public sealed interface Operand permits Strided, Deferred {
  Element element();

  int rank();

  int dim(int axis);

  int[] dims();

  /// The number of elements.
  int size();

  /// The elements in an array; computed now, if they have not been yet.
  Strided strided();

  /// `count` positions of one axis, from `start` on, `step` apart.
  Operand slice(int axis, int start, int count, int step);
}
