package dev.cotangent.kernels;

import java.util.Arrays;

/// What a window sees of planes, put together: planes are the last two axes, whatever leads. Taps
/// are visited in row-major order, and padding takes no part.
///
/// Neighbouring positions see elements that lie apart, so what a tap sees is copied to where
/// vectors can take it; a limited number of planes at a time.
public final class Pooling {
  /// Positions that are worked on together: what a tap sees from them stays near.
  private static final int TOGETHER = 1 << 15;

  /// What one element that is seen takes, roughly.
  private static final double NANOS = 2;

  private static final Definition ADD = Definition.binary("add", Expr::add);
  private static final Definition MAX = Definition.binary("max", Expr::max);

  /// 0 of 0, though nothing be the largest.
  private static final Definition SHARE =
      Definition.binary(
          "share", (s, number) -> s.eq(s.constant(0)).select(s.constant(0), s.div(number)));

  /// The first operand if the second, an element, is the largest, else 0.
  private static final Definition IF_LARGEST =
      Definition.ternary("ifLargest", (s, x, largest) -> wins(x, largest).select(s, s.constant(0)));

  /// One more if the second operand, an element, is the largest.
  private static final Definition COUNT =
      Definition.ternary(
          "countLargest",
          (number, x, largest) -> wins(x, largest).select(number.add(number.constant(1)), number));

  private Pooling() {}

  private static Expr wins(Expr x, Expr largest) {
    return x.eq(largest).or(x.ne(x).and(largest.ne(largest)));
  }

  /// The sum of what is seen at each position.
  public static Strided sum(Windows windows, Strided x) {
    var sums = onPositions(windows, x);
    combine(windows, ADD, x, sums);
    return sums;
  }

  /// The transpose of [#sum]: for each element the sum over the positions that see it.
  public static Strided spread(Windows windows, Strided y) {
    var sums = onElements(windows, y);
    forEachPart(
        windows,
        part -> windows.forEachTap(tap -> Rectangles.add(tap.seeing(part[0]), tap.seen(part[1]))),
        y,
        sums);
    return sums;
  }

  /// The largest element that is seen at each position: NaN if there is one, and -infinity if none
  /// is seen.
  public static Strided max(Windows windows, Strided x) {
    var largest = onPositions(windows, x);
    var lowest = x.element().newArray(1);
    x.element().set(lowest, 0, Double.NEGATIVE_INFINITY);
    Copies.fill(x.element(), largest.array(), largest.size(), lowest);
    combine(windows, MAX, x, largest);
    return largest;
  }

  /// Puts together what each position has with what it sees.
  private static void combine(Windows windows, Definition both, Strided x, Strided result) {
    var kernel = both.kernel(x.element(), x.element());
    forEachPart(
        windows,
        part ->
            windows.forEachTap(tap -> {
              var seen = copied(tap.seen(part[0]));
              var to = tap.seeing(part[1]);
              Elementwise.into(to, kernel, to, seen);
              give(seen);
            }),
        x,
        result);
  }

  /// The mean of `dx`, at each position, over the elements of `x` that are the largest.
  ///
  /// @param largest what [#max] gave for `x`
  public static Strided meanOfLargest(Windows windows, Strided dx, Strided x, Strided largest) {
    var sums = onPositions(windows, x);
    var numbers = onPositions(windows, x);
    var add = ADD.kernel(x.element(), x.element());
    forEachPart(
        windows,
        part ->
            windows.forEachTap(tap -> {
              var seen = copied(tap.seen(part[1]));
              var tops = tap.seeing(part[2]);
              count(tap.seeing(part[4]), seen, tops);
              var to = tap.seeing(part[3]);
              var tangents = copied(tap.seen(part[0]));
              Elementwise.into(to, add, to, Elementwise.map(IF_LARGEST, tangents, seen, tops));
              give(tangents);
              give(seen);
            }),
        dx,
        x,
        largest,
        sums,
        numbers);
    return Elementwise.map(SHARE, sums, numbers);
  }

  /// The transpose of [#meanOfLargest]: `y` shared evenly among the elements of `x` that are the
  /// largest.
  public static Strided shareOfLargest(Windows windows, Strided y, Strided x, Strided largest) {
    var sums = onElements(windows, y);
    forEachPart(
        windows,
        part -> {
          var numbers = onPositions(windows, part[1]);
          windows.forEachTap(tap -> {
            var seen = copied(tap.seen(part[1]));
            count(tap.seeing(numbers), seen, tap.seeing(part[2]));
            give(seen);
          });
          var shares = Elementwise.map(SHARE, part[0], numbers);
          windows.forEachTap(tap -> {
            var seen = copied(tap.seen(part[1])); // again: all of them at once may be many
            var tops = tap.seeing(part[2]);
            var won = Elementwise.map(IF_LARGEST, tap.seeing(shares), seen, tops);
            Rectangles.add(won, tap.seen(part[3]));
            give(seen);
          });
        },
        y,
        x,
        largest,
        sums);
    return sums;
  }

  private static void count(Strided numbers, Strided x, Strided largest) {
    var element = x.element();
    Elementwise.into(numbers, COUNT.kernel(element, element, element), numbers, x, largest);
  }

  /// A copy, one element behind the other, to be given back.
  private static Strided copied(Strided seen) {
    var array = Scratch.of(seen.element()).take(seen.size());
    var result = Strided.of(seen.element(), array, seen.dims());
    Rectangles.copy(seen, result);
    return result;
  }

  private static void give(Strided copied) {
    Scratch.of(copied.element()).give(copied.array());
  }

  /// What is done with some planes of each of several tensors.
  private interface Part {
    void at(Strided[] planes);
  }

  /// Every part, of tensors that have equally many planes, on several threads if that pays.
  private static void forEachPart(Windows windows, Part part, Strided... tensors) {
    var stacks = new Strided[tensors.length];
    for (int k = 0; k < stacks.length; k++) stacks[k] = stacked(tensors[k]);
    int planes = stacks[0].dim(0);
    int positions = Math.max(1, windows.positions());
    int together = Math.max(1, TOGETHER / positions);
    Parallel.ranges(
        Math.ceilDiv(planes, together),
        NANOS * windows.taps() * positions * together,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            int first = k * together;
            var parts = new Strided[stacks.length];
            for (int i = 0; i < parts.length; i++) {
              parts[i] = stacks[i].slice(0, first, Math.min(together, planes - first), 1);
            }
            part.at(parts);
          }
        });
  }

  /// All leading axes as one: a copy, if they do not lie evenly.
  private static Strided stacked(Strided x) {
    int leading = x.rank() - 2;
    int planes = Strided.size(Arrays.copyOf(x.dims(), leading));
    return x.reshape(planes, x.dim(leading), x.dim(leading + 1));
  }

  private static Strided onPositions(Windows windows, Strided x) {
    return planes(x, windows.down().positions(), windows.across().positions());
  }

  private static Strided onElements(Windows windows, Strided y) {
    return planes(y, windows.down().length(), windows.across().length());
  }

  /// Zeros: as many planes as `like` has, but of other dimensions.
  private static Strided planes(Strided like, int down, int across) {
    var dims = like.dims();
    dims[dims.length - 2] = down;
    dims[dims.length - 1] = across;
    return Strided.allocate(like.element(), dims);
  }
}
