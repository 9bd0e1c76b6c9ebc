package dev.cotangent.kernels;

import java.util.Arrays;
import java.util.List;

/// Copies between two strided arrays of equal dimensions, whose evenly walked axes have been
/// merged. Long runs that lie side by side in both are copied as they are, and what is repeated is
/// filled in. Anything else goes by planes of two axes: the one along which the target lies closest
/// together, and the one along which the source does, so that of each cache line that is fetched
/// everything is used.
final class Mover {
  /// From here on a run is worth a copy of its own.
  private static final int SHORTEST_RUN = 8;

  /// From here on it is worth more than that, and to be shared by threads.
  private static final int LONG_RUN = 1 << 14;

  /// Nanoseconds: what takes less is repeated within a call.
  private static final double SHORT = 1000;

  /// Rows of the target that are written side by side: as many pages as a processor has at hand.
  private static final int BLOCK = 64;

  /// Columns that are copied row by row: the rows of so many stay in the first-level cache.
  private static final int STRIPE = 1024;

  /// Planes with fewer rows or columns are not worth a transposition.
  private static final int NARROW = 8;

  /// What an element takes, roughly.
  private static final double NANOS = 0.2;

  private final Strided from;
  private final Strided to;
  private final Element element;

  Mover(Strided from, Strided to) {
    this.from = from;
    this.to = to;
    element = from.element();
  }

  void run() {
    int rank = to.rank();
    int inner = closest(to, -1);
    if (rank < 2 || to.dim(inner) >= SHORTEST_RUN && isEven(inner)) {
      if (rank < 2 || from.stride(inner) == 0 || to.dim(inner) >= LONG_RUN) runs();
      else shortRuns(inner);
      return;
    }
    int other = closest(from, -1);
    if (other == inner) other = closest(to, inner);
    planes(inner, other);
  }

  /// The axis, not `but`, along which elements lie closest together, and of several the longest.
  private static int closest(Strided x, int but) {
    int best = -1;
    for (int axis = 0; axis < x.rank(); axis++) {
      if (axis == but) continue;
      int step = Math.abs(x.stride(axis));
      int least = best < 0 ? Integer.MAX_VALUE : Math.abs(x.stride(best));
      if (step < least || step == least && x.dim(axis) > x.dim(best)) best = axis;
    }
    return best;
  }

  private boolean isEven(int axis) {
    int step = from.stride(axis);
    return to.stride(axis) == 1 && (step == 1 || step == 0);
  }

  private void runs() {
    var loops = Loops.closest(to, from);
    int toStep = loops.stride(0);
    int fromStep = loops.stride(1);
    loops.inParts(
        NANOS,
        part ->
            part.forEach((at, n) ->
                Copies.row(element, n, from.array(), at[1], fromStep, to.array(), at[0], toStep)));
  }

  /// In the order in which the source lies: what is fetched ahead from memory is used at once.
  private void shortRuns(int inner) {
    var order = MemoryOrder.of(List.of(from, to)).axes();
    order = Arrays.stream(order).filter(axis -> axis != inner).toArray();
    var source = from.permute(order);
    var target = to.permute(order);
    int length = to.dim(inner);
    int last = order.length - 1;
    boolean nested = last > 0 && target.dim(last) * length * NANOS < SHORT;
    int times = nested ? target.dim(last) : 1;
    int axes = nested ? last : order.length;
    var loops = Loops.inOrder(target.axes(0, axes), source.axes(0, axes));
    var copy = RunCopies.of(element, length, to.size());
    loops.inParallel(
        NANOS * times * length,
        (at, n) ->
            copy.run(
                length,
                n,
                times,
                from.array(),
                at[1],
                loops.stride(1),
                source.stride(last),
                to.array(),
                at[0],
                loops.stride(0),
                target.stride(last)));
  }

  private void planes(int inner, int other) {
    int rank = to.rank();
    var order = new int[rank];
    int next = 0;
    for (int axis = 0; axis < rank; axis++)
      if (axis != inner && axis != other) order[next++] = axis;
    order[rank - 2] = other;
    order[rank - 1] = inner;
    var plane = new Plane(from.permute(order), to.permute(order));
    var loops =
        Loops.inOrder(from.permute(order).axes(0, rank - 2), to.permute(order).axes(0, rank - 2));
    loops.inParallel(
        plane.rows * plane.columns * NANOS,
        (at, n) -> {
          for (int k = 0; k < n; k++) {
            plane.copy(at[0] + k * loops.stride(0), at[1] + k * loops.stride(1));
          }
        });
  }

  /// The last two axes.
  private final class Plane {
    private final boolean transposing;
    private final int rows;
    private final int columns;
    private final int fromRow;
    private final int fromColumn;
    private final int toRow;
    private final int toColumn;

    Plane(Strided from, Strided to) {
      int row = to.rank() - 2;
      int column = row + 1;
      transposing =
          from.stride(row) == 1
              && to.stride(column) == 1
              && Math.min(to.dim(row), to.dim(column)) >= NARROW;
      // The inner loop of a plain copy had better be long.
      boolean swapped = !transposing && to.dim(row) > to.dim(column);
      if (swapped) {
        row++;
        column--;
      }
      rows = to.dim(row);
      columns = to.dim(column);
      fromRow = from.stride(row);
      fromColumn = from.stride(column);
      toRow = to.stride(row);
      toColumn = to.stride(column);
    }

    void copy(int fromAt, int toAt) {
      if (transposing) transpose(fromAt, toAt);
      else stripes(fromAt, toAt);
    }

    private void transpose(int fromAt, int toAt) {
      var copy = GemmTransposition.of(element, bits(), (long) rows * columns, false);
      Parallel.ranges(
          Math.ceilDiv(rows, BLOCK),
          (double) BLOCK * columns * NANOS,
          (first, last) -> {
            for (int row = first * BLOCK; row < Math.min(last * BLOCK, rows); row += BLOCK) {
              int n = Math.min(BLOCK, rows - row);
              int source = fromAt + row;
              int target = toAt + row * toRow;
              copy.run(columns, n, from.array(), source, fromColumn, to.array(), target, toRow);
            }
          });
    }

    /// Of the widest vectors that fit.
    private int bits() {
      int bits = VectorSupport.bits();
      int least = Math.min(rows, columns);
      while (bits > 128 && GemmTile.Form.lanes(element, bits) > least) bits /= 2;
      return bits;
    }

    private void stripes(int fromAt, int toAt) {
      for (int column = 0; column < columns; column += STRIPE) {
        int n = Math.min(STRIPE, columns - column);
        for (int row = 0; row < rows; row++) {
          int source = fromAt + row * fromRow + column * fromColumn;
          int target = toAt + row * toRow + column * toColumn;
          Copies.row(element, n, from.array(), source, fromColumn, to.array(), target, toColumn);
        }
      }
    }
  }
}
