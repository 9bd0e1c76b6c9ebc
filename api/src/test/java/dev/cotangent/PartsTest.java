package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import io.vavr.collection.Array;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Parts, orders and joins of tensors, by values: expected ones are written out or looped over.
class PartsTest {
  /// Element (i, j, k) is 100 i + 10 j + k.
  private static Tensor numbered(int... dims) {
    var values = new double[dims[0] * dims[1] * dims[2]];
    int next = 0;
    for (int i = 0; i < dims[0]; i++) {
      for (int j = 0; j < dims[1]; j++) {
        for (int k = 0; k < dims[2]; k++) values[next++] = 100 * i + 10 * j + k;
      }
    }
    return Tensor.of(Shape.of(dims), values);
  }

  private static final Tensor X = numbered(2, 3, 4);

  @Test
  void positions() {
    assertEquals(Tensor.of(120, 121, 122, 123), X.get(1, 2));
    assertEquals(Tensor.of(120, 121, 122, 123), X.get(-1, -1));
    assertEquals(Tensor.scalar(13), X.get(0, 1, 3));
    assertEquals(
        Tensor.of(new double[][] {{0, 1, 2, 3}, {10, 11, 12, 13}, {20, 21, 22, 23}}), X.get(0));
    assertEquals(X, X.get());
  }

  @Property(tries = 500)
  void slicesAsInPython(
      @ForAll @IntRange(max = 6) int n,
      @ForAll @IntRange(min = -9, max = 9) int start,
      @ForAll @IntRange(min = -9, max = 9) int stop,
      @ForAll @IntRange(min = -3, max = 3) int step) {
    if (step == 0) return;
    // Python: wrap once, clip into reach, then walk.
    int from = start < 0 ? start + n : start;
    int to = stop < 0 ? stop + n : stop;
    var expected = Array.<Double>empty();
    if (step > 0) {
      for (int k = Math.max(from, 0); k < Math.min(to, n); k += step) {
        expected = expected.append((double) k);
      }
    } else {
      for (int k = Math.min(from, n - 1); k > Math.max(to, -1); k += step) {
        expected = expected.append((double) k);
      }
    }
    var got = Tensor.arange(0, n, 1).slice(0, start, stop, step);
    assertEquals(expected, Array.ofAll(got.toDoubleArray()));
  }

  @Test
  void slicesOfAnyAxis() {
    assertEquals(
        Tensor.of(new double[][] {{13, 11}, {113, 111}}),
        X.slice(2, 3, 0, -2).slice(1, 1, 2, 1).squeeze());
    assertEquals(Shape.of(2, 0, 4), X.slice(1, 2, 1, 1).shape());
    assertEquals(X, X.slice(-1, -99, 99, 1));
  }

  @Test
  void pieces() {
    var parts = Tensor.arange(0, 6, 1).split(0, 1, 0, 3, 2);
    assertEquals(
        Array.of(Tensor.of(0), Tensor.of(), Tensor.of(1, 2, 3), Tensor.of(4, 5)), parts.toArray());
    var columns = X.get(1).split(-1, 3, 1);
    assertEquals(Tensor.of(new double[][] {{103}, {113}, {123}}), columns.get(1));
  }

  @Test
  void allPiecesAreOneNodeOfTheTape() {
    Function1<Tensor, Tensor> f =
        x -> {
          var parts = x.split(0, 1, 2, 1);
          return parts.get(0).sum().plus(parts.get(1).square().sum());
        };
    var recording = Autodiff.vjp(f, Tensor.of(1, 2, 3, 4));
    assertEquals(Tensor.of(1, 4, 6, 0), recording.pullback().apply(Tensor.scalar(1)));
    var splits = recording.tape().nodes().filter(node -> node.op().equals("split"));
    assertEquals(1, splits.size());
  }

  @Test
  void takeReplacesTheAxisByThoseOfTheIndices() {
    var at = Tensor.ints(Shape.of(1, 2), 2, 0);
    var taken = X.take(at, 1);
    assertEquals(Shape.of(2, 1, 2, 4), taken.shape());
    assertEquals(Tensor.of(120, 121, 122, 123), taken.get(1, 0, 0));
    assertEquals(Tensor.of(100, 101, 102, 103), taken.get(1, 0, 1));
    assertEquals(
        Tensor.of(20, 120),
        X.take(Tensor.ints(Shape.of(), 0), -1).take(Tensor.ints(Shape.of(), 2), 1));
    assertEquals(Shape.of(2, 0, 4), X.take(Tensor.ints(), 1).shape());
  }

  @Test
  void gatherAndScatterAdd() {
    var x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
    var at = Tensor.ints(Shape.of(2, 2), 2, 2, 0, 1);
    assertEquals(Tensor.of(new double[][] {{3, 3}, {4, 5}}), x.gather(at, 1));
    var rows = Tensor.ints(Shape.of(1, 3), 1, 0, 1);
    assertEquals(Tensor.of(new double[][] {{4, 2, 6}}), x.gather(rows, 0));
    var updates = Tensor.of(new double[][] {{10, 20}, {30, 40}});
    assertEquals(Tensor.of(new double[][] {{1, 2, 33}, {34, 45, 6}}), x.scatterAdd(at, updates, 1));
    assertEquals(Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}), x);
  }

  @Test
  void oneHotRows() {
    assertEquals(Tensor.of(new double[][] {{0, 0, 1}, {1, 0, 0}}), Tensor.ints(2, 0).oneHot(3));
    assertEquals(Tensor.of(0, 1), Tensor.ints(Shape.of(), 1).oneHot(2));
    assertEquals(Shape.of(0, 4), Tensor.ints().oneHot(4).shape());
  }

  @Test
  void joins() {
    var x = Tensor.of(1, 2);
    var y = Tensor.of(3, 4);
    assertEquals(Tensor.of(1, 2, 3, 4, 1, 2), Tensor.concat(0, x, y, x));
    assertEquals(Tensor.of(new double[][] {{1, 2}, {3, 4}}), Tensor.stack(0, x, y));
    assertEquals(Tensor.of(new double[][] {{1, 3}, {2, 4}}), Tensor.stack(-1, x, y));
    assertEquals(Tensor.of(7, 8), Tensor.stack(0, Tensor.scalar(7), Tensor.scalar(8)));
    assertEquals(
        Tensor.of(new double[][] {{1, 2, 9}, {3, 4, 8}}),
        Tensor.concat(1, Tensor.stack(0, x, y), Tensor.of(9, 8).expandDims(1)));
  }

  @Test
  void orders() {
    var permuted = X.permute(2, 0, 1);
    assertEquals(Shape.of(4, 2, 3), permuted.shape());
    assertEquals(Tensor.of(103, 113, 123), permuted.get(3, 1));
    assertEquals(permuted, X.permute(-1, -3, -2));
    assertEquals(Tensor.of(2, 102), X.transpose().get(2, 0));
    assertEquals(Tensor.of(20, 21, 22, 23), X.swapAxes(0, 1).get(2, 0));
    assertEquals(Tensor.of(103, 102, 101, 100), X.flip(2).get(1, 0));
    assertEquals(Tensor.of(123, 122, 121, 120), X.flip().get(0, 0));
    assertEquals(Tensor.of(20, 21, 22, 23), X.flip(1).get(0, 0));
  }

  @Test
  void shapes() {
    assertEquals(Tensor.of(100, 101, 102), X.reshape(-1, 3).get(4));
    assertEquals(Shape.of(4, 6), X.reshape(4, -1).shape());
    assertEquals(Tensor.of(0, 100, 10, 110), X.transpose().flatten().slice(0, 0, 4, 1));
    assertEquals(Shape.of(), Tensor.of(5).reshape().shape());
    assertEquals(Shape.of(2, 1, 3, 4), X.expandDims(1).shape());
    assertEquals(Shape.of(2, 3, 4, 1), X.expandDims(-1).shape());
    assertEquals(Shape.of(2, 3), Tensor.ones(1, 2, 1, 3).squeeze().shape());
    assertEquals(Shape.of(1, 2, 3), Tensor.ones(1, 2, 1, 3).squeeze(-2).shape());
    assertEquals(Shape.of(0, 2), Tensor.zeros(0).reshape(0, 2).shape());
  }

  @Test
  void copiesEqualWhatTheyCopy() {
    var view = X.permute(2, 0, 1).slice(0, 3, 0, -2);
    assertEquals(view, view.copy());
    assertEquals(Tensor.scalar(3), Tensor.scalar(3).copy());
  }
}
