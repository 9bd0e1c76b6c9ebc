package dev.cotangent.tape;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// What a pullback is: the sum over all paths.
class PathsTest {
  @Provide
  Arbitrary<Graph> graphs() {
    return Graph.any();
  }

  @Property
  void everyPathArrivesOnce(@ForAll("graphs") Graph graph) {
    var expected = new HashMap<Edge<List<String>>, List<String>>(graph.paths());
    expected.keySet().removeIf(edge -> !edge.node().isLeaf());
    assertEquals(sorted(expected), sorted(graph.tape().pullback(List.of(""))));
  }

  @Property
  void theVisitorSeesEveryCompleteCotangentOnce(@ForAll("graphs") Graph graph) {
    var seen = new HashMap<Edge<List<String>>, List<String>>();
    graph
        .tape()
        .pullback(List.of(""), (edge, paths) -> assertNull(seen.put(edge, paths), "seen twice"));
    assertEquals(sorted(graph.paths()), sorted(seen));
  }

  @Property
  void nodesAreCompleteAndParentsComeFirst(@ForAll("graphs") Graph graph) {
    var nodes = graph.tape().nodes();
    var earlier = new HashSet<Node<List<String>>>();
    for (var node : nodes) {
      assertTrue(earlier.containsAll(node.parents().asJava()), "a parent comes later");
      assertTrue(earlier.add(node), "listed twice");
      assertTrue(node.parents().forAll(parent -> parent.height() < node.height()));
    }
    assertEquals(graph.reachable(), earlier);
    assertEquals(nodes.filter(node -> node.parents().isEmpty()), graph.tape().leaves());
  }

  /// Wide layers, where lists of waiting nodes are indexed, against a count from the other end.
  @Property(tries = 100)
  void pathsThroughWideLayersAreCounted(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 20) int depth,
      @ForAll long randomness) {
    var random = new Random(randomness);
    var leaves = new Counting[width];
    Arrays.setAll(leaves, i -> Counting.leaf(width, i));
    var layer = leaves;
    for (int i = 0; i < depth; i++) {
      var below = layer;
      layer = new Counting[width];
      Arrays.setAll(
          layer, _ -> Counting.on(pick(below, random), pick(below, random), pick(leaves, random)));
    }
    var top = Counting.on(layer);
    var arrived = Tape.of(top.node, Long::sum).pullback(1L);
    for (int i = 0; i < width; i++) {
      assertEquals(top.paths[i], arrived.getOrDefault(leaves[i].node.node(), 0L));
    }
  }

  private static Counting pick(Counting[] layer, Random random) {
    return layer[random.nextInt(layer.length)];
  }

  /// A node and the number of paths from it to each leaf, counted upwards as the graph is built.
  private record Counting(Edge<Long> node, long[] paths) {
    static Counting leaf(int leaves, int index) {
      var paths = new long[leaves];
      paths[index] = 1;
      return new Counting(Node.leaf("x" + index, ""), paths);
    }

    static Counting on(Counting... below) {
      var paths = new long[below[0].paths.length];
      for (var part : below) Arrays.setAll(paths, i -> paths[i] + part.paths[i]);
      return new Counting(Steps.copyTo(Arrays.stream(below).map(Counting::node).toList()), paths);
    }
  }

  /// Which paths, and how often; their order is another property's business.
  private static <E extends Edge<List<String>>> Map<Edge<List<String>>, List<String>> sorted(
      Map<E, List<String>> paths) {
    return paths.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().stream().sorted().toList()));
  }
}
