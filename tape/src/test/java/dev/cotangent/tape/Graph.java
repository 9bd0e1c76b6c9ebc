package dev.cotangent.tape;

import io.vavr.collection.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// A random graph whose cotangents are lists of paths. Lists under concatenation are the free
/// monoid: a pullback that is right for them is right for any addition, and shows its order too.
record Graph(List<Edge<List<String>>> edges, Edge<List<String>> output) {
  /// How to make one step; numbers are taken modulo what is possible.
  record Plan(List<Integer> parents, int results, int wires, boolean apart) {}

  static Arbitrary<Graph> any() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            plan().list().ofMaxSize(9),
            Arbitraries.integers().between(0, 3))
        .as(Graph::of)
        .withoutEdgeCases();
  }

  static Arbitrary<Plan> plan() {
    // All results wired to all parents, or some left out as symbolic zeros.
    var wires =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(0x1ff)),
            Tuple.of(2, Arbitraries.integers().between(0, 0x1ff)));
    return Combinators.combine(
            Arbitraries.integers().between(0, 9).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.integers().between(1, 3),
            wires,
            Arbitraries.of(true, false))
        .as(Plan::new)
        .withoutEdgeCases();
  }

  /// Parents and output are counted back from the newest edge, which makes graphs deep rather than
  /// flat and leaves a few nodes that the output does not depend on.
  static Graph of(int leaves, List<Plan> plans, int output) {
    var edges = new ArrayList<Edge<List<String>>>();
    for (int i = 0; i < leaves; i++) edges.add(Node.leaf("x" + i, ""));
    for (var plan : plans) {
      @SuppressWarnings({"unchecked", "rawtypes"})
      Edge<List<String>>[] parents =
          plan.parents().stream().map(back -> newest(edges, back)).toArray(Edge[]::new);
      var name = "n" + edges.size();
      var node =
          Node.of(
              new Paths(name, plan.results(), parents.length, plan.wires(), plan.apart()), parents);
      for (int result = 0; result < plan.results(); result++) edges.add(node.output(result));
    }
    return new Graph(edges, newest(edges, output));
  }

  private static <T> T newest(List<T> list, int back) {
    return list.get(list.size() - 1 - back % list.size());
  }

  Tape<List<String>> tape() {
    return Tape.of(output, Graph::concat);
  }

  static List<String> concat(List<String> before, List<String> more) {
    return Array.ofAll(before).appendAll(more).asJava();
  }

  /// Every path from the output to every edge, one by one, by recursion.
  Map<Edge<List<String>>, List<String>> paths() {
    var found = new HashMap<Edge<List<String>>, List<String>>();
    follow(output, "", found);
    return found;
  }

  private static void follow(
      Edge<List<String>> edge, String path, Map<Edge<List<String>>, List<String>> found) {
    found.computeIfAbsent(edge, _ -> new ArrayList<>()).add(path);
    if (!(edge.node().step() instanceof Paths step)) return;
    for (int parent = 0; parent < step.parents(); parent++) {
      if (!step.wired(edge.result(), parent)) continue;
      follow(edge.node().edges().get(parent), path + step.name(edge.result(), parent), found);
    }
  }

  /// All nodes below the output, wired or not.
  Set<Node<List<String>>> reachable() {
    var nodes = new LinkedHashSet<Node<List<String>>>();
    reach(output.node(), nodes);
    return nodes;
  }

  private static void reach(Node<List<String>> node, Set<Node<List<String>>> nodes) {
    nodes.add(node);
    node.parents().forEach(parent -> reach(parent, nodes));
  }

  /// Extends every path that arrives by the name of the edge it leaves through. `apart` sends each
  /// result's paths on their own, so that one parent is sent to several times.
  record Paths(String op, int results, int parents, int wires, boolean apart)
      implements Step<List<String>> {
    @Override
    public String shape() {
      return "";
    }

    boolean wired(int result, int parent) {
      return (wires >> (result * 3 + parent) & 1) == 1;
    }

    String name(int result, int parent) {
      return "/%s#%d-%d".formatted(op, result, parent);
    }

    @Override
    public void pull(Arrival<List<String>> arrival) {
      for (int parent = 0; parent < parents; parent++) {
        var all = new ArrayList<String>();
        for (int result = 0; result < results; result++) {
          var paths = arrival.cotangent(result);
          if (paths == null || !wired(result, parent)) continue;
          var name = name(result, parent);
          var extended = paths.stream().map(path -> path + name).toList();
          if (apart) arrival.send(parent, extended);
          else all.addAll(extended);
        }
        if (!all.isEmpty()) arrival.send(parent, all);
      }
    }
  }
}
