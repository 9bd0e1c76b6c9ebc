package dev.cotangent.kernels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Deferred expressions of equal dimensions, about to be computed together: their graph, and the
/// arrays at its leaves.
final class Computation {
  /// Instructions and arrays read, from which on a result that is awaited elsewhere too gets an
  /// array of its own: computing it again, from what has arrays, would cost more than reading it.
  private static final int EXPENSIVE = 12;

  /// The same, of arrays that do not fit into a cache.
  private static final int EXPENSIVE_IN_MEMORY = 60;

  /// What may be computed once for a part of it, and perhaps again: a handful of functions.
  private static final int CHEAP = 30;

  /// Elements side by side, below which a copy of the whole is faster than going to and fro.
  private static final int LONG_RUN = 64;

  private static final int CACHED = 1 << 20; // bytes

  /// How much longer an instruction takes in functions that have no vector form among others that
  /// have one.
  private static final int SCALAR = 16;

  /// What reading an array costs, in instructions.
  private static final int READ = 1;

  private final int[] dims;
  private final List<Deferred> nodes = new ArrayList<>();
  private final List<Definition> functions = new ArrayList<>();
  private final List<int[]> args = new ArrayList<>();
  private final List<Strided> leaves = new ArrayList<>();
  private final Map<Deferred, Integer> numbers = new HashMap<>(); // by identity: it has no other
  private final List<Integer> outputs = new ArrayList<>();

  Computation(List<Deferred> roots) {
    dims = roots.getFirst().dims();
    for (var root : roots) {
      int number = number(root);
      if (number >= 0) outputs.add(number);
    }
  }

  /// The number of an operand: of its function, or `~k` for leaf number k. Recursion is as deep as
  /// expressions are, which is bounded.
  private int number(Operand operand) {
    if (!(operand instanceof Deferred deferred)) return leaf(operand.strided());
    var known = numbers.get(deferred);
    if (known != null) return known;
    var recipe = deferred.recipe();
    if (recipe == null) return leaf(deferred.strided());
    var operands = new int[recipe.operands().length];
    for (int k = 0; k < operands.length; k++) operands[k] = number(recipe.operands()[k]);
    int number = nodes.size();
    nodes.add(deferred);
    functions.add(recipe.function());
    args.add(operands);
    numbers.put(deferred, number);
    return number;
  }

  private int leaf(Strided x) {
    for (int k = 0; k < leaves.size(); k++) if (leaves.get(k).isSameAs(x)) return ~k;
    leaves.add(x);
    return ~(leaves.size() - 1);
  }

  /// Whether everything is known already.
  boolean isEmpty() {
    return outputs.isEmpty();
  }

  /// What others wait for as well, and is too expensive to be computed again for them.
  List<Deferred> shared() {
    var uses = new int[nodes.size()];
    for (var operands : args) for (int arg : operands) if (arg >= 0) uses[arg]++;
    var shared = new ArrayList<Deferred>();
    var costs = new int[nodes.size()]; // of computing it again
    for (int k = 0; k < costs.length; k++) {
      costs[k] = cost(k);
      for (int arg : args.get(k)) costs[k] += arg < 0 ? READ : costs[arg];
      boolean output = outputs.contains(k);
      if (output || nodes.get(k).isAwaitedBeyond(uses[k]) && isExpensive(costs[k], nodes.get(k))) {
        if (!output) shared.add(nodes.get(k));
        costs[k] = READ;
      }
    }
    return shared;
  }

  private static boolean isExpensive(int cost, Deferred result) {
    boolean cached = (long) result.size() * result.element().bytes() <= CACHED;
    return cost >= (cached ? EXPENSIVE : EXPENSIVE_IN_MEMORY);
  }

  /// Of the function alone.
  private int cost(int node) {
    var operands = args.get(node);
    var elements = new Element[operands.length];
    for (int k = 0; k < elements.length; k++) {
      int arg = operands[k];
      elements[k] = arg < 0 ? leaves.get(~arg).element() : nodes.get(arg).element();
    }
    var function = functions.get(node);
    boolean slow =
        VectorSupport.isPresent() && !(function.kernel(elements) instanceof VectorKernel);
    return function.cost(elements) * (slow ? SCALAR : 1);
  }

  /// Whether computing the only root twice costs less than an array for its elements.
  boolean isCheap() {
    int cost = READ * leaves.size();
    for (int k = 0; k < nodes.size(); k++) cost += cost(k);
    return cost <= CHEAP;
  }

  /// Computes the roots, and with them what is shared.
  void run() {
    run(MemoryOrder.of(leaves), null);
  }

  /// Computes the only root to a part of an array, of which nobody may know anything yet; or does
  /// nothing, and returns false, if that would not be the fastest way there.
  boolean run(Strided target) {
    if (outputs.isEmpty()) return false;
    var order = MemoryOrder.of(leaves);
    if (!hasLongRuns(target.permute(order.axes()))) return false;
    run(order, target);
    return true;
  }

  private static boolean hasLongRuns(Strided x) {
    int last = x.rank() - 1;
    return x.isRowMajor() || x.stride(last) == 1 && x.dim(last) >= LONG_RUN;
  }

  private void run(MemoryOrder order, @Nullable Strided first) {
    if (outputs.isEmpty()) return;
    for (var deferred : shared()) {
      Integer number = numbers.get(deferred);
      if (number != null && !outputs.contains(number)) outputs.add(number);
    }
    var results = new Strided[outputs.size()];
    for (int k = 0; k < results.length; k++) {
      results[k] =
          k == 0 && first != null
              ? first.permute(order.axes())
              : Strided.allocate(nodes.get(outputs.get(k)).element(), order.apply(dims));
    }
    evaluation().permute(order.axes()).into(results);
    for (int k = 0; k < results.length; k++) {
      nodes.get(outputs.get(k)).become(results[k].permute(order.inverse()));
    }
    served();
  }

  /// The roots as a function of any part of their dimensions.
  Evaluation evaluation() {
    var elements = new Element[leaves.size()];
    for (int k = 0; k < elements.length; k++) elements[k] = leaves.get(k).element();
    var results = new int[outputs.size()];
    for (int k = 0; k < results.length; k++) results[k] = outputs.get(k);
    var graph =
        new Graph(
            functions.toArray(new Definition[0]), args.toArray(new int[0][]), elements, results);
    return new Evaluation(Fusion.of(graph), leaves.toArray(new Strided[0]));
  }

  /// Tells the operands that the expressions here wait for them no longer.
  void served() {
    for (var operands : args) for (int arg : operands) if (arg >= 0) nodes.get(arg).served();
  }
}
