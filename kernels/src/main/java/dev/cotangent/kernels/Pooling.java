package dev.cotangent.kernels;

/// What a window sees of planes, put together: planes are the last two axes, whatever leads. Taps
/// are visited in row-major order, and padding takes no part.
public final class Pooling {
  private static final Definition ADD = Definition.binary("add", Expr::add);
  private static final Definition MAX = Definition.binary("max", Expr::max);

  /// 0 of 0, though nothing be the largest.
  private static final Definition SHARE =
      Definition.binary(
          "share", (s, number) -> s.eq(s.constant(0)).select(s.constant(0), s.div(number)));

  /// The first operand if the second, an element, is the largest, else 0.
  private static final Definition IF_LARGEST =
      Definition.ternary("ifLargest", (s, x, largest) -> wins(x, largest).select(s, s.constant(0)));

  private Pooling() {}

  private static Expr wins(Expr x, Expr largest) {
    return x.eq(largest).or(x.ne(x).and(largest.ne(largest)));
  }

  /// The sum of what is seen at each position.
  public static Strided sum(Windows windows, Strided x) {
    var sums = onPositions(windows, x);
    var add = ADD.kernel(x.element(), x.element());
    windows.forEachTap(tap -> {
      var to = tap.seeing(sums);
      Elementwise.into(to, add, to, tap.seen(x));
    });
    return sums;
  }

  /// The transpose of [#sum]: for each element the sum over the positions that see it.
  public static Strided spread(Windows windows, Strided y) {
    var sums = onElements(windows, y);
    var add = ADD.kernel(y.element(), y.element());
    windows.forEachTap(tap -> {
      var to = tap.seen(sums);
      Elementwise.into(to, add, to, tap.seeing(y));
    });
    return sums;
  }

  /// The largest element that is seen at each position: NaN if there is one, and -infinity if none
  /// is seen.
  public static Strided max(Windows windows, Strided x) {
    var largest = onPositions(windows, x);
    var lowest = x.element().newArray(1);
    x.element().set(lowest, 0, Double.NEGATIVE_INFINITY);
    Copies.fill(x.element(), largest.array(), largest.size(), lowest);
    var max = MAX.kernel(x.element(), x.element());
    windows.forEachTap(tap -> {
      var to = tap.seeing(largest);
      Elementwise.into(to, max, to, tap.seen(x));
    });
    return largest;
  }

  /// The mean of `dx`, at each position, over the elements of `x` that are the largest.
  ///
  /// @param largest what [#max] gave for `x`
  public static Strided meanOfLargest(Windows windows, Strided dx, Strided x, Strided largest) {
    var sums = onPositions(windows, x);
    var add = ADD.kernel(x.element(), x.element());
    windows.forEachTap(tap -> {
      var to = tap.seeing(sums);
      Elementwise.into(to, add, to, ifLargest(tap, tap.seen(dx), x, largest));
    });
    return Elementwise.map(SHARE, sums, numbers(windows, x, largest));
  }

  /// The transpose of [#meanOfLargest]: `y` shared evenly among the elements of `x` that are the
  /// largest.
  public static Strided shareOfLargest(Windows windows, Strided y, Strided x, Strided largest) {
    var shares = Elementwise.map(SHARE, y, numbers(windows, x, largest));
    var sums = onElements(windows, y);
    var add = ADD.kernel(x.element(), x.element());
    windows.forEachTap(tap -> {
      var to = tap.seen(sums);
      Elementwise.into(to, add, to, ifLargest(tap, tap.seeing(shares), x, largest));
    });
    return sums;
  }

  /// How many elements are the largest, at each position.
  private static Strided numbers(Windows windows, Strided x, Strided largest) {
    var numbers = onPositions(windows, x);
    var one = Strided.allocate(x.element(), 1);
    x.element().set(one.array(), 0, 1);
    var add = ADD.kernel(x.element(), x.element());
    windows.forEachTap(tap -> {
      var to = tap.seeing(numbers);
      Elementwise.into(to, add, to, ifLargest(tap, one.broadcast(to.dims()), x, largest));
    });
    return numbers;
  }

  /// `s` where a tap sees the largest element, elsewhere 0. The element is copied to where its
  /// neighbours see theirs: to choose by vectors pays, and branches would be taken at random.
  private static Strided ifLargest(Windows.Tap tap, Strided s, Strided x, Strided largest) {
    return Elementwise.map(IF_LARGEST, s, Copies.contiguous(tap.seen(x)), tap.seeing(largest));
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
