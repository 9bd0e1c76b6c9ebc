package dev.cotangent;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Arrays;
import java.util.Random;

/// A row of the table of operations: a function of one or more tensors, and where its derivatives
/// are to be tested.
///
/// @param name the method, as in `plus(S)` or `sum(int[])`
/// @param shapes tuples of operand shapes
/// @param ranges where to sample each operand, two numbers each; the last pair serves the rest
/// @param kinks what samples keep a distance from
record Operation(
    String name,
    Function1<Seq<Tensor>, Tensor> f,
    Seq<Seq<Shape>> shapes,
    double[] ranges,
    double[] kinks) {
  private static final Seq<Seq<Shape>> ONE =
      Array.of(shape(), shape(3), shape(2, 3), shape(1, 4), shape(2, 1, 2), shape(2, 0))
          .map(Array::of);

  private static final Seq<Seq<Shape>> TWO =
      Array.of(
          Array.of(shape(), shape()),
          Array.of(shape(2, 3), shape(2, 3)),
          Array.of(shape(2, 3), shape(3)),
          Array.of(shape(2, 1), shape(1, 3)),
          Array.of(shape(), shape(2)),
          Array.of(shape(1), shape(0)));

  static Shape shape(int... dims) {
    return Shape.of(dims);
  }

  /// Position by position.
  static Operation unary(String name, Function1<Tensor, Tensor> f, double... range) {
    return new Operation(name, xs -> f.apply(xs.get(0)), ONE, range, new double[0]);
  }

  /// Two broadcast operands.
  static Operation binary(String name, Function2<Tensor, Tensor, Tensor> f, double... ranges) {
    return new Operation(name, xs -> f.apply(xs.get(0), xs.get(1)), TWO, ranges, new double[0]);
  }

  /// Of tensors of these shapes alone.
  static Operation of(String name, Function1<Tensor, Tensor> f, Shape... shapes) {
    return new Operation(
        name,
        xs -> f.apply(xs.get(0)),
        Array.of(shapes).map(Array::of),
        new double[] {-2, 2},
        new double[0]);
  }

  /// Of pairs of tensors of these shapes, given in turn.
  static Operation ofPairs(String name, Function2<Tensor, Tensor, Tensor> f, Shape... shapes) {
    return ofTuples(name, 2, xs -> f.apply(xs.get(0), xs.get(1)), shapes);
  }

  /// Of `count` tensors of these shapes, given in turn.
  static Operation ofTuples(
      String name, int count, Function1<Seq<Tensor>, Tensor> f, Shape... shapes) {
    return new Operation(
        name,
        f,
        Array.of(shapes).grouped(count).map(tuple -> (Seq<Shape>) tuple).toArray(),
        new double[] {-2, 2},
        new double[0]);
  }

  Operation between(double... newRanges) {
    return new Operation(name, f, shapes, newRanges, kinks);
  }

  Operation awayFrom(double... newKinks) {
    return new Operation(name, f, shapes, ranges, newKinks);
  }

  /// Operands of one tuple of shapes, no two elements of one closer than necessary.
  Seq<Tensor> sample(Seq<Shape> tuple) {
    return sample(tuple, 0);
  }

  /// Others for every seed.
  Seq<Tensor> sample(Seq<Shape> tuple, long seed) {
    var random = new Random(31L * name.hashCode() + tuple.hashCode() + 1000003 * seed);
    return tuple.zipWithIndex().map(pair -> sample(random, pair._1, pair._2)).toArray();
  }

  private Tensor sample(Random random, Shape shape, int operand) {
    int at = Math.min(2 * operand, ranges.length - 2);
    double low = ranges[at];
    double width = ranges[at + 1] - low;
    int n = (int) shape.size();
    var values = new double[n];
    for (int k = 0; k < n; k++) {
      do {
        values[k] = low + width * (k + 0.1 + 0.8 * random.nextDouble()) / n;
      } while (nearKink(values[k], 0.02 * width / n));
    }
    for (int k = n - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      double kept = values[k];
      values[k] = values[other];
      values[other] = kept;
    }
    return Tensor.of(shape, values);
  }

  private boolean nearKink(double value, double distance) {
    return Arrays.stream(kinks).anyMatch(kink -> Math.abs(value - kink) < distance);
  }

  @Override
  public String toString() {
    return name;
  }
}
