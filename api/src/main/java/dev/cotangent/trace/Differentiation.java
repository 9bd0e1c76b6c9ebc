package dev.cotangent.trace;

import dev.cotangent.Linearized;
import dev.cotangent.Recording;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.ValueAndGrad;
import dev.cotangent.ValueGradAux;
import dev.cotangent.op.Dense;
import dev.cotangent.op.Spec;
import dev.cotangent.structure.Found;
import dev.cotangent.tape.Node;
import dev.cotangent.tape.Tape;
import io.vavr.Function1;
import io.vavr.Tuple2;
import io.vavr.collection.Seq;
import java.util.ArrayList;
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
    return vjp(new Reverse(who), structure, f, p);
  }

  static <P> Recording<P> vjp(Reverse trace, Structure<P> structure, Function1<P, Tensor> f, P p) {
    var who = trace.who();
    var leaves = structure.leaves(p);
    requireDifferentiable(who, leaves);
    var inputs = leaves.map(trace::leaf);
    var result = trace.during(() -> f.apply(structure.rebuild(p, Seq.narrow(inputs))));
    var edge = trace.edge(result);
    var value = trace.primal(result);
    Tape<Tensor> tape = edge == null ? Tape.empty(trace::plus) : Tape.of(edge, trace::plus);
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
    requireTangents(who, leaves.map(Spec::of), tangents);
    var trace = new Forward(who);
    var inputs = leaves.zipWith(tangents, trace::lift);
    var result = trace.during(() -> f.apply(structure.rebuild(p, inputs)));
    var dy = trace.tangent(result);
    var y = trace.primal(result);
    return new Linearized(y, dy == null ? y.zerosLike() : dy);
  }

  /// Value and gradient of a function that returns rank 0.
  public static <P> ValueAndGrad<P> gradient(
      String who, Structure<P> structure, Function1<P, Tensor> f, P p) {
    var trace = new Reverse(who);
    return gradient(who, vjp(trace, structure, q -> uncut(trace, f.apply(q)), p));
  }

  /// Value and gradient, and what the function returned besides, as seen from outside.
  public static <P, A> ValueGradAux<P, A> gradientAux(
      String who, Structure<P> structure, Function1<P, Tuple2<Tensor, A>> f, P p) {
    var trace = new Reverse(who);
    var beside = new ArrayList<A>(1);
    var recording =
        vjp(
            trace,
            structure,
            q -> {
              var result = f.apply(q);
              if (result == null) {
                throw new IllegalArgumentException(
                    who + ": the function returned null, not a tuple of its value and the rest");
              }
              beside.add(result._2);
              return uncut(trace, result._1);
            },
            p);
    var both = gradient(who, recording);
    var aux = beside.getFirst();
    var found = Found.in(aux);
    var outside = found.rebuild(aux, found.leaves(aux).map(trace::primal));
    return new ValueGradAux<>(both.value(), both.gradient(), outside);
  }

  static <P> ValueAndGrad<P> gradient(String who, Recording<P> recording) {
    var value = recording.value();
    if (value.rank() != 0) {
      throw new IllegalArgumentException(
          who
              + ": needs a scalar result (rank 0), got shape "
              + value.shape()
              + "; reduce it, with sum() say, or take a pullback with vjp or all derivatives with"
              + " jacobian");
    }
    requireDifferentiableResult(who, value);
    return new ValueAndGrad<>(value, recording.pullback().apply(value.onesLike()));
  }

  /// Zeros would be a lie where the result does depend on the argument.
  private static Tensor uncut(Reverse trace, Tensor result) {
    if (!(result instanceof Cut cut) || cut.tracedBy() != trace) return result;
    throw new IllegalArgumentException(
        trace.who()
            + ": the result depends on the argument through "
            + cut.operation()
            + " alone, after which no derivative flows: INT32 and BOOL carry none; use"
            + " stopGradient() if a gradient of zeros is meant");
  }

  static void requireDifferentiableResult(String who, Tensor value) {
    if (value.dtype().isDifferentiable()) return;
    throw new IllegalArgumentException(
        who
            + ": needs a FLOAT32 or FLOAT64 result, got "
            + value.dtype()
            + ", through which no derivative flows");
  }

  static void requireTangents(String who, Seq<Spec> leaves, Seq<Tensor> tangents) {
    if (tangents.size() != leaves.size()) {
      throw new IllegalArgumentException(
          who + ": " + tangents.size() + " tangents for " + leaves.size() + " tensors");
    }
    for (int k = 0; k < leaves.size(); k++) {
      requireLike(who + ": the tangent", tangents.get(k), "the tensor", leaves.get(k));
    }
  }

  static void requireDifferentiable(String who, Seq<Tensor> leaves) {
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

  static void requireLike(String what, @Nullable Tensor x, String model, Spec expected) {
    if (x == null) throw new IllegalArgumentException(what + " is null");
    if (!Spec.of(x).equals(expected)) {
      throw new IllegalArgumentException(
          what + " is " + Spec.of(x) + ", but " + model + " is " + expected);
    }
  }
}
