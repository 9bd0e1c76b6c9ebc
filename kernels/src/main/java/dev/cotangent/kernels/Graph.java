package dev.cotangent.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The structure of pointwise expressions that are computed together: functions in an order in
/// which they can be evaluated, each applied to leaves and to earlier results. Which arrays the
/// leaves are is not part of it, so that equal structures share their kernels.
final class Graph {
  private final Definition[] functions;
  private final int[][] args; // of each function: an earlier function, or ~k for leaf number k
  private final Element[] leaves;
  private final int[] outputs;
  private final int hash;
  private Element @Nullable []
      results; // found when first asked for: most graphs are only looked up

  Graph(Definition[] functions, int[][] args, Element[] leaves, int[] outputs) {
    this.functions = functions;
    this.args = args;
    this.leaves = leaves;
    this.outputs = outputs;
    int hash = Arrays.hashCode(functions);
    for (var operands : args) hash = 31 * hash + Arrays.hashCode(operands);
    this.hash = 31 * (31 * hash + Arrays.hashCode(leaves)) + Arrays.hashCode(outputs);
  }

  int size() {
    return functions.length;
  }

  int leafCount() {
    return leaves.length;
  }

  Definition function(int node) {
    return functions[node];
  }

  int[] args(int node) {
    return args[node];
  }

  int[] outputs() {
    return outputs;
  }

  boolean isOutput(int node) {
    for (int output : outputs) if (output == node) return true;
    return false;
  }

  /// The element of a leaf (`~k`) or of a function's result.
  Element element(int arg) {
    return arg < 0 ? leaves[~arg] : results()[arg];
  }

  /// One function after the other, because there may be very many paths through them.
  private Element[] results() {
    var known = results; // racy: all threads would find the same
    if (known != null) return known;
    var found = new Element[size()];
    for (int node = 0; node < found.length; node++) {
      var operands = new Element[args[node].length];
      for (int k = 0; k < operands.length; k++) {
        int arg = args[node][k];
        operands[k] = arg < 0 ? leaves[~arg] : found[arg];
      }
      found[node] = functions[node].result(operands);
    }
    results = found;
    return found;
  }

  Element[] operands(int... args) {
    var operands = new Element[args.length];
    for (int k = 0; k < args.length; k++) operands[k] = element(args[k]);
    return operands;
  }

  /// How often each result is an operand of another function.
  int[] uses() {
    var uses = new int[size()];
    for (var operands : args) for (int arg : operands) if (arg >= 0) uses[arg]++;
    return uses;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Graph graph
        && hash == graph.hash
        && Arrays.equals(functions, graph.functions)
        && Arrays.deepEquals(args, graph.args)
        && Arrays.equals(leaves, graph.leaves)
        && Arrays.equals(outputs, graph.outputs);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
