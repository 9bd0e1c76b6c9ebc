package dev.cotangent.tape;

import java.util.IdentityHashMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// The nodes that cotangents have reached but not yet passed, by height and, within a height, in
/// the order in which they were first reached.
///
/// One list per height, made when the height is reached. Most lists hold one or two nodes, where
/// looking at each beats any map; a crowded list gets an index. The order never depends on identity
/// hashes: what is added to what is a function of the tape alone.
final class Waiting<C> {
  private static final int CROWD = 8;
  private static final int MAX_SPARES = 64;

  private final @Nullable Entry<C>[] heads;
  private final BinaryOperator<C> plus;
  private @Nullable Entry<C> spare;
  private int spares;

  @SuppressWarnings("unchecked") // an array of a generic type has no other form
  Waiting(int maxHeight, BinaryOperator<C> plus) {
    this.heads = (@Nullable Entry<C>[]) new Entry<?>[maxHeight + 1];
    this.plus = plus;
  }

  /// Adds a part to what has arrived at the edge.
  void add(Edge<C> edge, C part) {
    switch (edge) {
      case Node<C> node -> {
        var entry = entry(node);
        entry.cotangent = sum(node, entry.cotangent, part);
      }
      case Node.Result<C>(var node, var result) -> {
        var slots = entry(node).slots();
        slots[result] = sum(node, slots[result], part);
      }
    }
  }

  /// Takes the whole list of a height; nothing is added to it any more, because all that is still
  /// to be pulled is lower.
  @Nullable Entry<C> take(int height) {
    var head = heads[height];
    heads[height] = null;
    return head;
  }

  /// Lets go of an entry's cotangents, keeps the entry for another node, and returns the next one.
  @Nullable Entry<C> recycle(Entry<C> entry) {
    var next = entry.next;
    entry.cotangent = null;
    entry.slots = null;
    entry.crowd = null;
    if (spares < MAX_SPARES) {
      entry.next = spare;
      spare = entry;
      spares++;
    }
    return next;
  }

  private C sum(Node<C> node, @Nullable C before, C part) {
    if (before == null) return part;
    var sum = plus.apply(before, part);
    if (sum == null) throw new NullPointerException(node.op() + ": plus returned null");
    return sum;
  }

  private Entry<C> entry(Node<C> node) {
    var head = heads[node.height()];
    if (head == null) return heads[node.height()] = unused(node);
    if (head.crowd != null) return head.crowd.entry(node, this);
    var last = head;
    for (int count = 1; ; count++) {
      if (last.node == node) return last;
      if (last.next == null) {
        if (count == CROWD) return (head.crowd = new Crowd<>(head)).entry(node, this);
        return last.next = unused(node);
      }
      last = last.next;
    }
  }

  private Entry<C> unused(Node<C> node) {
    var entry = spare;
    if (entry == null) return new Entry<>(node);
    spare = entry.next;
    spares--;
    entry.next = null;
    entry.node = node;
    return entry;
  }

  /// A node and what has arrived at it: one cotangent, or a slot for each of several results.
  static final class Entry<C> {
    // Not cleared when recycled: the tape keeps its nodes alive anyway.
    Node<C> node;
    @Nullable C cotangent;
    @Nullable C @Nullable [] slots;
    private @Nullable Entry<C> next;
    private @Nullable Crowd<C> crowd; // of the first entry of a crowded list

    Entry(Node<C> node) {
      this.node = node;
    }

    @SuppressWarnings("unchecked") // never leaves this package as an array
    private @Nullable C[] slots() {
      if (slots == null) slots = (@Nullable C[]) new Object[node.results()];
      return slots;
    }
  }

  /// The index of a crowded list: without it a height with a million nodes would be quadratic.
  private static final class Crowd<C> {
    private final IdentityHashMap<Node<C>, Entry<C>> index = new IdentityHashMap<>();
    private Entry<C> last;

    Crowd(Entry<C> head) {
      last = head;
      for (var entry = head; entry != null; entry = entry.next) {
        index.put(entry.node, entry);
        last = entry;
      }
    }

    Entry<C> entry(Node<C> node, Waiting<C> waiting) {
      var known = index.get(node);
      if (known != null) return known;
      var entry = waiting.unused(node);
      index.put(node, entry);
      last.next = entry;
      last = entry;
      return entry;
    }
  }
}
