package dev.cotangent.imperative;

import dev.cotangent.Tensor;
import org.jspecify.annotations.Nullable;

/// How to go backward. Immutable; every `with` gives another one.
///
/// @param retainGraph keep the saved values, so that one can go backward again; `createGraph` does
///   so too
/// @param createGraph record the backward pass, so that gradients can be differentiated
/// @param cotangent what to start from; needed unless the output has a single element
/// @param allowUnused let [Imperative#grad] give null for an input that the output does not depend
///   on
public record BackwardOptions(
    boolean retainGraph, boolean createGraph, @Nullable Tensor cotangent, boolean allowUnused) {
  private static final BackwardOptions PLAIN = new BackwardOptions(false, false, null, false);

  /// None of them.
  public static BackwardOptions of() {
    return PLAIN;
  }

  public BackwardOptions withRetainGraph(boolean retain) {
    return new BackwardOptions(retain, createGraph, cotangent, allowUnused);
  }

  public BackwardOptions withCreateGraph(boolean create) {
    return new BackwardOptions(retainGraph, create, cotangent, allowUnused);
  }

  public BackwardOptions withCotangent(Tensor start) {
    return new BackwardOptions(retainGraph, createGraph, start, allowUnused);
  }

  public BackwardOptions withAllowUnused(boolean allow) {
    return new BackwardOptions(retainGraph, createGraph, cotangent, allow);
  }

  boolean keepsGraph() {
    return retainGraph || createGraph;
  }
}
