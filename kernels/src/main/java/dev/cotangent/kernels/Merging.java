package dev.cotangent.kernels;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Joins the functions of a graph into fewer, larger kernels, whose intermediate results stay in
/// registers: a function is computed within the only one that reads it, up to the size that the
/// just-in-time compiler copes with.
final class Merging {
  /// Instructions of a kernel: more of them live in too many registers, and compile too slowly.
  private static final int MOST_STEPS = 100;

  /// Around a function that has many instructions by itself there may be so many times as many:
  /// what it shares with others is then computed once.
  private static final double LARGER = 1.5;

  /// Every one is a register and an address.
  private static final int MOST_OPERANDS = 6;

  private final Graph graph;
  private final Map<Integer, Set<Integer>> groups = new LinkedHashMap<>(); // by the last function

  private Merging(Graph graph) {
    this.graph = graph;
  }

  static Schedule of(Graph graph) {
    return new Merging(graph).schedule();
  }

  private Schedule schedule() {
    var uses = graph.uses();
    for (int node = 0; node < graph.size(); node++) {
      var group = new LinkedHashSet<>(Set.of(node));
      for (int arg : graph.args(node)) {
        var part = groups.get(arg);
        if (part == null || uses[arg] > 1 || graph.isOutput(arg)) continue;
        var joined = new LinkedHashSet<>(part);
        joined.addAll(group);
        if (!fits(joined, node)) continue;
        group = joined;
        groups.remove(arg);
      }
      groups.put(node, group);
    }
    var calls = new ArrayList<Schedule.Call>();
    groups.forEach((node, group) -> calls.add(call(node, group)));
    return new Schedule(graph, calls);
  }

  private boolean fits(Set<Integer> group, int node) {
    if (operands(group).length > MOST_OPERANDS) return false;
    int largest = 0;
    for (int member : group) largest = Math.max(largest, program(Set.of(member), member).size());
    var program = program(group, node);
    return program.size() <= Math.max(MOST_STEPS, LARGER * largest)
        && VectorBody.main(program) != null;
  }

  private Program program(Set<Integer> group, int node) {
    var operands = operands(group);
    var elements = graph.operands(operands);
    var inputs = new Expr[elements.length];
    for (int k = 0; k < inputs.length; k++) inputs[k] = Expr.input(k, elements[k].type());
    return Program.of(expression(group, node, operands, inputs));
  }

  /// What a group reads from outside: leaves, and results of other groups.
  private int[] operands(Set<Integer> group) {
    return group.stream()
        .flatMapToInt(node -> Arrays.stream(graph.args(node)))
        .filter(arg -> !group.contains(arg))
        .distinct()
        .toArray();
  }

  private Schedule.Call call(int node, Set<Integer> group) {
    if (group.size() == 1) {
      return new Schedule.Call(graph.function(node), graph.args(node), node);
    }
    var operands = operands(group);
    var members = List.copyOf(group);
    var function =
        new Definition(
            "fused",
            operands.length,
            inputs -> expression(new LinkedHashSet<>(members), node, operands, inputs));
    return new Schedule.Call(function, operands, node);
  }

  private Expr expression(Set<Integer> group, int node, int[] operands, Expr... inputs) {
    var values = new LinkedHashMap<Integer, Expr>();
    for (int k = 0; k < operands.length; k++) values.put(operands[k], inputs[k]);
    for (int member : group.stream().sorted().toList()) {
      var args = new Expr[graph.args(member).length];
      for (int k = 0; k < args.length; k++) {
        args[k] = requireNonNull(values.get(graph.args(member)[k]));
      }
      values.put(member, graph.function(member).apply(args));
    }
    return requireNonNull(values.get(node));
  }
}
