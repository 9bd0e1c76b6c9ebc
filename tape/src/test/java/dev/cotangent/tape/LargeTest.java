package dev.cotangent.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Graphs on which recursion overflows, walking path by path is exponential, or looking for a node
/// among its peers is quadratic. Nothing is timed: such a mistake would not end.
class LargeTest {
  private static final int MILLION = 1_000_000;

  private final Node<Long> x = Node.leaf("x", "");

  @Test
  void aChainOfTenMillion() {
    Step<Long> step = Steps.step("next", arrival -> arrival.send(0, arrival.cotangent() + 1));
    var top = x;
    for (int i = 0; i < 10 * MILLION; i++) top = Node.of(step, top);
    assertEquals(10 * MILLION, top.height());
    var tape = Tape.of(top, Long::sum);
    assertEquals(Map.of(x, 10L * MILLION + 5), tape.pullback(5L));
    assertEquals(10 * MILLION + 1, tape.nodes().size());
  }

  @Test
  void aMillionLeavesOfOneNode() {
    var leaves = Stream.generate(() -> Node.<Long>leaf("x", "")).limit(MILLION).toList();
    var arrived = Tape.of(Steps.copyTo(leaves), Long::sum).pullback(3L);
    // In the order of the parents, although a crowd is found by hash.
    assertEquals(leaves, List.copyOf(arrived.keySet()));
    assertEquals(3L * MILLION, arrived.values().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void aMillionNodesOfOneHeight() {
    var same = IntStream.range(0, MILLION).mapToObj(_ -> Steps.copyTo(List.of(x))).toList();
    var twice = Stream.concat(same.stream(), same.stream()).toList();
    assertEquals(Map.of(x, 2L * MILLION), Tape.of(Steps.copyTo(twice), Long::sum).pullback(1L));
  }

  @Test
  void aNodeAboveEveryHeight() {
    var heights = new ArrayList<Node<Long>>(List.of(x));
    for (int i = 0; i < MILLION; i++) heights.add(Steps.copyTo(List.of(heights.getLast())));
    assertEquals(Map.of(x, MILLION + 1L), Tape.of(Steps.copyTo(heights), Long::sum).pullback(1L));
  }

  @Test
  void aLadderHasMorePathsThanCanBeWalked() {
    int rungs = 100_000;
    var top = x;
    for (int i = 0; i < rungs; i++) top = Steps.copyTo(List.of(top, top, top));
    // 3^n and not 2^n, which is 0 in 64 bits.
    var paths = BigInteger.valueOf(3).modPow(BigInteger.valueOf(rungs), BigInteger.TWO.pow(64));
    assertEquals(Map.of(x, paths.longValue()), Tape.of(top, Long::sum).pullback(1L));
  }

  @Test
  void aFibonacciLadder() {
    var below = x;
    var top = Steps.copyTo(List.of(x));
    long fewer = 1;
    long paths = 1;
    for (int i = 0; i < 100_000; i++) {
      var next = Steps.copyTo(List.of(top, below));
      below = top;
      top = next;
      var sum = paths + fewer;
      fewer = paths;
      paths = sum;
    }
    assertEquals(Map.of(x, paths), Tape.of(top, Long::sum).pullback(1L));
  }
}
