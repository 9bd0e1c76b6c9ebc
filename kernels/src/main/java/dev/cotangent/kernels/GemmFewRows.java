package dev.cotangent.kernels;

import dev.cotangent.kernels.GemmPlan.Part;

/// The path of [GemmPlan.Path#TRANSPOSED]: one group of columns after the other, as many as there
/// are lanes.
///
/// The tiles take as many steps at a time as there are lanes. What a block has more is done first,
/// from copies that are filled up with zeros in front: a chain begins with a zero, and zero times
/// zero leaves it one.
final class GemmFewRows {
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
    final Object zeros = plan.element.newArray(size);
    final Object chains = plan.element.newArray(size);
    final Object oddRows = plan.element.newArray(odd > 0 ? size : 0);
    final Object oddColumns = plan.element.newArray(odd > 0 ? lanes * lanes : 0);

    Groups(Part rows) {
      this.rows = rows;
      if (odd == 0) return;
      int at = rows.at() + (plan.inner - 1) / plan.block * plan.block;
      any.run(
          plan.rows, odd, rows.array(), at, rows.step(), 1, oddRows, lanes - odd, lanes, 1, false);
    }

    /// The last group is moved to the left until it fits. Of what it shares with its neighbour
    /// nothing is written.
    void run(int from, int to, int b, int c) {
      for (int group = from; group < to; group++) {
        int j = Math.min(group * lanes, plan.columns - lanes);
        for (int k = 0; k < plan.inner; k += plan.block) {
          System.arraycopy(zeros, 0, chains, 0, size);
          block(b + j * plan.rightColumn, k);
          add(group * lanes - j, c + group * lanes, k > 0);
        }
      }
    }

    private void add(int known, int to, boolean add) {
      any.run(plan.rows, lanes - known, chains, known, lanes, 1, product, to, plan.columns, 1, add);
    }

    private void block(int b, int k) {
      int length = plan.length(k);
      int first = length % lanes;
      if (first > 0) {
        int gap = lanes - first;
        any.run(lanes, first, right, b + k, plan.rightColumn, 1, oddColumns, gap, lanes, 1, false);
        tiles(lanes, new Part(oddRows, 0, lanes), new Part(oddColumns, 0, lanes));
      }
      int from = rows.at() + k + first;
      tiles(
          length - first,
          new Part(rows.array(), from, rows.step()),
          new Part(right, b + k + first, plan.rightColumn));
    }

    private void tiles(int length, Part a, Part b) {
      plan.column(1, 0, plan.strips.parts(), length, a, b, new Part(chains, 0, lanes), true);
    }
  }
}
