package dev.cotangent.kernels;

import dev.cotangent.kernels.GemmPlan.Part;

/// The path of [GemmPlan.Path#PACKED]. The scratch array holds the panels, a block of the left
/// operand if that is transposed, and the part of a panel's product that sticks out over the last
/// column.
final class GemmPacked {
  /// Strips that are done with one panel before the next, and transposed at a time.
  private static final int STRIPS = 16;

  /// Below this length, a loop copies a row faster than a call does.
  private static final int LONG_ROW = 16;

  private final GemmPlan plan;
  private final Object left;
  private final Object right;
  private final Object product;
  private final int groupSize; // panels that are packed at a time
  private final int leftAt; // positions in the scratch array
  private final int edgeAt;
  private final int scratchSize;

  GemmPacked(GemmPlan plan, Object left, Object right, Object product) {
    this.plan = plan;
    this.left = left;
    this.right = right;
    this.product = product;
    int widest = plan.panels.most() * plan.lanes;
    int rows = Math.min(STRIPS, plan.strips.parts()) * plan.strips.most();
    int longest = Math.min(plan.block, plan.inner);
    groupSize = Math.min(plan.panels.parts(), Math.max(1, groupColumns() / widest));
    leftAt = groupSize * widest * longest;
    edgeAt = leftAt + (plan.leftTransposed ? rows * longest : 0);
    scratchSize = edgeAt + (plan.columns % plan.lanes == 0 ? 0 : rows * widest);
  }

  /// So many columns that their panels, for one block, stay in a cache.
  private int groupColumns() {
    return plan.element == Element.F32 ? 2048 : 1024;
  }

  void multiply(int a, int b, int c) {
    var pool = Scratch.of(plan.element);
    var scratch = pool.take(scratchSize);
    for (int first = 0; first < plan.panels.parts(); first += groupSize) {
      int end = Math.min(first + groupSize, plan.panels.parts());
      for (int k = 0; k < plan.inner; k += plan.block) {
        for (int p = first; p < end; p++) pack(scratch, first, p, k, b);
        for (int s = 0; s < plan.strips.parts(); s += STRIPS) {
          strips(scratch, first, end, k, s, a, c);
        }
      }
    }
    pool.give(scratch);
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
  private void pack(Object scratch, int first, int panel, int k, int b) {
    int width = plan.panels.size(panel) * plan.lanes;
    int columns = columns(panel);
    int length = plan.length(k);
    int row = plan.rightInner;
    int column = plan.rightColumn;
    int from = b + k * row + plan.panels.start(panel) * plan.lanes * column;
    int to = panelAt(first, panel, k);
    if (column == 1 && columns >= LONG_ROW) {
      for (int i = 0; i < length; i++) {
        System.arraycopy(right, from + i * row, scratch, to + i * width, columns);
      }
    } else if (row == 1) {
      GemmCopy.transposing(plan.element)
          .run(columns, length, right, from, column, 1, scratch, to, 1, width, false);
    } else {
      GemmCopy.any(plan.element)
          .run(length, columns, right, from, row, column, scratch, to, width, 1, false);
    }
  }

  /// The product of a group of panels and of strips from `strip` on.
  private void strips(Object scratch, int first, int end, int k, int strip, int a, int c) {
    int endStrip = Math.min(strip + STRIPS, plan.strips.parts());
    int top = plan.strips.start(strip);
    int rows = plan.strips.start(endStrip) - top;
    int length = plan.length(k);
    var from = left(scratch, length, a + top * plan.leftRow + k * plan.leftInner, rows);
    for (int p = first; p < end; p++) {
      int size = plan.panels.size(p);
      int width = size * plan.lanes;
      int columns = columns(p);
      var panel = new Part(scratch, panelAt(first, p, k), width);
      int to = c + top * plan.columns + plan.panels.start(p) * plan.lanes;
      if (columns == width) {
        var target = new Part(product, to, plan.columns);
        plan.column(size, strip, endStrip, length, from, panel, target, k > 0);
      } else {
        var target = new Part(scratch, edgeAt, width);
        plan.column(size, strip, endStrip, length, from, panel, target, false);
        GemmCopy.any(plan.element)
            .run(rows, columns, scratch, edgeAt, width, 1, product, to, plan.columns, 1, k > 0);
      }
    }
  }

  /// Rows of the left operand, transposed if need be.
  private Part left(Object scratch, int length, int at, int rows) {
    if (!plan.leftTransposed) {
      return new Part(left, at, plan.leftByColumns ? plan.leftInner : plan.leftRow);
    }
    var copy = plan.leftRow == 1 ? GemmCopy.transposing(plan.element) : GemmCopy.any(plan.element);
    copy.run(
        length, rows, left, at, plan.leftInner, plan.leftRow, scratch, leftAt, 1, length, false);
    return new Part(scratch, leftAt, length);
  }
}
