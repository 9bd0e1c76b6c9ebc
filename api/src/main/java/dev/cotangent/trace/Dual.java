package dev.cotangent.trace;

import dev.cotangent.Tensor;

/// A value in forward mode, paired with its tangent.
public final class Dual extends Tracer {
  private final Tensor tangent;

  Dual(Forward trace, Tensor primal, Tensor tangent) {
    super(trace, primal);
    this.tangent = tangent;
  }

  public Tensor tangent() {
    return tangent;
  }

  @Override
  Tensor healed() {
    var healed = healed(primal());
    var moved = healed(tangent);
    return healed == primal() && moved == tangent
        ? this
        : new Dual((Forward) tracedBy(), healed, moved);
  }
}
