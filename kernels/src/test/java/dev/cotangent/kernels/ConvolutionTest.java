package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The three maps against the sum in their definition, of numbers that add up without rounding in
/// any order.
class ConvolutionTest {
  /// A convolution, and its trilinear form written out.
  private record Case(Windows windows, int groups, int n, int channels, int outputs) {
    static Case random(Random random) {
      int groups = random.nextInt(1, 4);
      return new Case(
          new Windows(window(random), window(random)),
          groups,
          random.nextInt(1, 4),
          groups * random.nextInt(1, 4),
          groups * (random.nextInt(4) == 0 ? 17 : random.nextInt(1, 4)));
    }

    private static Window window(Random random) {
      while (true) {
        var window =
            new Window(
                random.nextInt(1, 9),
                random.nextInt(1, 4),
                random.nextInt(1, 4),
                random.nextInt(4),
                random.nextInt(1, 3));
        if (window.positions() > 0) return window;
      }
    }

    int[] images() {
      return new int[] {n, channels, windows.down().length(), windows.across().length()};
    }

    int[] weights() {
      return new int[] {outputs, channels / groups, windows.down().taps(), windows.across().taps()};
    }

    int[] outputs4() {
      return new int[] {n, outputs, windows.down().positions(), windows.across().positions()};
    }

    /// One term of the form: flat positions in images, weights and outputs.
    interface Term {
      void at(int x, int w, int y);
    }

    void forEachTerm(Term term) {
      int[] xs = images();
      int[] ws = weights();
      int[] ys = outputs4();
      for (int y = 0; y < Model.size(ys); y++) {
        int[] at = Model.position(ys, y);
        for (int tap = 0; tap < ws[1] * ws[2] * ws[3]; tap++) {
          int[] k = Model.position(new int[] {ws[1], ws[2], ws[3]}, tap);
          int row = windows.down().at(at[2], k[1]);
          int column = windows.across().at(at[3], k[2]);
          if (row < 0 || row >= xs[2] || column < 0 || column >= xs[3]) continue;
          int channel = at[1] / (outputs / groups) * ws[1] + k[0];
          int x = ((at[0] * channels + channel) * xs[2] + row) * xs[3] + column;
          term.at(x, at[1] * ws[1] * ws[2] * ws[3] + tap, y);
        }
      }
    }
  }

  private static Model integers(Random random, int... dims) {
    return new Model(dims, random.ints(Model.size(dims), -4, 5).asDoubleStream().toArray());
  }

  /// In one of several layouts.
  private static Strided laidOut(Random random, Element element, Model model) {
    return switch (random.nextInt(3)) {
      case 0 -> model.strided(element);
      case 1 -> model.permute(3, 1, 2, 0).strided(element).permute(3, 1, 2, 0);
      default -> {
        int last = model.dims()[3];
        var reversed = model.slice(3, last - 1, last, -1).strided(element);
        yield reversed.slice(3, last - 1, last, -1);
      }
    };
  }

  private static void check(Random random, Element element, Case c) {
    var x = integers(random, c.images());
    var w = integers(random, c.weights());
    var y = integers(random, c.outputs4());
    var sums = new double[3][];
    sums[0] = new double[y.values().length];
    sums[1] = new double[x.values().length];
    sums[2] = new double[w.values().length];
    c.forEachTerm((i, j, k) -> {
      sums[0][k] += w.values()[j] * x.values()[i];
      sums[1][i] += w.values()[j] * y.values()[k];
      sums[2][j] += x.values()[i] * y.values()[k];
    });
    var xs = laidOut(random, element, x);
    var ws = laidOut(random, element, w);
    var ys = laidOut(random, element, y);
    assertSums(sums[0], c.outputs4(), Convolution.outputs(c.windows, c.groups, xs, ws));
    assertSums(sums[1], c.images(), Convolution.images(c.windows, c.groups, ys, ws));
    assertSums(sums[2], c.weights(), Convolution.weights(c.windows, c.groups, xs, ys));
  }

  private static void assertSums(double[] expected, int[] dims, Strided actual) {
    assertArrayEquals(dims, actual.dims());
    var values = Model.of(actual).values();
    for (int k = 0; k < values.length; k++) values[k] += 0.0; // the sign of a zero is free
    assertArrayEquals(expected, values);
  }

  @Property(tries = 400)
  void sumsOfTheTrilinearForm(@ForAll long seed) {
    var random = new Random(seed);
    check(random, random.nextBoolean() ? Element.F32 : Element.F64, Case.random(random));
  }

  /// So many channels that not all rows of positions are laid out at once.
  @Test
  void imagesInParts() {
    var random = new Random(1);
    for (int stride = 1; stride <= 2; stride++) {
      var down = new Window(40, 3, stride, 1, 1);
      var across = new Window(17, 3, 1, 1, 1);
      check(random, Element.F32, new Case(new Windows(down, across), 1, 2, 50, 3));
      check(random, Element.F64, new Case(new Windows(down, across), 1, 1, 40, 20));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void leadingAxesAreConvolutionsOfTheirOwn(int stride) {
    var windows = new Windows(new Window(6, 3, stride, 1, 1), new Window(5, 2, 1, 0, 2));
    var x = Model.random(1, 3, 2, 4, 6, 5);
    var w = Model.random(2, 3, 2, 2, 3, 2);
    var xs = x.strided(Element.F64);
    var ws = w.strided(Element.F64);
    var y = Convolution.outputs(windows, 2, xs, ws);
    var dx = Convolution.images(windows, 2, y, ws);
    var dw = Convolution.weights(windows, 2, xs, y);
    for (int b = 0; b < 3; b++) {
      var xb = one(xs, b);
      var wb = one(ws, b);
      var yb = Convolution.outputs(windows, 2, xb, wb);
      assertEquals(Model.of(yb), Model.of(one(y, b)));
      assertEquals(Model.of(Convolution.images(windows, 2, yb, wb)), Model.of(one(dx, b)));
      assertEquals(Model.of(Convolution.weights(windows, 2, xb, yb)), Model.of(one(dw, b)));
    }
    var repeated = one(ws, 1).broadcast(3, 2, 2, 3, 2);
    var shared = Convolution.outputs(windows, 2, xs, repeated);
    var single = Convolution.outputs(windows, 2, one(xs, 2), one(ws, 1));
    assertEquals(Model.of(single), Model.of(one(shared, 2)));
  }

  private static Strided one(Strided x, int b) {
    return x.slice(0, b, 1, 1).axes(1, x.rank());
  }

  @Test
  void nothingGivesZeros() {
    var windows = new Windows(new Window(4, 2, 1, 0, 1), new Window(4, 2, 1, 0, 1));
    var none = Strided.allocate(Element.F64, 0, 2, 4, 4);
    var w = Model.random(3, 3, 2, 2, 2).strided(Element.F64);
    assertArrayEquals(new int[] {0, 3, 3, 3}, Convolution.outputs(windows, 1, none, w).dims());
    var noImages = Strided.allocate(Element.F64, 0, 3, 3, 3);
    var zeros = new Model(new int[] {3, 2, 2, 2}, new double[24]);
    assertEquals(zeros, Model.of(Convolution.weights(windows, 1, none, noImages)));
  }
}
