package dev.cotangent.trace;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.op.Layout;
import io.vavr.Function1;
import io.vavr.collection.Seq;
import java.util.Arrays;

/// Running a function of a structure once for a whole batch. Every arity and form of
/// [dev.cotangent.Autodiff]'s vmap comes down to this.
public final class Vectorization {
  private Vectorization() {}

  /// Runs `f` once, for all positions of an axis that all leaves have.
  ///
  /// @param out the structure of a result
  public static <A, B> B vmap(
      String who,
      Structure<A> in,
      Function1<? super B, Structure<B>> out,
      Function1<A, B> f,
      int inAxis,
      int outAxis,
      A arguments) {
    var leaves = in.leaves(arguments);
    var trace = new Batch(who, size(who, leaves, inAxis));
    try {
      var inputs = leaves.map(x -> trace.lift(moved(x, x.shape().axis(who, inAxis), 0)));
      var result = f.apply(in.rebuild(arguments, inputs));
      if (result == null) throw nothing(who, "null");
      var structure = out.apply(result);
      var results = structure.leaves(result);
      if (results.isEmpty()) {
        throw nothing(who, "a " + result.getClass().getTypeName() + ", where none are found");
      }
      return structure.rebuild(
          result,
          results.map(y -> {
            var stacked = trace.stacked(y);
            return moved(stacked, 0, stacked.shape().axis(who + ": the result", outAxis));
          }));
    } finally {
      trace.end();
    }
  }

  /// `f` over one more leading axis, which its arguments and its result have.
  static Function1<Tensor[], Tensor> lifted(String who, int size, Function1<Tensor[], Tensor> f) {
    return xs -> liftedAll(who, size, all -> new Tensor[] {f.apply(all)}).apply(xs)[0];
  }

  /// `f`, of several results, over one more leading axis.
  static Function1<Tensor[], Tensor[]> liftedAll(
      String who, int size, Function1<Tensor[], Tensor[]> f) {
    return xs -> {
      var trace = new Batch(who, size);
      try {
        var results = f.apply(Arrays.stream(xs).map(trace::lift).toArray(Tensor[]::new));
        return Arrays.stream(results).map(trace::stacked).toArray(Tensor[]::new);
      } finally {
        trace.end();
      }
    };
  }

  private static IllegalArgumentException nothing(String who, String what) {
    return new IllegalArgumentException(
        who
            + ": the function returned "
            + what
            + "; it must return tensors: one, or some in records, data classes, Seq, List, maps"
            + " from String, and tuples of two to five");
  }

  private static int size(String who, Seq<Tensor> leaves, int axis) {
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException(who + ": no argument holds a tensor to map over");
    }
    int size = -1;
    for (int k = 0; k < leaves.size(); k++) {
      var leaf = leaves.get(k);
      if (leaf == null) {
        throw new IllegalArgumentException(who + ": tensor " + k + " of the arguments is null");
      }
      if (leaf.rank() == 0) {
        throw new IllegalArgumentException(
            who
                + ": tensor "
                + k
                + " of the arguments has rank 0, so no axis to map over; let the function close"
                + " over it, or leave it whole with Structure.unmapped()");
      }
      int dim = leaf.shape().dim(leaf.shape().axis(who + ": tensor " + k, axis));
      if (size >= 0 && dim != size) {
        throw new IllegalArgumentException(
            who
                + ": tensor 0 of the arguments, "
                + leaves.head().shape()
                + ", has length "
                + size
                + " along axis "
                + axis
                + ", but tensor "
                + k
                + ", "
                + leaf.shape()
                + ", has "
                + dim
                + ": they must be equal");
      }
      size = dim;
    }
    return size;
  }

  /// Axis `from` at position `to`, the others in their order.
  private static Tensor moved(Tensor x, int from, int to) {
    var order = new int[x.rank()];
    int next = 0;
    for (int k = 0; k < order.length; k++) {
      if (next == from) next++;
      order[k] = k == to ? from : next++;
    }
    return Layout.permute(x, order);
  }
}
