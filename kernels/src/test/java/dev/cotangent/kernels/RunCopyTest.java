package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs of every length, by vectors and one by one, beside loops over single elements.
class RunCopyTest {
  private static final int ROOM = 4000;

  /// One way to copy runs of one length.
  private record Way(RunCopy copy, int length) {}

  private static List<Way> ways(Element element) {
    var ways = new ArrayList<Way>();
    for (int length : new int[] {0, 1, 2, 7, 8, 9, 31, 64, 129}) {
      ways.add(new Way(RunCopies.of(element, length, 0), length));
    }
    if (!element.isFloating() || !VectorSupport.isPresent()) return ways;
    for (int bits = 128; bits <= VectorSupport.bits(); bits *= 2) {
      int lanes = GemmTile.Form.lanes(element, bits);
      for (int count = 1; count <= 8; count++) {
        var copy = RunCopyCompiler.compile(element, bits, count);
        ways.add(new Way(copy, count * lanes));
        if (count == 1) continue; // a run has as many elements as a vector at least
        ways.add(new Way(copy, (count - 1) * lanes + 1));
        ways.add(new Way(copy, count * lanes - 1));
      }
    }
    return ways;
  }

  private static Strided numbers(Element element, int first) {
    var x = Strided.allocate(element, ROOM);
    for (int k = 0; k < ROOM; k++) {
      element.set(x.array(), k, element == Element.BOOL ? (k + first) % 3 % 2 : first + k);
    }
    return x;
  }

  /// Also backwards, and rows that are read again and again.
  @ParameterizedTest
  @EnumSource
  void runsLieEvenly(Element element) {
    var from = numbers(element, 1);
    for (var way : ways(element)) {
      int n = way.length;
      int[][] steps = {{3 * n + 2, n + 1}, {-3 * n - 1, n}, {n, 0}, {0, -n}};
      for (var step : steps) {
        var expected = numbers(element, 10_000);
        var actual = numbers(element, 10_000);
        int fromAt = 1500;
        int toAt = 2100;
        int outer = 2;
        int inner = 3;
        int toOuter = -4 * n - 3;
        int toInner = n + 1;
        for (int o = 0; o < outer; o++) {
          for (int i = 0; i < inner; i++) {
            int source = fromAt + o * step[0] + i * step[1];
            move(n, from, source, expected, toAt + o * toOuter + i * toInner);
          }
        }
        way.copy.run(
            n,
            outer,
            inner,
            from.array(),
            fromAt,
            step[0],
            step[1],
            actual.array(),
            toAt,
            toOuter,
            toInner);
        assertEquals(Model.of(expected), Model.of(actual), () -> element + " runs of " + n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsAreTakenAtIndices(Element element) {
    var from = numbers(element, 1);
    int[] indices = {-1, 4, -1, 0, -1, 4, -1, 2};
    for (var way : ways(element)) {
      int n = way.length;
      var expected = numbers(element, 10_000);
      var actual = numbers(element, 10_000);
      for (int i = 0; i < 4; i++) {
        int source = 5 + i * 2 + indices[1 + 2 * i] * (n + 3);
        move(n, from, source, expected, 1200 - i * (n + 1));
      }
      way.copy.take(n, 4, indices, 1, 2, n + 3, from.array(), 5, 2, actual.array(), 1200, -n - 1);
      assertEquals(Model.of(expected), Model.of(actual), () -> element + " runs of " + n);
    }
  }

  private static void move(int length, Strided from, int at, Strided to, int toAt) {
    var element = from.element();
    for (int k = 0; k < length; k++) {
      element.set(to.array(), toAt + k, element.get(from.array(), at + k));
    }
  }

  @Test
  void bitsAreKept() {
    var random = new Random(1);
    var floats = new float[64];
    var doubles = new double[64];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = Float.intBitsToFloat(0x7f80_0001 + random.nextInt(0x3f_ffff)); // signalling NaN
      doubles[k] = Double.longBitsToDouble(0x7ff0_0000_0000_0001L + random.nextInt(1 << 30));
    }
    for (var way : ways(Element.F32)) {
      if (way.length > floats.length) continue;
      var to = new float[floats.length];
      way.copy.run(way.length, 1, 1, floats, 0, 0, 0, to, 0, 0, 0);
      for (int k = 0; k < way.length; k++) {
        assertEquals(Float.floatToRawIntBits(floats[k]), Float.floatToRawIntBits(to[k]));
      }
    }
    for (var way : ways(Element.F64)) {
      if (way.length > doubles.length) continue;
      var to = new double[doubles.length];
      way.copy.run(way.length, 1, 1, doubles, 0, 0, 0, to, 0, 0, 0);
      for (int k = 0; k < way.length; k++) {
        assertEquals(Double.doubleToRawLongBits(doubles[k]), Double.doubleToRawLongBits(to[k]));
      }
    }
  }

  /// Once vectors have been warmed they take over; nothing else can be seen of it.
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void vectorsTakeOver(Element element) throws InterruptedException {
    var from = numbers(element, 1);
    for (int round = 0; round < 40; round++) {
      for (int n : new int[] {8, 16, 33}) {
        var copy = RunCopies.of(element, n, 1 << 22);
        var expected = numbers(element, 10_000);
        var actual = numbers(element, 10_000);
        for (int k = 0; k < 15; k++) {
          move(n, from, 7 + k / 3 * 100 + k % 3 * n, expected, 3 + k / 3 * 110 + k % 3 * n);
        }
        copy.run(n, 5, 3, from.array(), 7, 100, n, actual.array(), 3, 110, n);
        assertEquals(Model.of(expected), Model.of(actual), () -> element + " runs of " + n);
      }
      Thread.sleep(10);
    }
  }
}
