package dev.cotangent.kernels;

import dev.cotangent.kernels.GemmPlan.Part;

/// The fast way to a product of floating-point matrices: tiles of the product, each summed in
/// registers by a [GemmTile] over one block of the inner index at a time. Strips of rows do not
/// depend on each other.
final class Gemm {
  /// How much longer scalar tiles take than others.
  private static final int DOTS_SLOWER = 10;

  private final GemmPlan plan;
  private final Object left;
  private final Object right;
  private final Object product;

  private Gemm(GemmPlan plan, Object left, Object right, Object product) {
    this.plan = plan;
    this.left = left;
    this.right = right;
    this.product = product;
  }

  /// Writes the product of `x` and `y` to `result`, which is row-major and not empty, as their
  /// inner dimension is not; or does nothing and returns false if the tiles for it are not ready.
  ///
  /// @param bits of the widest vectors to use
  /// @param now whether to use tiles that have not been warmed
  static boolean multiply(Strided x, Strided y, Strided result, int bits, boolean now) {
    long work = 2L * x.dim(x.rank() - 1) * result.size();
    var plan = new GemmPlan(x, y, bits, true);
    boolean ready = plan.ready(work, now);
    if (!ready && plan.path == GemmPlan.Path.TRANSPOSED) {
      plan = new GemmPlan(x, y, bits, false);
      ready = plan.ready(work, now);
    }
    if (!ready) return false;
    var first = plan.swapped ? y : x;
    var second = plan.swapped ? x : y;
    var gemm = new Gemm(plan, first.array(), second.array(), result.array());
    int batch = x.rank() - 2;
    if (batch == 0) {
      gemm.one(first.offset(), second.offset(), result.offset());
    } else {
      gemm.each(Loops.inOrder(first.axes(0, batch), second.axes(0, batch), result.axes(0, batch)));
    }
    return true;
  }

  private void each(Loops batch) {
    batch.inParallel(
        plan.nanos(plan.rows, plan.columns, plan.inner),
        (at, products) -> {
          for (int k = 0; k < products; k++) {
            one(
                at[0] + k * batch.stride(0),
                at[1] + k * batch.stride(1),
                at[2] + k * batch.stride(2));
          }
        });
  }

  private void one(int a, int b, int c) {
    switch (plan.path) {
      case DOTS -> dots(a, b, c);
      case TRANSPOSED -> new GemmFewRows(plan, left, right, product).multiply(a, b, c);
      case IN_PLACE -> inPlace(a, b, c);
      case PACKED -> new GemmPacked(plan, left, right, product).multiply(a, b, c);
    }
  }

  /// Here the operands change sides: the tiles lie along the columns of the right one.
  private void dots(int a, int b, int c) {
    Parallel.ranges(
        plan.strips.parts(),
        DOTS_SLOWER * plan.nanos(plan.rows, plan.strips.most(), plan.inner),
        (from, to) -> dots(from, to, a, b, c));
  }

  private void dots(int from, int to, int a, int b, int c) {
    int column = plan.strips.start(from);
    for (int i = 0; i < plan.rows; i++) {
      var sums = new Part(product, c + i * plan.columns + column, 1);
      for (int k = 0; k < plan.inner; k += plan.block) {
        var factors = new Part(left, a + i * plan.leftRow + k * plan.leftInner, plan.leftInner);
        var rows = new Part(right, b + column * plan.rightColumn + k, plan.rightColumn);
        plan.column(1, from, to, plan.length(k), rows, factors, sums, k > 0);
      }
    }
  }

  private void inPlace(int a, int b, int c) {
    int panels = plan.panels.parts();
    boolean glued = !plan.wholeRows && plan.columns % plan.lanes != 0;
    GemmJobs.forEach(
        plan,
        0,
        panels,
        glued,
        plan.inner,
        (strip, endStrip, panel, endPanel) -> inPlace(strip, endStrip, panel, endPanel, a, b, c));
  }

  /// One block of the inner index after the other, so that what several panels read of it is near.
  ///
  /// The last panel is moved to the left until it fits: what it shares with its neighbour is
  /// computed twice. Where blocks are added up, it has a place of its own for that, lest they be
  /// added to the neighbour's sums.
  private void inPlace(int strip, int endStrip, int panel, int endPanel, int a, int b, int c) {
    int step = plan.leftByColumns ? plan.leftInner : plan.leftRow;
    int top = plan.strips.start(strip);
    int last = plan.panels.parts() - 1;
    int shared = plan.wholeRows ? 0 : Math.max(0, end(last) - plan.columns);
    boolean apart = endPanel > last && shared > 0 && plan.inner > plan.block;
    int height = plan.strips.start(endStrip) - top;
    int tail = plan.panels.size(last) * plan.lanes;
    var sums = new Part(apart ? plan.element.newArray(height * tail) : product, 0, tail);
    for (int k = 0; k < plan.inner; k += plan.block) {
      var from = new Part(left, a + top * plan.leftRow + k * plan.leftInner, step);
      for (int p = panel; p < endPanel; p++) {
        int width = plan.panels.size(p);
        int j = plan.wholeRows ? 0 : Math.min(end(p), plan.columns) - width * plan.lanes;
        var to = new Part(product, c + top * plan.columns + j, plan.columns);
        var rows = new Part(right, b + k * plan.rightInner + j, plan.rightInner);
        plan.column(
            width,
            strip,
            endStrip,
            plan.length(k),
            from,
            rows,
            apart && p == last ? sums : to,
            k > 0);
      }
    }
    if (!apart) return;
    int to = c + top * plan.columns + end(last) - tail;
    GemmCopy.any(plan.element)
        .run(
            height,
            tail - shared,
            sums.array(),
            shared,
            tail,
            1,
            product,
            to,
            plan.columns,
            1,
            false);
  }

  /// The column behind a panel, were it not moved.
  private int end(int panel) {
    return plan.panels.start(panel + 1) * plan.lanes;
  }
}
