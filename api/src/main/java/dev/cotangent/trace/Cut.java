package dev.cotangent.trace;

import dev.cotangent.Tensor;

/// A value in reverse mode that depends on the leaves through integers and truth values alone: no
/// cotangent reaches them from here, and this remembers which operation is to blame.
public final class Cut extends Tracer {
  private final String operation;

  Cut(Reverse trace, Tensor primal, String operation) {
    super(trace, primal);
    this.operation = operation;
  }

  /// The operation after which no derivative flows.
  String operation() {
    return operation;
  }

  @Override
  Tensor healed() {
    return primal() instanceof Tracer tracer ? tracer.healed() : primal();
  }
}
