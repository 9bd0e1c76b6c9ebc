package dev.cotangent.trace;

import dev.cotangent.Tensor;

/// A value inside a function that is run by a [Closure].
public final class Enclosed extends Tracer {
  Enclosed(Closure trace, Tensor primal) {
    super(trace, primal);
  }

  @Override
  Tensor healed() {
    var healed = healed(primal());
    return healed == primal() ? this : new Enclosed((Closure) tracedBy(), healed);
  }
}
