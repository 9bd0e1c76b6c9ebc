package dev.cotangent.tape;

import static java.util.Objects.requireNonNull;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// All that an output depended on: the nodes that can be reached from it.
///
/// Immutable. A pullback keeps its cotangents to itself, so one tape serves any number of them, at
/// the same time and from any thread, and nodes may be built on top of it without touching it.
public final class Tape<C> {
  private final @Nullable Edge<C> output;
  private final BinaryOperator<C> plus;

  private Tape(@Nullable Edge<C> output, BinaryOperator<C> plus) {
    this.output = output;
    this.plus = requireNonNull(plus, "plus is null");
  }

  /// The tape of an output. `plus` adds a part to what arrived before it, in an order that is the
  /// same at every pullback.
  public static <C> Tape<C> of(Edge<C> output, BinaryOperator<C> plus) {
    return new Tape<>(requireNonNull(output, "output is null"), plus);
  }

  /// The tape of a function that did not depend on its inputs: no nodes, and nothing arrives
  /// anywhere.
  public static <C> Tape<C> empty(BinaryOperator<C> plus) {
    return new Tape<>(null, plus);
  }

  /// Every node once, parents before children, in the order in which the output needs them.
  public Seq<Node<C>> nodes() {
    return output == null ? Array.empty() : parentsFirst(output.node());
  }

  /// The nodes that depend on nothing, in the order of [#nodes()].
  public Seq<Node<C>> leaves() {
    return nodes().filter(Node::isLeaf);
  }

  /// Pulls a cotangent of the output back and returns what arrives at each leaf. A leaf that
  /// nothing reaches is not in the map: a symbolic zero.
  public Map<Node<C>, C> pullback(C seed) {
    return pull(seed, null);
  }

  /// Like [#pullback(Object)], and shows the visitor each cotangent that arrives, complete, just
  /// before it is pulled back further, leaves included. A node with several results is shown once
  /// for every result that is reached, in their order, and is pulled after that.
  public Map<Node<C>, C> pullback(C seed, BiConsumer<? super Edge<C>, ? super C> visitor) {
    requireNonNull(visitor, "visitor is null");
    return pull(
        seed,
        (edge, cotangent) -> {
          visitor.accept(edge, cotangent);
          return cotangent;
        });
  }

  /// Like [#pullback(Object, BiConsumer)], but goes on with what the function makes of each
  /// cotangent. What becomes `null` goes no further: a node is not pulled if nothing of it is left.
  public Map<Node<C>, C> pullbackThrough(
      C seed, BiFunction<? super Edge<C>, ? super C, ? extends @Nullable C> function) {
    return pull(seed, requireNonNull(function, "function is null"));
  }

  private Map<Node<C>, C> pull(
      C seed, @Nullable BiFunction<? super Edge<C>, ? super C, ? extends @Nullable C> visitor) {
    if (seed == null) {
      throw new NullPointerException(
          "pullback of " + (output == null ? "an empty tape" : output) + ": the seed is null");
    }
    return output == null ? Map.of() : Walk.down(output, seed, plus, visitor);
  }

  /// A Mermaid flowchart of all nodes, parents above children; leaves are rounded.
  public String toMermaid() {
    return new Drawing<>(nodes(), output).mermaid();
  }

  /// A Graphviz digraph of all nodes, parents above children; leaves are ellipses.
  public String toDot() {
    return new Drawing<>(nodes(), output).dot();
  }

  /// A line for each node, as in `%2 = times(%0, %1)`, and its shape. Of a tape of more than 200
  /// nodes, the two ends, and how many were left out between them.
  @Override
  public String toString() {
    return new Drawing<>(nodes(), output).text();
  }

  /// Depth first, each node after its parents, with a stack of our own because graphs are deeper
  /// than the thread's.
  private static <C> Seq<Node<C>> parentsFirst(Node<C> output) {
    var order = new ArrayList<Node<C>>();
    var known = new IdentityHashMap<Node<C>, Boolean>();
    var path = new ArrayDeque<Visit<C>>();
    known.put(output, true);
    path.push(new Visit<>(output));
    while (!path.isEmpty()) {
      var visit = path.element();
      var parents = visit.node.parentArray();
      if (visit.seen == parents.length) {
        order.add(path.pop().node);
      } else {
        var parent = parents[visit.seen++].node();
        if (known.put(parent, true) == null) path.push(new Visit<>(parent));
      }
    }
    return Array.ofAll(order);
  }

  /// A node on the way to the one being looked at, and how many of its parents were seen.
  private static final class Visit<C> {
    final Node<C> node;
    int seen;

    Visit(Node<C> node) {
      this.node = node;
    }
  }
}
