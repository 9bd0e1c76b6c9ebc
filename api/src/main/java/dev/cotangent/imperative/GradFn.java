package dev.cotangent.imperative;

import dev.cotangent.Tensor;
import dev.cotangent.tape.Edge;
import dev.cotangent.tape.Node;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What made a variable, and with it the way backward: an operation, or at the end of the way the
/// accumulation into a leaf.
///
/// ```java
/// var x = Variable.parameter(Tensor.scalar(2));
/// x.times(x).exp().gradFn();  // exp -> times -> AccumulateGrad, AccumulateGrad
/// ```
public final class GradFn {
  private static final String ACCUMULATE = "AccumulateGrad";

  private final Node<Variable> node;
  private final Seq<GradFn> next;
  private final @Nullable Applied step;
  private final @Nullable Variable leaf;
  private final List<Hook> hooks = new ArrayList<>(0);
  private @Nullable Variable retaining;

  private record Hook(Function1<Tensor, Tensor> function) {}

  private GradFn(
      Node<Variable> node, Seq<GradFn> next, @Nullable Applied step, @Nullable Variable leaf) {
    this.node = node;
    this.next = next;
    this.step = step;
    this.leaf = leaf;
  }

  static GradFn accumulationInto(Variable leaf) {
    Node<Variable> node = Node.leaf(ACCUMULATE, leaf.shape().toString());
    return new GradFn(node, Array.empty(), null, leaf);
  }

  static GradFn of(Applied step, Seq<GradFn> next) {
    return new GradFn(Node.of(step, edges(next)), next, step, null);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  static Edge<Variable>[] edges(Seq<GradFn> functions) {
    Edge<Variable>[] edges = new Edge[functions.size()];
    for (int k = 0; k < edges.length; k++) edges[k] = functions.get(k).node;
    return edges;
  }

  /// The operation's name, or `AccumulateGrad`.
  public String name() {
    return node.op();
  }

  /// What made the operands that require a gradient, in their order; an operand that is a leaf has
  /// its accumulation here. Empty for an accumulation.
  public Seq<GradFn> nextFunctions() {
    return next;
  }

  /// The leaf that an accumulation adds to; null for an operation.
  public @Nullable Variable variable() {
    return leaf;
  }

  /// @return takes the hook away again
  Runnable add(Function1<Tensor, Tensor> function) {
    var hook = new Hook(function);
    hooks.add(hook);
    return () -> hooks.removeIf(other -> other == hook);
  }

  void retain(Variable variable) {
    retaining = variable;
  }

  /// The variable that wants to know what arrives here, or null.
  @Nullable Variable wanting() {
    return leaf != null ? leaf : retaining;
  }

  private Tensor returned(@Nullable Tensor byHook) {
    if (byHook != null) return byHook;
    throw new IllegalArgumentException(
        "registerHook: a hook of "
            + name()
            + " returned null; one that only looks returns the gradient that it was given");
  }

  /// What the hooks make of a cotangent, in the order in which they came.
  Variable hooked(Variable cotangent) {
    var result = cotangent;
    for (var hook : List.copyOf(hooks)) {
      var given = result.value();
      result = Variable.apply("hook", xs -> returned(hook.function.apply(xs[0])), result);
      if (!result.dtype().equals(given.dtype()) || !result.shape().equals(given.shape())) {
        throw new IllegalArgumentException(
            "registerHook: a hook of "
                + name()
                + " was given "
                + given.dtype()
                + " "
                + given.shape()
                + " and returned "
                + result.dtype()
                + " "
                + result.shape());
      }
    }
    return result;
  }

  void release() {
    if (step != null) step.release();
  }

  /// All that can be reached, by its node.
  static Map<Node<Variable>, GradFn> reachable(Seq<GradFn> from) {
    var known = new IdentityHashMap<Node<Variable>, GradFn>();
    var open = new ArrayDeque<GradFn>(from.asJava());
    while (!open.isEmpty()) {
      var function = open.pop();
      if (known.put(function.node, function) == null) function.next.forEach(open::push);
    }
    return known;
  }

  /// Those among them from which one of `wanted` can be reached, itself included.
  static Map<Node<Variable>, GradFn> towards(Seq<GradFn> from, Set<GradFn> wanted) {
    var lowestFirst = new ArrayList<>(reachable(from).values());
    lowestFirst.sort(Comparator.comparingInt(function -> function.node.height()));
    var towards = new IdentityHashMap<Node<Variable>, GradFn>();
    for (var function : lowestFirst) {
      if (wanted.contains(function) || function.leadsInto(towards)) {
        towards.put(function.node, function);
      }
    }
    return towards;
  }

  /// Whether one of what comes next is among these.
  boolean leadsInto(Map<Node<Variable>, GradFn> functions) {
    return next.exists(function -> functions.containsKey(function.node));
  }

  /// The name, and the names of what comes next.
  @Override
  public String toString() {
    return next.isEmpty() ? name() : name() + " -> " + next.map(GradFn::name).mkString(", ");
  }
}
