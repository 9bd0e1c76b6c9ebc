package dev.cotangent.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// A tape does not change. Lists are compared as they come, so the order of additions counts too.
class ReuseTest {
  @Provide
  Arbitrary<Graph> graphs() {
    return Graph.any();
  }

  @Property(tries = 50)
  void aThousandPullbacksAgree(@ForAll("graphs") Graph graph) {
    var tape = graph.tape();
    var first = ordered(tape);
    for (int i = 0; i < 1_000; i++) assertEquals(first, ordered(tape));
  }

  @Property(tries = 50)
  void eightThreadsAgree(@ForAll("graphs") Graph graph) throws Exception {
    var tape = graph.tape();
    var expected = Collections.nCopies(25, ordered(tape));
    var start = new CyclicBarrier(8);
    Callable<List<List<?>>> task =
        () -> {
          start.await();
          var answers = new ArrayList<List<?>>();
          for (int i = 0; i < 25; i++) answers.add(ordered(tape));
          return answers;
        };
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var answers : threads.invokeAll(Collections.nCopies(8, task))) {
        assertEquals(expected, answers.get());
      }
    }
  }

  @Property(tries = 200)
  void equalGraphsAddInTheSameOrder(
      @ForAll("plans") List<Graph.Plan> plans, @ForAll("plans") List<Graph.Plan> others) {
    var one = Graph.of(3, plans, 0).tape().pullback(List.of(""));
    Graph.of(2, others, 0).tape().pullback(List.of(""));
    var two = Graph.of(3, plans, 0).tape().pullback(List.of(""));
    assertEquals(List.copyOf(one.values()), List.copyOf(two.values()));
  }

  @Provide
  Arbitrary<List<Graph.Plan>> plans() {
    return Graph.plan().list().ofMaxSize(9);
  }

  @Property(tries = 200)
  void growingATapeLeavesItAsItWas(@ForAll("graphs") Graph graph) {
    var tape = graph.tape();
    var answer = ordered(tape);
    var drawings = List.of(tape.toString(), tape.toDot(), tape.toMermaid());
    var nodes = tape.nodes();

    var grown = Steps.copyTo(List.of(graph.output(), Steps.copyTo(graph.edges())));
    ordered(Tape.of(grown, Graph::concat));

    assertEquals(answer, ordered(tape));
    assertEquals(drawings, List.of(tape.toString(), tape.toDot(), tape.toMermaid()));
    assertEquals(nodes, tape.nodes());
  }

  @Property(tries = 50)
  void theAnswerCannotBeChanged(@ForAll("graphs") Graph graph) {
    var arrived = graph.tape().pullback(List.of(""));
    assertThrows(
        UnsupportedOperationException.class, () -> arrived.put(Node.leaf("x", ""), List.of()));
  }

  private static List<?> ordered(Tape<List<String>> tape) {
    return List.copyOf(tape.pullback(List.of("")).entrySet());
  }
}
