package dev.cotangent.tape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// One pullback: from the highest node to the lowest, so that a node is left only when nothing can
/// reach it any more.
///
/// All that changes is in here and dies with the call. No recursion: a chain of ten million nodes
/// is a loop.
final class Walk<C> implements Arrival<C> {
  private final Waiting<C> waiting;
  private final @Nullable BiFunction<? super Edge<C>, ? super C, ? extends @Nullable C> visitor;
  private Waiting.@Nullable Entry<C> current; // the node that is being pulled

  private Walk(
      Waiting<C> waiting,
      @Nullable BiFunction<? super Edge<C>, ? super C, ? extends @Nullable C> visitor) {
    this.waiting = waiting;
    this.visitor = visitor;
  }

  /// Sends the seed down from the output; what arrives at each leaf that is reached, in the order
  /// in which they are.
  static <C> Map<Node<C>, C> down(
      Edge<C> output,
      C seed,
      BinaryOperator<C> plus,
      @Nullable BiFunction<? super Edge<C>, ? super C, ? extends @Nullable C> visitor) {
    var top = output.node().height();
    var walk = new Walk<>(new Waiting<>(top, plus), visitor);
    walk.waiting.add(output, seed);
    walk.pullFrom(top);
    return walk.leaves();
  }

  private void pullFrom(int top) {
    for (int height = top; height > 0; height--) {
      for (var entry = waiting.take(height); entry != null; entry = waiting.recycle(entry)) {
        if (visitor != null && !visit(entry, visitor)) continue;
        current = entry;
        entry.node.step().pull(this);
      }
    }
    current = null;
  }

  private Map<Node<C>, C> leaves() {
    var arrived = new LinkedHashMap<Node<C>, C>();
    for (var entry = waiting.take(0); entry != null; entry = waiting.recycle(entry)) {
      if (visitor != null) visit(entry, visitor);
      if (entry.cotangent != null) arrived.put(entry.node, entry.cotangent);
    }
    return Collections.unmodifiableMap(arrived);
  }

  /// Whether anything is left.
  private boolean visit(
      Waiting.Entry<C> entry,
      BiFunction<? super Edge<C>, ? super C, ? extends @Nullable C> visitor) {
    if (entry.cotangent != null) entry.cotangent = visitor.apply(entry.node, entry.cotangent);
    boolean left = entry.cotangent != null;
    if (entry.slots == null) return left;
    for (int result = 0; result < entry.slots.length; result++) {
      var cotangent = entry.slots[result];
      if (cotangent == null) continue;
      entry.slots[result] = visitor.apply(entry.node.output(result), cotangent);
      left |= entry.slots[result] != null;
    }
    return left;
  }

  @Override
  public C cotangent() {
    var entry = current();
    var cotangent = entry.cotangent;
    if (cotangent == null) {
      throw new IllegalArgumentException(
          "%s has %d results: say which, cotangent(result)"
              .formatted(entry.node.op(), entry.node.results()));
    }
    return cotangent;
  }

  @Override
  public @Nullable C cotangent(int result) {
    var entry = current();
    if (entry.slots == null && result == 0) return entry.cotangent;
    entry.node.requireResult(result);
    return entry.slots == null ? null : entry.slots[result];
  }

  @Override
  public void send(int parent, C part) {
    var node = current().node;
    var parents = node.parentArray();
    if (parent < 0 || parent >= parents.length) {
      throw new IllegalArgumentException(
          "%s: sent to parent %d, but it has %s"
              .formatted(
                  node.op(),
                  parent,
                  parents.length == 1 ? "only parent 0" : "0 to " + (parents.length - 1)));
    }
    if (part == null) {
      throw new NullPointerException(
          "%s: sent null to parent %d; send nothing for a symbolic zero"
              .formatted(node.op(), parent));
    }
    waiting.add(parents[parent], part);
  }

  private Waiting.Entry<C> current() {
    if (current == null) {
      throw new IllegalStateException("the pullback is over: an Arrival is valid only during pull");
    }
    return current;
  }
}
