package dev.cotangent.trace;

import dev.cotangent.Tensor;
import dev.cotangent.tape.Edge;

/// A value in reverse mode, paired with where it stands on the tape.
public final class Recorded extends Tracer {
  private final Edge<Tensor> edge;

  Recorded(Reverse trace, Tensor primal, Edge<Tensor> edge) {
    super(trace, primal);
    this.edge = edge;
  }

  /// The result of a node that this value is.
  public Edge<Tensor> edge() {
    return edge;
  }

  @Override
  Tensor healed() {
    var healed = healed(primal());
    return healed == primal() ? this : new Recorded((Reverse) tracedBy(), healed, edge);
  }
}
