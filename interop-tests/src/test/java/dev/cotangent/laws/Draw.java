package dev.cotangent.laws;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// What jqwik draws for all operations at once: a shape, and a seed from which each operation takes
/// the parameters and elements that it needs. The shape shrinks; the operation asks for a variant
/// that it can take.
///
/// @param dims of rank 0 to 4, 0 and 1 among them
/// @param random a generator of the operation's own
record Draw(Seq<Integer> dims, Random random) {
  static Draw of(Seed seed, String operation) {
    return new Draw(seed.dims, new Random(seed.number ^ 0x9E37_79B9L * operation.hashCode()));
  }

  /// What is drawn before the operation is known.
  record Seed(Seq<Integer> dims, long number) {
    private static final int LARGEST = 24;

    static Arbitrary<Seed> any() {
      var dim =
          Arbitraries.frequency(Tuple.of(1, 0), Tuple.of(3, 1), Tuple.of(6, 2), Tuple.of(5, 3));
      var dims =
          Arbitraries.integers()
              .between(0, 4)
              .flatMap(rank -> dim.list().ofSize(rank))
              .filter(list -> list.stream().reduce(1, (n, length) -> n * length) <= LARGEST);
      return Combinators.combine(dims, Arbitraries.longs())
          .as((list, number) -> new Seed(Array.ofAll(list), number));
    }

    /// Large enough for what is only done to many elements: deferral, fusion, vector code.
    static Arbitrary<Seed> large() {
      var dims =
          Combinators.combine(
                  Arbitraries.integers().between(1, 3), Arbitraries.integers().between(520, 700))
              .as(Array::of);
      return Combinators.combine(dims, Arbitraries.longs()).as(Seed::new);
    }

    /// What is asked of a call.
    interface Check {
      void run(Operation row, Call call, Draw draw);
    }

    /// Asks it of these rows in turn. All that fail are told, not the first alone.
    void each(Predicate<Operation> which, Check check) {
      var failures = new ArrayList<AssertionError>();
      for (var row : OperationTable.ROWS.filter(which)) {
        var draw = Draw.of(this, row.name());
        var call = row.call(draw);
        try {
          check.run(row, call, draw);
        } catch (AssertionError | RuntimeException e) {
          failures.add(
              new AssertionError(
                  row + " of " + call.operands().mkString(" ") + ": " + e.getMessage(), e));
        }
      }
      if (failures.isEmpty()) return;
      var all = new AssertionError(Array.ofAll(failures).map(Throwable::getMessage).mkString("\n"));
      failures.forEach(all::addSuppressed);
      throw all;
    }
  }

  int rank() {
    return dims.size();
  }

  int dim(int axis) {
    return dims.get(axis < 0 ? axis + rank() : axis);
  }

  Shape shape() {
    return shape(dims);
  }

  static Shape shape(Seq<Integer> dims) {
    return Shape.of(ints(dims));
  }

  static int[] ints(Seq<Integer> values) {
    return values.toJavaStream().mapToInt(Integer::intValue).toArray();
  }

  /// With at least so many axes.
  Draw rank(int least) {
    return new Draw(rank() >= least ? dims : dims.appendAll(Array.fill(least - rank(), 2)), random);
  }

  /// With exactly so many axes.
  Draw ranked(int exactly) {
    var enough = rank(exactly);
    return new Draw(enough.dims.take(exactly), random);
  }

  /// Without axes of length 0.
  Draw filled() {
    return new Draw(dims.map(dim -> Math.max(dim, 1)), random);
  }

  /// With another length of one axis.
  Draw with(int axis, int dim) {
    return new Draw(dims.update(axis < 0 ? axis + rank() : axis, dim), random);
  }

  /// Without some axes, and with length 1 for some others: what broadcasts to this.
  Draw narrower() {
    int dropped = random.nextInt(3) == 0 ? random.nextInt(rank() + 1) : 0;
    return new Draw(dims.drop(dropped).map(dim -> random.nextInt(3) == 0 ? 1 : dim), random);
  }

  boolean flag() {
    return random.nextBoolean();
  }

  /// A whole number, both ends included.
  int whole(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  double number(double low, double high) {
    return random.nextDouble(low, high);
  }

  @SafeVarargs
  final <A> A oneOf(A... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /// The position of an axis, counted from either end.
  int axis() {
    return random.nextInt(-rank(), rank());
  }

  /// Some axes in any order, each counted from either end; perhaps none, perhaps all.
  int[] axes() {
    return Arrays.stream(permutation())
        .limit(random.nextInt(rank() + 1))
        .map(axis -> flag() ? axis : axis - rank())
        .toArray();
  }

  /// The shape that a reduction over these axes leaves, over all if there are none.
  Shape reduced(boolean keepDims, int... axes) {
    var gone = axes.length == 0 ? Array.range(0, rank()) : positive(axes);
    var kept =
        Array.range(0, rank())
            .filter(axis -> keepDims || !gone.contains(axis))
            .map(axis -> gone.contains(axis) ? 1 : dim(axis));
    return shape(kept);
  }

  private Seq<Integer> positive(int... axes) {
    return Array.ofAll(axes).map(axis -> axis < 0 ? axis + rank() : axis);
  }

  int[] permutation() {
    return ints(shuffled(Array.range(0, rank())));
  }

  <A> Seq<A> shuffled(Seq<A> values) {
    var list = new ArrayList<>(values.asJava());
    Collections.shuffle(list, random);
    return Array.ofAll(list);
  }

  /// An INT32 tensor of this shape with elements in [0, bound).
  Tensor positions(int bound) {
    return Tensor.ints(shape(), random.ints(shape().size(), 0, Math.max(bound, 1)).toArray());
  }

  /// A BOOL tensor of this shape.
  Tensor mask() {
    var values = new boolean[(int) shape().size()];
    for (int k = 0; k < values.length; k++) values[k] = flag();
    return Tensor.bools(shape(), values);
  }
}
