package dev.cotangent.trace;

import dev.cotangent.Linearized;
import dev.cotangent.Recording;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.op.Dense;
import dev.cotangent.op.Spec;
import dev.cotangent.tape.Node;
import dev.cotangent.tape.Tape;
import io.vavr.Function1;
import io.vavr.collection.Seq;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Running a function of a structure in reverse or forward mode. Every arity and form of
/// [dev.cotangent.Autodiff] comes down to these two.
///
/// `who` names the transformation that the user called, for the messages.
public final class Differentiation {
  private Differentiation() {}

  /// Runs `f` once and records it.
  public static <P> Recording<P> vjp(
      String who, Structure<P> structure, Function1<P, Tensor> f, P p) {
    var leaves = structure.leaves(p);
    requireDifferentiable(who, leaves);
    var trace = new Reverse();
    var inputs = leaves.map(trace::leaf);
    var result = returned(who, f.apply(structure.rebuild(p, Seq.narrow(inputs))));
    var edge = trace.edge(result);
    var value = trace.primal(result);
    Tape<Tensor> tape = edge == null ? Tape.empty(Tensor::plus) : Tape.of(edge, Tensor::plus);
    return new Recording<>(
        value,
        ct -> {
          requireLike(who + ": the cotangent", ct, "the value", Spec.of(value));
          var arrived = tape.pullback(ct);
          Dense.compute(arrived.values());
          return structure.rebuild(p, inputs.map(input -> arrivedAt(input, arrived)));
        },
        tape);
  }

  /// The sum at a leaf; zeros where nothing arrived.
  private static Tensor arrivedAt(Recorded input, Map<Node<Tensor>, Tensor> arrived) {
    var ct = arrived.get(input.edge().node());
    return ct == null ? input.primal().zerosLike() : ct;
  }

  /// Runs `f` once, with a tangent for each leaf.
  public static <P> Linearized jvp(
      String who, Structure<P> structure, Function1<P, Tensor> f, P p, P tangent) {
    var leaves = structure.leaves(p);
    var tangents = structure.leaves(tangent);
    requireDifferentiable(who, leaves);
    if (tangents.size() != leaves.size()) {
      throw new IllegalArgumentException(
          who + ": " + tangents.size() + " tangents for " + leaves.size() + " tensors");
    }
    var trace = new Forward();
    var inputs =
        leaves.zipWith(
            tangents,
            (x, dx) -> {
              requireLike(who + ": the tangent", dx, "the tensor", Spec.of(x));
              return trace.lift(x, dx);
            });
    var result = returned(who, f.apply(structure.rebuild(p, inputs)));
    var dy = trace.tangent(result);
    var y = trace.primal(result);
    return new Linearized(y, dy == null ? y.zerosLike() : dy);
  }

  private static void requireDifferentiable(String who, Seq<Tensor> leaves) {
    int k = -1;
    for (var leaf : leaves) {
      k++;
      if (leaf == null) {
        throw new IllegalArgumentException(who + ": tensor " + k + " of the arguments is null");
      }
      var dtype = leaf.dtype();
      if (!dtype.isDifferentiable()) {
        throw new IllegalArgumentException(
            who
                + ": tensor "
                + k
                + " of the arguments is "
                + dtype
                + "; only FLOAT32 and FLOAT64 are differentiable (convert it with toDType, or let"
                + " the function close over it)");
      }
    }
  }

  private static Tensor returned(String who, @Nullable Tensor result) {
    if (result != null) return result;
    throw new IllegalArgumentException(who + ": the function returned null, not a Tensor");
  }

  private static void requireLike(String what, @Nullable Tensor x, String model, Spec expected) {
    if (x == null) throw new IllegalArgumentException(what + " is null");
    if (!Spec.of(x).equals(expected)) {
      throw new IllegalArgumentException(
          what + " is " + Spec.of(x) + ", but " + model + " is " + expected);
    }
  }
}
