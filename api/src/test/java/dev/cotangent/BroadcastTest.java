package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Broadcasting against loops over all positions: values, gradients, tangents.
class BroadcastTest {
  /// Two shapes that broadcast, and what they broadcast to.
  private record Pair(int[] x, int[] y, int[] both) {
    static Pair random(Random random) {
      int rank = random.nextInt(4);
      var both = new int[rank];
      for (int axis = 0; axis < rank; axis++)
        both[axis] = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(3);
      var x = thin(random, both, random.nextInt(rank + 1));
      var y = thin(random, both, 0);
      for (int axis = 0; axis < rank; axis++) {
        int of = axis - (rank - x.length);
        int mine = of < 0 ? 1 : x[of];
        both[axis] = mine == 1 ? y[axis] : mine;
      }
      return random.nextBoolean() ? new Pair(x, y, both) : new Pair(y, x, both);
    }

    /// Without the first axes, and with some lengths 1.
    private static int[] thin(Random random, int[] dims, int dropped) {
      var thin = new int[dims.length - dropped];
      for (int axis = 0; axis < thin.length; axis++) {
        thin[axis] = random.nextInt(3) == 0 ? 1 : dims[axis + dropped];
      }
      return thin;
    }
  }

  private static int size(int[] dims) {
    int size = 1;
    for (int dim : dims) size *= dim;
    return size;
  }

  /// Where the k-th element of the result comes from.
  private static int source(int k, int[] both, int[] dims) {
    int rest = k;
    int at = 0;
    int stride = 1;
    for (int axis = both.length - 1; axis >= 0; axis--) {
      int position = rest % both[axis];
      rest /= both[axis];
      int mine = axis - (both.length - dims.length);
      if (mine < 0) continue;
      if (dims[mine] != 1) at += position * stride;
      stride *= dims[mine];
    }
    return at;
  }

  private static double[] values(Random random, int[] dims) {
    return random.ints(size(dims), -9, 10).asDoubleStream().toArray();
  }

  @Property(tries = 500)
  void valuesAndDerivativesOfAProduct(@ForAll long seed) {
    var random = new Random(seed);
    var pair = Pair.random(random);
    var x = values(random, pair.x);
    var y = values(random, pair.y);
    var dx = values(random, pair.x);
    var dy = values(random, pair.y);
    var ct = values(random, pair.both);
    var product = new double[ct.length];
    var tangent = new double[ct.length];
    var cx = new double[x.length];
    var cy = new double[y.length];
    for (int k = 0; k < ct.length; k++) {
      int i = source(k, pair.both, pair.x);
      int j = source(k, pair.both, pair.y);
      product[k] = x[i] * y[j] + x[i];
      tangent[k] = dx[i] * y[j] + x[i] * dy[j] + dx[i];
      cx[i] += ct[k] * y[j] + ct[k];
      cy[j] += ct[k] * x[i];
    }
    var left = tensor(pair.x, x);
    var right = tensor(pair.y, y);
    var recording = Autodiff.vjp((a, b) -> a.times(b).plus(a), left, right);
    assertClose(tensor(pair.both, product), recording.value());
    var cotangents = recording.pullback().apply(tensor(pair.both, ct));
    assertClose(tensor(pair.x, cx), cotangents._1);
    assertClose(tensor(pair.y, cy), cotangents._2);
    var linearized =
        Autodiff.jvp(
            (a, b) -> a.times(b).plus(a),
            io.vavr.Tuple.of(left, right),
            io.vavr.Tuple.of(tensor(pair.x, dx), tensor(pair.y, dy)));
    assertClose(tensor(pair.both, product), linearized.value());
    assertClose(tensor(pair.both, tangent), linearized.tangent());
  }

  @Property(tries = 300)
  void aChoiceBroadcastsAllThree(@ForAll long seed) {
    var random = new Random(seed);
    var pair = Pair.random(random);
    var mask = values(random, pair.both);
    var x = values(random, pair.x);
    var y = values(random, pair.y);
    var ct = values(random, pair.both);
    var chosen = new double[ct.length];
    var cx = new double[x.length];
    var cy = new double[y.length];
    for (int k = 0; k < ct.length; k++) {
      int i = source(k, pair.both, pair.x);
      int j = source(k, pair.both, pair.y);
      chosen[k] = mask[k] > 0 ? x[i] : y[j];
      if (mask[k] > 0) cx[i] += ct[k];
      else cy[j] += ct[k];
    }
    var truth = tensor(pair.both, mask).gt(0);
    var recording =
        Autodiff.vjp((a, b) -> Tensor.where(truth, a, b), tensor(pair.x, x), tensor(pair.y, y));
    assertClose(tensor(pair.both, chosen), recording.value());
    var cotangents = recording.pullback().apply(tensor(pair.both, ct));
    assertClose(tensor(pair.x, cx), cotangents._1);
    assertClose(tensor(pair.y, cy), cotangents._2);
  }

  @Property(tries = 300)
  void broadcastToRepeatsAndItsPullbackSums(
      @ForAll @IntRange(max = 2) int added, @ForAll long seed) {
    var random = new Random(seed);
    var pair = Pair.random(random);
    var target = new int[pair.both.length + added];
    for (int axis = 0; axis < target.length; axis++) {
      target[axis] = axis < added ? random.nextInt(4) : pair.both[axis - added];
    }
    var x = values(random, pair.x);
    var ct = values(random, target);
    var repeated = new double[ct.length];
    var cx = new double[x.length];
    for (int k = 0; k < ct.length; k++) {
      int i = source(k, target, pair.x);
      repeated[k] = x[i];
      cx[i] += ct[k];
    }
    var recording = Autodiff.vjp(a -> a.broadcastTo(Shape.of(target)), tensor(pair.x, x));
    assertEquals(tensor(target, repeated), recording.value());
    assertClose(tensor(pair.x, cx), recording.pullback().apply(tensor(target, ct)));
  }

  private static Tensor tensor(int[] dims, double[] values) {
    return Tensor.of(Shape.of(dims), values);
  }

  /// Small whole numbers: sums are exact, only the sign of a zero may differ.
  private static void assertClose(Tensor expected, Tensor actual) {
    assertEquals(expected.plus(0.0), actual.plus(0.0));
  }
}
