package dev.cotangent.kernels;

import dev.cotangent.kernels.GemmPlan.Part;

/// The path of [GemmPlan.Path#PACKED]. One scratch array holds the panels, which all threads read.
/// Each thread has another for a block of the left operand if that is transposed, and for the part
/// of a panel's product that sticks out over the last column.
final class GemmPacked {
  /// Below this length, a loop copies a row faster than a call does.
  private static final int SHORT_ROW = 16; // bytes

  /// Nanoseconds to pack an element, roughly.
  private static final double PACKING = 0.2;

  private final GemmPlan plan;
  private final Object left;
  private final Object right;
  private final Object product;
  private final int groupSize; // panels that are packed at a time
  private final int edgeAt; // in a thread's own array, behind the block of the left operand
  private final int ownSize;

  GemmPacked(GemmPlan plan, Object left, Object right, Object product) {
    this.plan = plan;
    this.left = left;
    this.right = right;
    this.product = product;
    int widest = plan.panels.most() * plan.lanes;
    int rows = Math.min(GemmJobs.STRIPS, plan.strips.parts()) * plan.strips.most();
    int longest = Math.min(plan.block, plan.inner);
    groupSize = Math.min(plan.panels.parts(), Math.max(1, groupColumns() / widest));
    edgeAt = plan.leftTransposed ? rows * longest : 0;
    ownSize = edgeAt + (plan.columns % plan.lanes == 0 ? 0 : rows * widest);
  }

  /// So many columns that their panels, for one block, stay in a cache.
  private int groupColumns() {
    return plan.element == Element.F32 ? 2048 : 1024;
  }

  void multiply(int a, int b, int c) {
    var pool = Scratch.of(plan.element);
    int longest = plan.length(0);
    var panels = pool.take(groupSize * plan.panels.most() * plan.lanes * longest);
    for (int first = 0; first < plan.panels.parts(); first += groupSize) {
      int end = Math.min(first + groupSize, plan.panels.parts());
      for (int k = 0; k < plan.inner; k += plan.block) block(panels, first, end, k, a, b, c);
    }
    pool.give(panels);
  }

  private void block(Object panels, int first, int end, int k, int a, int b, int c) {
    int length = plan.length(k);
    Parallel.ranges(
        end - first,
        PACKING * length * plan.panels.most() * plan.lanes,
        (from, to) -> {
          for (int p = first + from; p < first + to; p++) pack(panels, first, p, k, b);
        });
    GemmJobs.forEach(
        plan,
        first,
        end,
        false,
        length,
        (strip, endStrip, panel, endPanel) -> {
          var pool = Scratch.of(plan.element);
          var own = ownSize > 0 ? pool.take(ownSize) : panels;
          var rows = rows(own, length, strip, endStrip, a + k * plan.leftInner);
          for (int p = panel; p < endPanel; p++) {
            var packed = new Part(panels, panelAt(first, p, k), plan.panels.size(p) * plan.lanes);
            strips(own, rows, strip, endStrip, p, packed, length, c, k > 0);
          }
          if (ownSize > 0) pool.give(own);
        });
  }

  private int panelAt(int first, int panel, int k) {
    return (plan.panels.start(panel) - plan.panels.start(first)) * plan.lanes * plan.length(k);
  }

  /// The columns of a panel that there are: its last vector may have lanes beyond them.
  private int columns(int panel) {
    int start = plan.panels.start(panel) * plan.lanes;
    return Math.min(plan.panels.size(panel) * plan.lanes, plan.columns - start);
  }

  /// Lanes beyond the last column keep what they had: nobody reads what comes of it.
  private void pack(Object panels, int first, int panel, int k, int b) {
    int width = plan.panels.size(panel) * plan.lanes;
    int columns = columns(panel);
    int length = plan.length(k);
    int row = plan.rightInner;
    int column = plan.rightColumn;
    int from = b + k * row + plan.panels.start(panel) * plan.lanes * column;
    int to = panelAt(first, panel, k);
    if (column == 1 && !isShort(columns)) {
      runs(columns, length, right, from, row, panels, to, width);
    } else if (row == 1) {
      plan.transposition().run(columns, length, right, from, column, panels, to, width);
    } else {
      GemmCopy.any(plan.element)
          .run(length, columns, right, from, row, column, panels, to, width, 1, false);
    }
  }

  /// The product of some strips and one panel.
  private void strips(
      Object own,
      Part rows,
      int strip,
      int endStrip,
      int p,
      Part packed,
      int length,
      int c,
      boolean add) {
    int size = plan.panels.size(p);
    int width = size * plan.lanes;
    int columns = columns(p);
    int top = plan.strips.start(strip);
    int to = c + top * plan.columns + plan.panels.start(p) * plan.lanes;
    if (columns == width) {
      var target = new Part(product, to, plan.columns);
      plan.column(size, strip, endStrip, length, rows, packed, target, add);
    } else {
      var target = new Part(own, edgeAt, width);
      plan.column(size, strip, endStrip, length, rows, packed, target, false);
      int height = plan.strips.start(endStrip) - top;
      if (add || isShort(columns)) {
        GemmCopy.any(plan.element)
            .run(height, columns, own, edgeAt, width, 1, product, to, plan.columns, 1, add);
      } else {
        runs(columns, height, own, edgeAt, width, product, to, plan.columns);
      }
    }
  }

  private boolean isShort(int columns) {
    return columns * plan.element.bytes() < SHORT_ROW;
  }

  private void runs(
      int length, int n, Object from, int fromAt, int fromStep, Object to, int toAt, int toStep) {
    RunCopies.of(plan.element, length, (long) n * length)
        .run(length, 1, n, from, fromAt, 0, fromStep, to, toAt, 0, toStep);
  }

  /// Strips of the left operand, transposed if need be.
  private Part rows(Object own, int length, int strip, int endStrip, int a) {
    int top = plan.strips.start(strip);
    int at = a + top * plan.leftRow;
    if (!plan.leftTransposed) {
      return new Part(left, at, plan.leftByColumns ? plan.leftInner : plan.leftRow);
    }
    int height = plan.strips.start(endStrip) - top;
    if (plan.leftRow == 1) {
      plan.transposition().run(length, height, left, at, plan.leftInner, own, 0, length);
    } else {
      GemmCopy.any(plan.element)
          .run(length, height, left, at, plan.leftInner, plan.leftRow, own, 0, 1, length, false);
    }
    return new Part(own, 0, length);
  }
}
