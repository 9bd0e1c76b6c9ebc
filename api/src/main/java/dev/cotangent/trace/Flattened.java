package dev.cotangent.trace;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.collection.Seq;

/// The leaves of a structure as one vector: flattened and concatenated, in their order.
final class Flattened<P> {
  private final Structure<P> structure;
  private final P like;
  private final Seq<Tensor> leaves;

  Flattened(Structure<P> structure, P like) {
    this.structure = structure;
    this.like = like;
    this.leaves = structure.leaves(like);
  }

  Seq<Tensor> leaves() {
    return leaves;
  }

  /// Of another value of the same form.
  Tensor vector(P p) {
    var parts = structure.leaves(p).map(Tensor::flatten);
    if (parts.isEmpty()) return Tensor.zeros(0);
    return parts.size() == 1 ? parts.head() : Tensor.concat(0, parts.toJavaArray(Tensor[]::new));
  }

  /// The value whose vector this is.
  P value(Tensor vector) {
    var sizes = leaves.toJavaStream().mapToInt(leaf -> (int) leaf.size()).toArray();
    return structure.rebuild(
        like,
        vector
            .split(0, sizes)
            .zipWith(
                leaves, (part, leaf) -> part.reshape(leaf.shape().dims()).toDType(leaf.dtype())));
  }
}
