package dev.cotangent.trace;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.op.General;
import dev.cotangent.op.Spec;
import dev.cotangent.tape.Tape;
import io.vavr.Function1;
import io.vavr.collection.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole function as one operation, of its arguments and of all it closes over, that keeps
/// nothing of what happens inside: its derivatives run the function again.
public final class Checkpoint implements General {
  private static final String WHO = "checkpoint";

  private final Function1<Tensor[], Tensor> f;
  private final Spec result;

  /// The run that found out what the function closes over: on `known`, with result `value`.
  private final Tensor[] known;

  private final @Nullable Tensor value;

  private Checkpoint(
      Function1<Tensor[], Tensor> f, Spec result, Tensor[] known, @Nullable Tensor value) {
    this.f = f;
    this.result = result;
    this.known = known;
    this.value = value;
  }

  /// `f` of `p`, as one operation.
  public static <P> Tensor of(Structure<P> structure, Function1<P, Tensor> f, P p) {
    var leaves = structure.leaves(p).toJavaArray(Tensor[]::new);
    Function1<Tensor[], Tensor> inside = xs -> f.apply(structure.rebuild(p, Array.of(xs)));
    List<Tensor> closedOver = new ArrayList<>();
    var value = Closure.collecting(WHO, closedOver).run(inside, constants(leaves));
    var operands = new ArrayList<>(Arrays.asList(leaves));
    operands.addAll(closedOver);
    var all = operands.toArray(Tensor[]::new);
    var known = constants(all);
    if (same(all, known)) return value;
    // Run again, the function may use what it closes over after the trace of that has ended.
    for (var operand : all) Trace.keepRunning(operand);
    Function1<Tensor[], Tensor> closed =
        xs -> {
          var values = Arrays.asList(xs);
          var arguments = Arrays.copyOf(xs, leaves.length);
          return Closure.replacing(WHO, closedOver, values.subList(leaves.length, xs.length))
              .run(inside, arguments);
        };
    return new Checkpoint(closed, Spec.of(value), known, value).bind(all);
  }

  private static Tensor[] constants(Tensor[] xs) {
    return Arrays.stream(xs).map(Tensor::stopGradient).toArray(Tensor[]::new);
  }

  private static boolean same(Tensor[] xs, Tensor[] ys) {
    for (int k = 0; k < xs.length; k++) if (xs[k] != ys[k]) return false;
    return true;
  }

  @Override
  public String name() {
    return WHO;
  }

  @Override
  public General lifted(int size) {
    var spec = new Spec(result.dtype(), result.shape().prepended(size));
    return new Checkpoint(Vectorization.lifted(WHO, size, f), spec, known, null);
  }

  @Override
  public Spec[] inferAll(Spec... operands) {
    return new Spec[] {result};
  }

  /// The first run was on the values of these very operands: its result is theirs.
  @Override
  public Tensor[] bindAll(Tensor... operands) {
    return value != null && same(operands, known)
        ? new Tensor[] {value}
        : General.super.bindAll(operands);
  }

  @Override
  public Tensor[] evaluateAll(Tensor... operands) {
    return new Tensor[] {f.apply(operands)};
  }

  @Override
  public @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
    var trace = new Forward(WHO);
    var inputs = xs.clone();
    for (int k = 0; k < xs.length; k++) {
      var dx = dxs[k];
      if (dx != null) inputs[k] = trace.lift(xs[k], dx);
    }
    return new @Nullable Tensor[] {trace.tangent(trace.during(() -> f.apply(inputs)))};
  }

  @Override
  public @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
    return vjps(new int[] {operand}, xs, ys, cts)[0];
  }

  /// One run for all operands.
  @Override
  public @Nullable Tensor[] vjps(int[] operands, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
    var parts = new @Nullable Tensor[operands.length];
    var ct = cts[0];
    if (ct == null) return parts;
    var trace = new Reverse(WHO);
    var inputs = xs.clone();
    for (int operand : operands) inputs[operand] = trace.leaf(xs[operand]);
    var edge = trace.edge(trace.during(() -> f.apply(inputs)));
    if (edge == null) return parts;
    var arrived = Tape.of(edge, Tensor::plus).pullback(ct);
    for (int k = 0; k < operands.length; k++) {
      var leaf = trace.edge(inputs[operands[k]]);
      if (leaf != null) parts[k] = arrived.get(leaf.node());
    }
    return parts;
  }
}
