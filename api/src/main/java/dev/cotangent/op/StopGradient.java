package dev.cotangent.op;

import dev.cotangent.Tensor;
import dev.cotangent.trace.Tracer;

/// The identity, through which no derivative flows.
public final class StopGradient {
  private StopGradient() {}

  /// Strips every transformation that differentiates; to all of them the value is a constant.
  public static Tensor of(Tensor x) {
    var value = x;
    while (value instanceof Tracer tracer) value = tracer.primal();
    return value;
  }
}
