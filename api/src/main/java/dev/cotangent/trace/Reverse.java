package dev.cotangent.trace;

import dev.cotangent.Tensor;
import dev.cotangent.op.General;
import dev.cotangent.op.Op;
import dev.cotangent.op.Partial;
import dev.cotangent.op.Pointwise;
import dev.cotangent.tape.Edge;
import dev.cotangent.tape.Node;
import dev.cotangent.tape.Step;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reverse mode: every operation on a followed value becomes a node of the tape.
public final class Reverse extends Trace {
  private static final int[] FIRST = {0};

  private final @Nullable Watch watch; // none, unless somebody wants an explanation

  Reverse(String who) {
    this(who, null);
  }

  Reverse(String who, @Nullable Watch watch) {
    super(who);
    this.watch = watch;
  }

  /// How cotangents that meet are added.
  Tensor plus(Tensor before, Tensor part) {
    return watch == null ? before.plus(part) : watch.plus(before, part);
  }

  /// A followed value: a leaf of the tape.
  public Recorded leaf(Tensor value) {
    return new Recorded(this, value, Node.leaf("input", value.shape().toString()));
  }

  /// Where a value stands on this trace's tape; null if it does not depend on the leaves.
  public @Nullable Edge<Tensor> edge(Tensor x) {
    return x instanceof Recorded recorded && recorded.tracedBy() == this ? recorded.edge() : null;
  }

  @Override
  Tensor interpret(Op op, Tensor... operands) {
    var xs = primals(operands);
    var y = op.bind(xs);
    var followed = followed(op, operands);
    if (followed.length == 0 || !y.dtype().isDifferentiable()) return unreached(op, operands, y);
    var step = Pull.of(op, xs, y, followed);
    return new Recorded(this, y, node(step, operands, followed));
  }

  @Override
  Tensor[] interpretAll(General op, Tensor... operands) {
    var xs = primals(operands);
    var results = op.bindAll(xs);
    var followed = followed(op, operands);
    boolean differentiable = Arrays.stream(results).anyMatch(y -> y.dtype().isDifferentiable());
    if (followed.length == 0 || !differentiable) {
      for (int k = 0; k < results.length; k++) results[k] = unreached(op, operands, results[k]);
      return results;
    }
    var node = node(new Pull.OfGeneral(op, xs, results.clone(), followed), operands, followed);
    for (int k = 0; k < results.length; k++) {
      if (results[k].dtype().isDifferentiable()) {
        results[k] = new Recorded(this, results[k], node.output(k));
      } else {
        results[k] = unreached(op, operands, results[k]);
      }
    }
    return results;
  }

  /// A result to which no cotangent comes. If it depends on the leaves all the same, through
  /// integers or truth values, it remembers where they were cut off.
  private Tensor unreached(Op op, Tensor[] operands, Tensor y) {
    for (var operand : operands) {
      if (!(operand instanceof Tracer tracer) || tracer.tracedBy() != this) continue;
      if (tracer instanceof Cut cut) return new Cut(this, y, cut.operation());
      if (!y.dtype().isDifferentiable()) return new Cut(this, y, op.name());
    }
    return y;
  }

  private Node<Tensor> node(Step<Tensor> step, Tensor[] operands, int[] followed) {
    var edges = edges(operands, followed);
    return watch == null ? Node.of(step, edges) : watch.node(step, primals(operands), edges);
  }

  /// The positions of the operands through which a cotangent can flow.
  private int[] followed(Op op, Tensor[] operands) {
    int count = 0;
    for (int k = 0; k < operands.length; k++) if (isFollowed(op, operands, k)) count++;
    // Most operations: an array less for each.
    if (count == 1 && isFollowed(op, operands, 0)) return FIRST;
    var positions = new int[count];
    for (int k = 0, next = 0; next < count; k++) {
      if (isFollowed(op, operands, k)) positions[next++] = k;
    }
    return positions;
  }

  private boolean isFollowed(Op op, Tensor[] operands, int k) {
    return edge(operands[k]) != null
        && !(op instanceof Pointwise pointwise && pointwise.partial(k) == Partial.ZERO);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private Edge<Tensor>[] edges(Tensor[] operands, int[] followed) {
    Edge<Tensor>[] edges = new Edge[followed.length];
    for (int k = 0; k < followed.length; k++) {
      edges[k] = ((Recorded) operands[followed[k]]).edge();
    }
    return edges;
  }
}
