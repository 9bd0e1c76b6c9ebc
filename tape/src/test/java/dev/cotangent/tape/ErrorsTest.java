package dev.cotangent.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Mistakes are refused by the call that makes them, and the message names the operation.
class ErrorsTest {
  private final Node<Long> x = Node.leaf("x", "");
  private final Node<Long> times = Node.of(Steps.step("times", _ -> {}), x, x);
  private final Node<Long> qr = Node.of(Steps.step("qr", "", 2, _ -> {}), x);

  @Test
  void results() {
    refused("times: result 1, but it has only result 0", () -> times.output(1));
    refused("qr: result 2, but it has 0 to 1", () -> qr.output(2));
    refused("qr: result -1, but it has 0 to 1", () -> qr.output(-1));
    refused("qr: result 2, but it has 0 to 1", () -> new Node.Result<>(qr, 2));
    refused("times has a single result: use the node itself", () -> new Node.Result<>(times, 0));
  }

  @Test
  @SuppressWarnings("NullAway") // null is the mistake
  void nodes() {
    Step<Long> step = Steps.step("sin", _ -> {});
    refused("sin: a node without parents is a leaf; use Node.leaf", () -> Node.of(step));
    isNull("sin: parent 1 is null", () -> Node.of(step, x, null));
    Step<Long> none = Steps.step("none", "", 0, _ -> {});
    refused("none: 0 results, needs at least 1", () -> Node.of(none, x));
    isNull("leaf: op is null", () -> Node.leaf(null, ""));
    isNull("leaf: shape is null", () -> Node.leaf("x", null));
  }

  @Test
  @SuppressWarnings("NullAway")
  void tapes() {
    isNull("output is null", () -> Tape.of(null, Long::sum));
    isNull("plus is null", () -> Tape.of(x, null));
    isNull("plus is null", () -> Tape.empty(null));
    isNull("pullback of times: the seed is null", () -> Tape.of(times, Long::sum).pullback(null));
    isNull("pullback of qr#1: the seed is null", () -> pullback(qr.output(1), null));
    isNull(
        "pullback of an empty tape: the seed is null", () -> Tape.empty(Long::sum).pullback(null));
    isNull("visitor is null", () -> Tape.of(times, Long::sum).pullback(1L, null));
    var twice = Steps.copyTo(List.of(x, x));
    isNull("x: plus returned null", () -> Tape.of(twice, (_, _) -> null).pullback(1L));
  }

  @Test
  @SuppressWarnings("NullAway")
  void pulling() {
    refused("mul: sent to parent 2, but it has 0 to 1", () -> pull("mul", a -> a.send(2, 1L)));
    refused("mul: sent to parent -1, but it has 0 to 1", () -> pull("mul", a -> a.send(-1, 1L)));
    isNull(
        "mul: sent null to parent 1; send nothing for a symbolic zero",
        () -> pull("mul", a -> a.send(1, null)));
    refused("mul: result 1, but it has only result 0", () -> pull("mul", a -> a.cotangent(1)));
    var one = Node.of(Steps.<Long>step("sin", a -> a.send(1, 1L)), x);
    refused("sin: sent to parent 1, but it has only parent 0", () -> pullback(one, 1L));
    var which = Node.of(Steps.<Long>step("qr", "", 2, Arrival::cotangent), x);
    refused("qr has 2 results: say which, cotangent(result)", () -> pullback(which.output(0), 1L));
    var range = Node.of(Steps.<Long>step("qr", "", 2, a -> a.cotangent(2)), x);
    refused("qr: result 2, but it has 0 to 1", () -> pullback(range.output(0), 1L));
  }

  @Test
  void anArrivalIsOverAfterThePullback() {
    var kept = new ArrayList<Arrival<Long>>();
    pull("mul", kept::add);
    var error = assertThrows(IllegalStateException.class, () -> kept.getFirst().send(0, 1L));
    assertEquals("the pullback is over: an Arrival is valid only during pull", error.getMessage());
  }

  @Test
  void aPullbackThatThrowsLeavesTheTapeUsable() {
    var broken = new AtomicBoolean(true);
    Step<Long> moody =
        Steps.step(
            "moody",
            arrival -> {
              arrival.send(0, arrival.cotangent());
              if (broken.get()) throw new ArithmeticException("not today");
            });
    var tape = Tape.of(Node.of(moody, Node.of(moody, x)), Long::sum);
    assertThrows(ArithmeticException.class, () -> tape.pullback(1L));
    broken.set(false);
    assertEquals(Map.of(x, 1L), tape.pullback(1L));
  }

  private void pull(String op, Consumer<Arrival<Long>> pull) {
    pullback(Node.of(Steps.step(op, pull), x, x), 1L);
  }

  private static void pullback(Edge<Long> output, Long seed) {
    Tape.of(output, Long::sum).pullback(seed);
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  private static void isNull(String message, Executable call) {
    assertEquals(message, assertThrows(NullPointerException.class, call).getMessage());
  }
}
