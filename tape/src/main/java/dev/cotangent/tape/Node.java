package dev.cotangent.tape;

import static java.util.Objects.requireNonNull;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/// One recorded step and the edges to what it depended on; or a leaf, which depends on nothing.
///
/// A class, not a record: nodes are compared by identity, and a record's `equals` and `hashCode`
/// would walk the graph recursively. Three fields, 24 bytes: a scalar program has a node for every
/// number it computes.
public final class Node<C> implements Edge<C> {
  private static final Edge<?>[] NO_PARENTS = {};

  private final Step<C> step;
  private final Edge<C>[] parents;
  private final int height;

  private Node(Step<C> step, Edge<C>[] parents, int height) {
    this.step = step;
    this.parents = parents;
    this.height = height;
  }

  /// A new leaf: an input of the function that is recorded, where cotangents come to rest.
  public static <C> Node<C> leaf(String op, String shape) {
    @SuppressWarnings("unchecked") // an empty array holds nothing of a wrong type
    var none = (Edge<C>[]) NO_PARENTS;
    return new Node<>(new Leaf<>(op, shape), none, 0);
  }

  /// A new node on top of what its step depended on, at least one edge.
  ///
  /// The array belongs to the node from now on and must not be written again: a copy per step is a
  /// price that scalar programs would feel.
  ///
  /// @throws IllegalArgumentException if there are no parents, or the step has no result
  @SafeVarargs
  @SuppressWarnings("varargs") // kept, but only ever read
  public static <C> Node<C> of(Step<C> step, Edge<C>... parents) {
    if (parents.length == 0) {
      throw new IllegalArgumentException(
          step.op() + ": a node without parents is a leaf; use Node.leaf");
    }
    if (step.results() < 1) {
      throw new IllegalArgumentException(
          "%s: %d results, needs at least 1".formatted(step.op(), step.results()));
    }
    var highest = 0;
    for (int i = 0; i < parents.length; i++) {
      var parent = parents[i];
      if (parent == null) throw new NullPointerException(step.op() + ": parent " + i + " is null");
      highest = Math.max(highest, parent.node().height);
    }
    return new Node<>(step, parents, Math.addExact(highest, 1));
  }

  /// The name of the operation.
  public String op() {
    return step.op();
  }

  /// The label of the result or results.
  public String shape() {
    return step.shape();
  }

  /// The nodes this one depends on, one for each edge and in their order.
  public Seq<Node<C>> parents() {
    return edges().map(Edge::node);
  }

  /// The edges to what this node depends on, in the order of the step's arguments.
  public Seq<Edge<C>> edges() {
    return Array.of(parents);
  }

  /// The length of the longest path to a leaf, so that every parent is strictly lower. It orders
  /// the backward pass without a global counter and without sorting.
  public int height() {
    return height;
  }

  /// How many results the step has.
  public int results() {
    return step.results();
  }

  /// Is this an input, which depends on nothing?
  public boolean isLeaf() {
    return height == 0;
  }

  /// Does the step hold values of the forward pass?
  public boolean savesValues() {
    return step.savesValues();
  }

  /// Does the step hold the value that the parent of that index stands for?
  ///
  /// @throws IllegalArgumentException if there is no such parent
  public boolean saves(int parent) {
    requireParent(parent);
    return step.saves(parent);
  }

  /// The edge for one of the results: the node itself when it has only one.
  ///
  /// @throws IllegalArgumentException if there is no such result
  public Edge<C> output(int result) {
    requireResult(result);
    return results() == 1 ? this : new Result<>(this, result);
  }

  @Override
  public Node<C> node() {
    return this;
  }

  @Override
  public int result() {
    return 0;
  }

  /// The operation and its label, as in `times (3, 4)`.
  @Override
  public String toString() {
    return (op() + " " + shape()).strip();
  }

  Step<C> step() {
    return step;
  }

  /// The array itself: the walk reads it, and nobody writes it.
  Edge<C>[] parentArray() {
    return parents;
  }

  void requireParent(int parent) {
    if (parent < 0 || parent >= parents.length) {
      throw new IllegalArgumentException(
          "%s: parent %d, but it has %s"
              .formatted(
                  op(),
                  parent,
                  switch (parents.length) {
                    case 0 -> "none";
                    case 1 -> "only parent 0";
                    default -> "0 to " + (parents.length - 1);
                  }));
    }
  }

  void requireResult(int result) {
    if (result < 0 || result >= results()) {
      throw new IllegalArgumentException(
          results() == 1
              ? "%s: result %d, but it has only result 0".formatted(op(), result)
              : "%s: result %d, but it has 0 to %d".formatted(op(), result, results() - 1));
    }
  }

  /// One of several results of a node.
  public record Result<C>(Node<C> node, int result) implements Edge<C> {
    /// @throws IllegalArgumentException if there is no such result, or it is the node's only one
    public Result {
      node.requireResult(result);
      // Otherwise the same edge would have two forms that are not equal.
      if (node.results() == 1) {
        throw new IllegalArgumentException(node.op() + " has a single result: use the node itself");
      }
    }

    @Override
    public String toString() {
      return node.op() + "#" + result + (" " + node.shape()).stripTrailing();
    }
  }

  private record Leaf<C>(String op, String shape) implements Step<C> {
    Leaf {
      requireNonNull(op, "leaf: op is null");
      requireNonNull(shape, "leaf: shape is null");
    }

    @Override
    public boolean savesValues() {
      return false;
    }

    @Override
    public void pull(Arrival<C> arrival) {
      throw new AssertionError("a leaf is where cotangents come to rest");
    }
  }
}
