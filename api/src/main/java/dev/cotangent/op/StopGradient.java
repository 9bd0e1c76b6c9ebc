package dev.cotangent.op;

import dev.cotangent.Tensor;
import dev.cotangent.trace.Batched;
import dev.cotangent.trace.Tracer;

/// The identity, through which no derivative flows.
public final class StopGradient {
  private StopGradient() {}

  /// Strips every transformation that differentiates; to all of them the value is a constant. A
  /// batch stays one.
  public static Tensor of(Tensor x) {
    if (!(x instanceof Tracer tracer)) return x;
    var value = of(tracer.primal());
    if (!(tracer instanceof Batched batched)) return value;
    return value == tracer.primal() ? tracer : batched.tracedBy().lift(value);
  }
}
