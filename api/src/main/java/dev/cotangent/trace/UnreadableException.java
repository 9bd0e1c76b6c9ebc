package dev.cotangent.trace;

/// A program asked for the value of a tensor that stands for many: the function cannot be mapped by
/// vmap.
public final class UnreadableException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnreadableException(String message) {
    super(message);
  }
}
