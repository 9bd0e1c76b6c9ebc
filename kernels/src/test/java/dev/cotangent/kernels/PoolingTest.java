package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Against loops over positions and taps. The elements are few small integers, so that there are
/// ties, sometimes with a NaN.
class PoolingTest {
  private static final double NAN = Double.NaN;

  private static Window window(Random random) {
    while (true) {
      int taps = random.nextInt(1, 4);
      var window =
          new Window(
              random.nextInt(1, 8), taps, random.nextInt(1, 4), random.nextInt(taps / 2 + 1), 1);
      if (window.positions() > 0) return window;
    }
  }

  private interface Seen {
    void at(int position, int element);
  }

  /// Flat positions of every pair, in planes one after the other.
  private static void forEachSeen(Windows windows, int planes, Seen seen) {
    var down = windows.down();
    var across = windows.across();
    int[] dims = {planes, down.positions(), across.positions(), down.taps(), across.taps()};
    for (int k = 0; k < Model.size(dims); k++) {
      int[] at = Model.position(dims, k);
      int row = down.at(at[1], at[3]);
      int column = across.at(at[2], at[4]);
      if (row < 0 || row >= down.length() || column < 0 || column >= across.length()) continue;
      seen.at(
          (at[0] * dims[1] + at[1]) * dims[2] + at[2],
          (at[0] * down.length() + row) * across.length() + column);
    }
  }

  private static double[] integers(Random random, int n) {
    return random.ints(n, 0, 4).asDoubleStream().toArray();
  }

  @Property(tries = 300)
  void agreesWithTheLoops(@ForAll long seed) {
    var random = new Random(seed);
    var windows = new Windows(window(random), window(random));
    int planes = random.nextInt(1, 4);
    int[] elements = {planes, windows.down().length(), windows.across().length()};
    int[] positions = {planes, windows.down().positions(), windows.across().positions()};
    var x = integers(random, Model.size(elements));
    if (random.nextInt(4) == 0) x[random.nextInt(x.length)] = NAN;
    var dx = integers(random, x.length);
    var y = integers(random, Model.size(positions));

    var sums = new double[y.length];
    var spread = new double[x.length];
    var largest = new double[y.length];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    forEachSeen(
        windows,
        planes,
        (p, e) -> {
          sums[p] += dx[e];
          spread[e] += y[p];
          largest[p] = Math.max(largest[p], x[e]);
        });
    var numbers = new double[y.length];
    var means = new double[y.length];
    forEachSeen(
        windows,
        planes,
        (p, e) -> {
          if (Double.compare(x[e], largest[p]) != 0) return;
          numbers[p]++;
          means[p] += dx[e];
        });
    for (int p = 0; p < means.length; p++) means[p] /= numbers[p];
    var shares = new double[x.length];
    forEachSeen(
        windows,
        planes,
        (p, e) -> {
          if (Double.compare(x[e], largest[p]) == 0) shares[e] += y[p] / numbers[p];
        });

    var xs = laidOut(random, elements, x);
    var dxs = laidOut(random, elements, dx);
    var ys = laidOut(random, positions, y);
    var tops = Pooling.max(windows, xs);
    assertArrayEquals(largest, Model.of(tops).values());
    assertArrayEquals(sums, Model.of(Pooling.sum(windows, dxs)).values());
    assertArrayEquals(spread, Model.of(Pooling.spread(windows, ys)).values());
    var mean = Pooling.meanOfLargest(windows, dxs, xs, tops);
    assertArrayEquals(means, Model.of(mean).values(), 1e-13);
    var share = Pooling.shareOfLargest(windows, ys, xs, tops);
    assertArrayEquals(shares, Model.of(share).values(), 1e-13);
  }

  @Test
  void aWindowOverTheWholePlane() {
    int size = 150;
    var window = new Window(size, size, 1, 0, 1);
    var windows = new Windows(window, window);
    var values = integers(new Random(1), 3 * size * size);
    values[7] = 9;
    values[2 * size * size + 4] = values[2 * size * size + 5] = 9;
    var x = new Model(new int[] {3, size, size}, values).strided(Element.F32);
    var tops = Pooling.max(windows, x);
    assertArrayEquals(new double[] {9, 3, 9}, Model.of(tops).values());
    var y = new Model(new int[] {3, 1, 1}, new double[] {1, 0, 1}).strided(Element.F32);
    var shares = new double[values.length];
    shares[7] = 1;
    shares[2 * size * size + 4] = shares[2 * size * size + 5] = 0.5;
    assertArrayEquals(shares, Model.of(Pooling.shareOfLargest(windows, y, x, tops)).values());
  }

  private static Strided laidOut(Random random, int[] dims, double[] values) {
    var model = new Model(dims, values);
    return random.nextBoolean()
        ? model.strided(Element.F64)
        : model.permute(2, 0, 1).strided(Element.F64).permute(1, 2, 0);
  }
}
