package dev.cotangent.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrawingTest {
  private final Node<Long> x = Node.leaf("x", "(3, 3)");
  private final Node<Long> w = Node.leaf("w", "(3, 3)");
  private final Node<Long> times = Node.of(Steps.step("times", "(3, 3)", 1, _ -> {}), x, w);
  private final Node<Long> qr = Node.of(Steps.step("qr", "(3, 3), (3, 3)", 2, _ -> {}), times);
  private final Node<Long> plus =
      Node.of(Steps.step("plus", "(3, 3)", 1, _ -> {}), qr.output(1), qr.output(1), x);
  private final Tape<Long> tape = Tape.of(plus, Long::sum);

  @Test
  void lines() {
    assertEquals(
        """
        %0 = x  (3, 3)
        %1 = w  (3, 3)
        %2 = times(%0, %1)  (3, 3)
        %3 = qr(%2)  (3, 3), (3, 3)
        %4 = plus(%3#1, %3#1, %0)  (3, 3)\
        """,
        tape.toString());
  }

  @Test
  void theOutputIsNamedWhenItIsOneOfSeveralResults() {
    assertTrue(
        Tape.of(qr.output(0), Long::sum)
            .toString()
            .endsWith(
                """
                %3 = qr(%2)  (3, 3), (3, 3)
                -> %3#0\
                """));
  }

  @Test
  void mermaid() {
    assertEquals(
        """
        flowchart TD
          n0(["x<br/>(3, 3)"])
          n1(["w<br/>(3, 3)"])
          n2["times<br/>(3, 3)"]
          n0 --> n2
          n1 --> n2
          n3["qr<br/>(3, 3), (3, 3)"]
          n2 --> n3
          n4["plus<br/>(3, 3)"]
          n3 -->|1| n4
          n3 -->|1| n4
          n0 --> n4
        """,
        tape.toMermaid());
  }

  @Test
  void dot() {
    assertEquals(
        """
        digraph tape {
          node [shape=box];
          n0 [label="x\\n(3, 3)", shape=ellipse];
          n1 [label="w\\n(3, 3)", shape=ellipse];
          n2 [label="times\\n(3, 3)"];
          n0 -> n2;
          n1 -> n2;
          n3 [label="qr\\n(3, 3), (3, 3)"];
          n2 -> n3;
          n4 [label="plus\\n(3, 3)"];
          n3 -> n4 [label="1"];
          n3 -> n4 [label="1"];
          n0 -> n4;
        }
        """,
        tape.toDot());
  }

  @Test
  void labelsAreEscaped() {
    var odd = Tape.of(Node.<Long>leaf("a\"b\\c\r\nd", "<#&`>"), Long::sum);
    assertEquals("%0 = a\"b\\c d  <#&`>", odd.toString());
    assertEquals(
        """
        flowchart TD
          n0(["a#quot;b\\c<br/>d<br/>#lt;#35;#amp;#96;#gt;"])
        """,
        odd.toMermaid());
    assertEquals(
        """
        digraph tape {
          node [shape=box];
          n0 [label="a\\"b\\\\c\\nd\\n<#&`>", shape=ellipse];
        }
        """,
        odd.toDot());
  }

  @Test
  void anEmptyShapeLeavesNoTrace() {
    var scalar = Tape.of(Node.<Long>leaf("x", ""), Long::sum);
    assertEquals("%0 = x", scalar.toString());
    assertEquals("flowchart TD\n  n0([\"x\"])\n", scalar.toMermaid());
  }

  @Test
  void anEmptyTape() {
    var empty = Tape.<Long>empty(Long::sum);
    assertEquals("(empty tape)", empty.toString());
    assertEquals("flowchart TD\n", empty.toMermaid());
    assertEquals("digraph tape {\n  node [shape=box];\n}\n", empty.toDot());
  }

  @Test
  void ofALongTapeTheEndsAreShown() {
    assertEquals(200, chain(199).toString().lines().count());
    var lines = chain(1_000).toString().lines().toList();
    assertEquals(201, lines.size());
    assertEquals("%0 = x  (3, 3)", lines.getFirst());
    assertEquals("%99 = copy(%98)", lines.get(99));
    assertEquals("... 801 nodes left out ...", lines.get(100));
    assertEquals("%901 = copy(%900)", lines.get(101));
    assertEquals("%1000 = copy(%999)", lines.getLast());
    assertEquals(1 + 1_001 + 1_000, chain(1_000).toMermaid().lines().count());
  }

  private Tape<Long> chain(int steps) {
    var top = x;
    for (int i = 0; i < steps; i++) top = Steps.copyTo(List.of(top));
    return Tape.of(top, Long::sum);
  }
}
