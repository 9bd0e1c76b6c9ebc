package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Random deferred expressions, and the same computed one function at a time.
final class RandomDeferred {
  static final Definition ADD = Definition.binary("add", Expr::add);
  static final Definition MUL = Definition.binary("mul", Expr::mul);
  static final Definition EXP = Definition.unary("exp", Elementary::exp);
  static final Definition TANH = Definition.unary("tanh", Elementary::tanh);
  static final Definition NEG = Definition.unary("neg", Expr::neg);
  static final Definition LARGER = Definition.binary("larger", (x, y) -> x.gt(y).select(x, y));
  private static final Definition[] FUNCTIONS = {ADD, MUL, EXP, TANH, NEG, LARGER};

  private RandomDeferred() {}

  /// Two forms of each result: deferred, and computed at once.
  record Pair(Operand deferred, Strided known) {}

  static List<Pair> random(Element element, Random random, int[] dims) {
    var pairs = new ArrayList<Pair>();
    for (int k = 0; k < 3; k++) {
      var leaf = leaf(element, random, dims);
      pairs.add(new Pair(leaf, leaf));
    }
    for (int k = random.nextInt(1, 40); k > 0; k--) {
      var f = FUNCTIONS[random.nextInt(FUNCTIONS.length)];
      var deferred = new Operand[f.arity()];
      var known = new Strided[f.arity()];
      for (int arg = 0; arg < known.length; arg++) {
        var pair = pairs.get(Math.max(0, pairs.size() - 1 - random.nextInt(6)));
        deferred[arg] = pair.deferred;
        known[arg] = pair.known;
      }
      pairs.add(new Pair(Deferred.map(f, deferred), Elementwise.map(f, known)));
    }
    return pairs;
  }

  /// A plain array, a transposed one, every other element of one, or one that is stretched.
  static Strided leaf(Element element, Random random, int[] dims) {
    var last = dims.length - 1;
    return switch (random.nextInt(5)) {
      case 0 -> array(element, random, reversed(dims)).permute(reversed(identity(dims.length)));
      case 1 -> {
        var wide = dims.clone();
        wide[last] *= 2;
        yield array(element, random, wide).slice(last, 1, dims[last], 2);
      }
      case 2 -> {
        var narrow = dims.clone();
        narrow[random.nextInt(dims.length)] = 1;
        yield array(element, random, narrow).broadcast(dims);
      }
      default -> array(element, random, dims);
    };
  }

  static Strided array(Element element, Random random, int... dims) {
    var array = Strided.allocate(element, dims);
    for (int k = 0; k < array.size(); k++) element.set(array.array(), k, random.nextGaussian());
    return array;
  }

  private static int[] identity(int rank) {
    return IntStream.range(0, rank).toArray();
  }

  private static int[] reversed(int... values) {
    var reversed = values.clone();
    for (int k = 0; k < reversed.length; k++) reversed[k] = values[values.length - 1 - k];
    return reversed;
  }

  static int[] dims(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new int[] {random.nextInt(512, 5000)};
      case 1 -> new int[] {random.nextInt(2, 40), random.nextInt(300, 400)};
      case 2 -> new int[] {random.nextInt(300, 400), random.nextInt(2, 9)};
      default -> new int[] {random.nextInt(5, 9), random.nextInt(9, 12), random.nextInt(12, 40)};
    };
  }

  static void assertSameBits(Strided expected, Strided actual) {
    var element = expected.element();
    var e = Copies.contiguous(expected).array();
    var a = Copies.contiguous(actual).array();
    for (int k = 0; k < expected.size(); k++) {
      assertEquals(element.get(e, k), element.get(a, k)); // tells -0 from 0, and all NaN are equal
    }
  }
}
