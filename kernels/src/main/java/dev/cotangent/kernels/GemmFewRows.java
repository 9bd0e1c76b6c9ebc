package dev.cotangent.kernels;

import dev.cotangent.kernels.GemmPlan.Part;

/// The path of [GemmPlan.Path#TRANSPOSED]: one group of columns after the other, as many as there
/// are lanes; what has to be copied for them, for several together.
///
/// The tiles take as many steps at a time as there are lanes. What a block has more is done first,
/// from copies that are filled up with zeros in front: a chain begins with a zero, and zero times
/// zero leaves it one.
///
/// Squares of short columns are read here and there: memory is read at twice the speed if it is
/// read from front to end, so such columns are copied to where they stay near first.
final class GemmFewRows {
  /// Groups that are copied and zeroed in one call.
  private static final int TOGETHER = 16;

  /// Columns that are read from memory in one go. With more, and fewer, it took longer.
  private static final int NEAR = 8192; // bytes

  private static final int IN_MEMORY = 1 << 20; // bytes; less will be in a cache

  private final GemmPlan plan;
  private final Object left;
  private final Object right;
  private final Object product;
  private final GemmCopy any;
  private final int lanes;
  private final int size; // of what one group of columns adds to

  GemmFewRows(GemmPlan plan, Object left, Object right, Object product) {
    this.plan = plan;
    this.left = left;
    this.right = right;
    this.product = product;
    any = GemmCopy.any(plan.element);
    lanes = plan.lanes;
    size = plan.rows * lanes;
  }

  void multiply(int a, int b, int c) {
    var rows = rows(a);
    int groups = Math.ceilDiv(plan.columns, lanes);
    Parallel.ranges(
        groups,
        plan.nanos(plan.rows, lanes, plan.inner),
        (from, to) -> new Groups(rows).run(from, to, b, c));
  }

  /// The left operand, copied if the elements of a row have gaps between them.
  private Part rows(int a) {
    if (plan.leftInner == 1) return new Part(left, a, plan.leftRow);
    var copy = plan.element.newArray(plan.rows * plan.inner);
    int inner = plan.inner;
    any.run(plan.rows, inner, left, a, plan.leftRow, plan.leftInner, copy, 0, inner, 1, false);
    return new Part(copy, 0, inner);
  }

  /// What a thread needs for itself.
  private final class Groups {
    final Part rows;
    final int odd = plan.inner % lanes; // steps of the last block: the others have none
    final int near = near(); // groups that are read in one go; 0 if they lie too far apart
    final int together = near > 0 ? near : TOGETHER;
    final Object copied = plan.element.newArray(near * lanes * plan.rightColumn);
    final Object zeros = plan.element.newArray(together * size);
    final Object chains = plan.element.newArray(together * size);
    final Object oddRows = plan.element.newArray(odd > 0 ? size : 0);
    final Object oddColumns = plan.element.newArray(odd > 0 ? together * lanes * lanes : 0);

    Groups(Part rows) {
      this.rows = rows;
      if (odd == 0) return;
      int at = rows.at() + (plan.inner - 1) / plan.block * plan.block;
      any.run(
          plan.rows, odd, rows.array(), at, rows.step(), 1, oddRows, lanes - odd, lanes, 1, false);
    }

    private int near() {
      boolean dense = plan.rightColumn >= plan.inner && plan.rightColumn <= 2 * plan.inner;
      long column = (long) plan.rightColumn * plan.element.bytes();
      return dense && plan.columns * column >= IN_MEMORY ? (int) (NEAR / (lanes * column)) : 0;
    }

    /// The last group is moved to the left until it fits. Of what it shares with its neighbour
    /// nothing is written.
    void run(int from, int to, int b, int c) {
      int fitting = plan.columns / lanes;
      for (int group = from; group < to; ) {
        int count = group < fitting ? Math.min(together, Math.min(to, fitting) - group) : 1;
        int j = Math.min(group * lanes, plan.columns - lanes);
        var columns = columns(b + j * plan.rightColumn, count * lanes);
        for (int k = 0; k < plan.inner; k += plan.block) {
          System.arraycopy(zeros, 0, chains, 0, count * size);
          block(columns, k, count);
          add(count, group * lanes - j, c + group * lanes, k > 0);
        }
        group += count;
      }
    }

    private Part columns(int at, int count) {
      int step = plan.rightColumn;
      if (near == 0) return new Part(right, at, step);
      System.arraycopy(right, at, copied, 0, (count - 1) * step + plan.inner);
      return new Part(copied, 0, step);
    }

    private void add(int count, int known, int to, boolean add) {
      if (plan.rows == 1) {
        any.run(1, count * lanes - known, chains, known, 0, 1, product, to, 0, 1, add);
        return;
      }
      for (int k = 0; k < count; k++) {
        int at = k * size + known;
        int place = to + k * lanes;
        any.run(
            plan.rows, lanes - known, chains, at, lanes, 1, product, place, plan.columns, 1, add);
      }
    }

    private void block(Part columns, int k, int count) {
      int length = plan.length(k);
      int first = length % lanes;
      if (first > 0) {
        int gap = lanes - first;
        any.run(
            count * lanes,
            first,
            columns.array(),
            columns.at() + k,
            columns.step(),
            1,
            oddColumns,
            gap,
            lanes,
            1,
            false);
        var left = new Part(oddRows, 0, lanes);
        for (int g = 0; g < count; g++) {
          tiles(lanes, left, new Part(oddColumns, g * lanes * lanes, lanes), g);
        }
      }
      var left = new Part(rows.array(), rows.at() + k + first, rows.step());
      for (int g = 0; g < count; g++) {
        int at = columns.at() + g * lanes * columns.step() + k + first;
        tiles(length - first, left, new Part(columns.array(), at, columns.step()), g);
      }
    }

    private void tiles(int length, Part a, Part b, int group) {
      var sums = new Part(chains, group * size, lanes);
      plan.column(1, 0, plan.strips.parts(), length, a, b, sums, true);
    }
  }
}
