package dev.cotangent.trace;

import dev.cotangent.Tensor;
import dev.cotangent.op.Dense;
import dev.cotangent.op.Spec;
import dev.cotangent.tape.Node;
import dev.cotangent.tape.Tape;
import io.vavr.Function1;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function applied once to operands of which only some are followed, with its pullback: for
/// callers who keep a graph of whole functions of their own.
public final class Application {
  private final Tensor value;
  private final Tape<Tensor> tape;
  private final Recorded[] inputs;

  private Application(Tensor value, Tape<Tensor> tape, Recorded[] inputs) {
    this.value = value;
    this.tape = tape;
    this.inputs = inputs;
  }

  /// Runs `f` once.
  ///
  /// @param who the transformation that the user called
  /// @param followed the positions of the operands through which cotangents are to flow
  public static Application of(
      String who, Function1<Tensor[], Tensor> f, Tensor[] xs, int... followed) {
    var trace = new Reverse(who);
    var operands = xs.clone();
    var inputs = new Recorded[followed.length];
    for (int k = 0; k < inputs.length; k++) {
      inputs[k] = trace.leaf(xs[followed[k]]);
      operands[followed[k]] = inputs[k];
    }
    var result = trace.during(() -> f.apply(operands));
    var edge = trace.edge(result);
    Tape<Tensor> tape = edge == null ? Tape.empty(trace::plus) : Tape.of(edge, trace::plus);
    return new Application(trace.primal(result), tape, inputs);
  }

  public Tensor value() {
    return value;
  }

  /// The value of the followed operand of that index.
  public Tensor input(int input) {
    return inputs[input].primal();
  }

  /// The operation that made the value; null if it does not depend on what is followed.
  public @Nullable String operation() {
    var nodes = tape.nodes();
    return nodes.isEmpty() ? null : nodes.last().op();
  }

  /// The share of each followed operand in a cotangent of the value; null where nothing arrives.
  public @Nullable Tensor[] pullback(Tensor ct) {
    Differentiation.requireLike("the cotangent", ct, "the value", Spec.of(value));
    var arrived = tape.pullback(ct);
    Dense.compute(arrived.values());
    var parts = new @Nullable Tensor[inputs.length];
    for (int k = 0; k < parts.length; k++) parts[k] = arrived.get(inputs[k].edge().node());
    return parts;
  }

  /// Whether the pullback reads any values of the forward pass.
  public boolean savesValues() {
    return tape.nodes().exists(Node::savesValues);
  }

  /// Whether the pullback reads the followed operand of that index, or what was made of it.
  public boolean saves(int input) {
    var leaf = inputs[input].edge().node();
    Set<Node<Tensor>> made = Collections.newSetFromMap(new IdentityHashMap<>());
    made.add(leaf);
    for (var node : tape.nodes()) {
      var parents = node.parents();
      for (int k = 0; k < parents.size(); k++) {
        if (!made.contains(parents.get(k))) continue;
        if (node.saves(k)) return true;
        made.add(node);
      }
    }
    return false;
  }
}
