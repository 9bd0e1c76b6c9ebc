package dev.cotangent.trace;

import dev.cotangent.Tensor;
import dev.cotangent.op.Dense;
import dev.cotangent.op.Op;
import dev.cotangent.op.Spec;
import dev.cotangent.tape.Node;
import dev.cotangent.tape.Tape;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function applied once to operands of which only some are followed, with its pullback: for
/// callers who keep a graph of whole functions of their own.
///
/// @param value of the function
public record Application(Tensor value, Pullback pullback) {
  /// Runs `f` once.
  ///
  /// @param who the transformation that the user called
  /// @param followed the positions of the operands through which cotangents are to flow
  public static Application of(
      String who, Function1<Tensor[], Tensor> f, Tensor[] xs, int... followed) {
    return ofAll(who, operands -> Array.of(f.apply(operands)), xs, followed).head();
  }

  /// The same for a function of several results: an application for each, all of one run.
  public static Seq<Application> ofAll(
      String who, Function1<Tensor[], Seq<Tensor>> f, Tensor[] xs, int... followed) {
    var trace = new Reverse(who);
    var operands = xs.clone();
    var inputs = new Tensor[followed.length];
    for (int k = 0; k < inputs.length; k++) {
      inputs[k] = xs[followed[k]];
      operands[followed[k]] = trace.leaf(inputs[k]);
    }
    Seq<Node<Tensor>> leaves =
        Array.ofAll(followed).map(k -> ((Recorded) operands[k]).edge().node());
    var specs = Array.of(Op.specs(inputs));
    return trace
        .during(() -> f.apply(operands))
        .map(result -> {
          var edge = trace.edge(trace.some(result));
          var value = trace.primal(result);
          Tape<Tensor> tape = edge == null ? Tape.empty(trace::plus) : Tape.of(edge, trace::plus);
          return new Application(
              value, new Pullback(tape, edge == null, Spec.of(value), specs, leaves));
        });
  }

  /// The way back. It holds what the derivatives read, and neither operands nor value beyond that.
  public static final class Pullback {
    private final Tape<Tensor> tape;
    private final boolean isZero;
    private final Spec value;
    private final Seq<Spec> inputs;
    private final Seq<Node<Tensor>> leaves;

    private Pullback(
        Tape<Tensor> tape, boolean isZero, Spec value, Seq<Spec> inputs, Seq<Node<Tensor>> leaves) {
      this.tape = tape;
      this.isZero = isZero;
      this.value = value;
      this.inputs = inputs;
      this.leaves = leaves;
    }

    /// The share of each followed operand in a cotangent of the value; null where nothing arrives.
    public @Nullable Tensor[] apply(Tensor ct) {
      Differentiation.requireLike("the cotangent", ct, "the value", value);
      var arrived = tape.pullback(ct);
      Dense.compute(arrived.values());
      var parts = new @Nullable Tensor[leaves.size()];
      for (int k = 0; k < parts.length; k++) parts[k] = arrived.get(leaves.get(k));
      return parts;
    }

    /// The share of one of them, zeros where nothing arrives.
    public Tensor part(int input, Tensor ct) {
      var part = apply(ct)[input];
      return part == null ? inputs.get(input).zeros() : part;
    }

    /// The operation that made the value; null if it does not depend on what is followed.
    public @Nullable String operation() {
      var nodes = tape.nodes();
      return nodes.isEmpty() ? null : nodes.last().op();
    }

    /// Whether nothing arrives at any operand, whatever the cotangent: then [#part] is zero.
    public boolean isZero() {
      return isZero;
    }

    /// Whether any values of the forward pass are read.
    public boolean savesValues() {
      return tape.nodes().exists(Node::savesValues);
    }

    /// Whether the followed operand of that index is read, or what was made of it.
    public boolean saves(int input) {
      Set<Node<Tensor>> made = Collections.newSetFromMap(new IdentityHashMap<>());
      made.add(leaves.get(input));
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
}
