package dev.cotangent.tape;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TapeTest {
  private final Node<Long> x = Node.leaf("x", "(2)");
  private final Node<Long> y = Node.leaf("y", "(3)");

  @Test
  void nodesTellWhatTheyAre() {
    var qr = Node.of(Steps.<Long>step("qr", "(2, 2), (2, 3)", 2, _ -> {}), x, y, x);
    assertEquals(List.of(x, y, x), qr.parents().asJava());
    assertEquals(List.of(x, y, x), qr.edges().asJava());
    assertEquals(2, qr.results());
    assertEquals(1, qr.height());
    assertFalse(qr.isLeaf());
    assertTrue(qr.savesValues());
    assertEquals("qr (2, 2), (2, 3)", qr.toString());
    assertEquals("qr#1 (2, 2), (2, 3)", qr.output(1).toString());

    assertTrue(x.isLeaf());
    assertFalse(x.savesValues());
    assertEquals(0, x.height());
    assertTrue(x.parents().isEmpty());
    assertNotEquals(x, Node.leaf("x", "(2)"));
  }

  @Test
  void edgesAreEqualWhenTheyAreTheSameResult() {
    var qr = Node.of(Steps.<Long>step("qr", "", 2, _ -> {}), x);
    assertNotSame(qr.output(1), qr.output(1));
    assertEquals(qr.output(1), qr.output(1));
    assertNotEquals(qr.output(0), qr.output(1));
    assertSame(qr, qr.output(1).node());
    assertEquals(1, qr.output(1).result());
    assertSame(x, x.output(0));
    assertSame(x, x.node());
    assertEquals(0, x.result());
  }

  @Test
  void everyNodeIsPulledOnceHoweverOftenItIsSentTo() {
    var pulls = new AtomicInteger();
    Step<Long> counting =
        Steps.step(
            "counting",
            arrival -> {
              pulls.incrementAndGet();
              arrival.send(0, arrival.cotangent());
              arrival.send(0, arrival.cotangent());
              arrival.send(1, arrival.cotangent());
            });
    var top = x;
    for (int i = 0; i < 50; i++) top = Node.of(counting, top, top);
    assertEquals(Map.of(x, -1L), Tape.of(top, (before, part) -> -1L).pullback(1L));
    assertEquals(50, pulls.get());
  }

  @Test
  void eachCotangentMayBeReplacedOnItsWay() {
    var middle = Steps.copyTo(List.of(x));
    var top = Steps.copyTo(List.of(middle));
    var arrived =
        Tape.of(top, Long::sum)
            .pullbackThrough(1L, (edge, ct) -> edge == middle ? ct * 10 : ct + 1);
    assertEquals(Map.of(x, 21L), arrived);
  }

  @Test
  void whatBecomesNullGoesNoFurther() {
    var never = Node.of(Steps.<Long>step("never", _ -> fail("pulled")), x);
    var top = Steps.copyTo(List.of(never, y));
    assertEquals(
        Map.of(y, 1L),
        Tape.of(top, Long::sum).pullbackThrough(1L, (edge, ct) -> edge == never ? null : ct));
  }

  @Test
  void oneOfSeveralResultsBecomesNull() {
    var qr =
        Node.of(
            Steps.<Long>step(
                "qr",
                "",
                2,
                arrival -> {
                  assertNull(arrival.cotangent(0));
                  arrival.send(0, requireNonNull(arrival.cotangent(1)));
                }),
            x);
    var top = Steps.copyTo(List.of(qr.output(0), qr.output(1)));
    var tape = Tape.of(top, Long::sum);
    assertEquals(
        Map.of(x, 1L),
        tape.pullbackThrough(1L, (edge, ct) -> edge.equals(qr.output(0)) ? null : ct));
    assertEquals(Map.of(), tape.pullbackThrough(1L, (edge, ct) -> edge.node() == qr ? null : ct));
  }

  @Test
  void savedParentsAreTold() {
    var qr = Node.of(Steps.<Long>step("qr", "", 2, _ -> {}), x, y);
    assertTrue(qr.saves(1));
    var e = assertThrows(IllegalArgumentException.class, () -> qr.saves(2));
    assertEquals("qr: parent 2, but it has 0 to 1", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> x.saves(0));
  }

  @Test
  void partsAreAddedInTheOrderInWhichTheyAreSent() {
    var leaf = Node.<String>leaf("x", "");
    Step<String> step =
        Steps.step(
            "step",
            arrival -> {
              arrival.send(1, arrival.cotangent() + "a");
              arrival.send(0, arrival.cotangent() + "b");
              arrival.send(1, arrival.cotangent() + "c");
            });
    var top = Node.of(step, leaf, Node.of(step, leaf, leaf));
    assertEquals(Map.of(leaf, "-b-a-ca-a-cb-a-cc"), Tape.of(top, String::concat).pullback("-"));
  }

  @Test
  void whatIsNotReachedIsNotComputed() {
    var forbidden = Node.of(Steps.<Long>step("forbidden", _ -> fail("was pulled")), x);
    var half = Node.of(Steps.<Long>step("half", a -> a.send(1, a.cotangent())), forbidden, y);
    var tape = Tape.of(half, Long::sum);
    assertEquals(Map.of(y, 1L), tape.pullback(1L));
    assertEquals(List.of(x, forbidden, y, half), tape.nodes().asJava());
    assertEquals(List.of(x, y), tape.leaves().asJava());
  }

  @Test
  void aNodeWithSeveralResultsIsPulledOnceWhenAllHaveArrived() {
    var log = new ArrayList<String>();
    Step<Long> split =
        Steps.step(
            "split",
            "",
            3,
            arrival -> {
              log.add("pull");
              assertNull(arrival.cotangent(1));
              arrival.send(0, reached(arrival, 0) * 10 + reached(arrival, 2));
            });
    var node = Node.of(split, x);
    var low = Steps.copyTo(List.of(node.output(2)));
    var high = Steps.copyTo(List.of(low, node.output(0), node.output(2)));
    var arrived = Tape.of(high, Long::sum).pullback(1L, (edge, part) -> log.add(edge + " " + part));
    assertEquals(Map.of(x, 12L), arrived);
    assertEquals(List.of("copy 1", "copy 1", "split#0 1", "split#2 2", "pull", "x (2) 12"), log);
  }

  @Test
  void oneOfSeveralResultsCanBeTheOutput() {
    var node = Node.of(Steps.<Long>step("split", "", 2, a -> a.send(0, reached(a, 1) * 7)), x);
    assertEquals(Map.of(x, 14L), Tape.of(node.output(1), Long::sum).pullback(2L));
  }

  @Test
  void theOutputMayBeALeaf() {
    var tape = Tape.of(x, Long::sum);
    assertEquals(Map.of(x, 3L), tape.pullback(3L));
    assertEquals(List.of(x), tape.nodes().asJava());
  }

  @Test
  void anEmptyTapeReachesNothing() {
    var tape = Tape.<Long>empty(Long::sum);
    assertEquals(Map.of(), tape.pullback(1L));
    assertEquals(Map.of(), tape.pullback(1L, (_, _) -> fail("saw a node")));
    assertTrue(tape.nodes().isEmpty());
    assertTrue(tape.leaves().isEmpty());
  }

  @Test
  void aPullbackMayRunInsideAnother() {
    var inner = Tape.of(Steps.copyTo(List.of(y, y)), Long::sum);
    Step<Long> nested =
        Steps.step("nested", a -> a.send(0, inner.pullback(a.cotangent()).getOrDefault(y, 0L)));
    assertEquals(Map.of(x, 10L), Tape.of(Node.of(nested, x), Long::sum).pullback(5L));
  }

  @Test
  void cotangentsAreDroppedAsSoonAsTheyArePulled() {
    var sent = new ArrayList<WeakReference<Object>>();
    Step<Object> step =
        Steps.step(
            "step",
            arrival -> {
              if (sent.size() > 1) assertTrue(collected(sent.get(sent.size() - 2)));
              var part = new Object();
              sent.add(new WeakReference<>(part));
              arrival.send(0, part);
            });
    var leaf = Node.<Object>leaf("x", "");
    var top = leaf;
    for (int i = 0; i < 5; i++) top = Node.of(step, top);
    var arrived = Tape.of(top, (a, _) -> a).pullback(new Object());
    assertSame(sent.getLast().get(), arrived.get(leaf));
  }

  private static long reached(Arrival<Long> arrival, int result) {
    return requireNonNull(arrival.cotangent(result));
  }

  private static boolean collected(WeakReference<Object> reference) {
    for (int i = 0; i < 20 && reference.get() != null; i++) System.gc();
    return reference.get() == null;
  }
}
