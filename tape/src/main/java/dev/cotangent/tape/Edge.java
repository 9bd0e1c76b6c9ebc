package dev.cotangent.tape;

/// One result of a node: what a later step depends on.
///
/// A node with a single result is its own edge, which saves an object per step. A node with several
/// hands out a [Node.Result] for each. Edges are equal when they stand for the same result of the
/// same node, so they may serve as keys of a map.
public sealed interface Edge<C> permits Node, Node.Result {
  /// The node that has the result.
  Node<C> node();

  /// Which of the node's results this is, from 0.
  int result();
}
