package dev.cotangent.kernels;

import dev.cotangent.kernels.GemmPlan.Part;

/// The fast way to a product of floating-point matrices: tiles of the product, each summed in
/// registers by a [GemmTile] over one block of the inner index at a time. Strips of rows do not
/// depend on each other.
final class Gemm {
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
    var plan = new GemmPlan(x, y, bits);
    if (!plan.ready(2L * plan.inner * result.size(), now)) return false;
    var first = plan.swapped ? y : x;
    var second = plan.swapped ? x : y;
    var gemm = new Gemm(plan, first.array(), second.array(), result.array());
    int batch = x.rank() - 2;
    if (batch == 0) {
      gemm.one(first.offset(), second.offset(), result.offset());
    } else {
      Loops.inOrder(first.axes(0, batch), second.axes(0, batch), result.axes(0, batch))
          .forEachPosition(at -> gemm.one(at[0], at[1], at[2]));
    }
    return true;
  }

  private void one(int a, int b, int c) {
    switch (plan.path) {
      case DOTS -> dots(a, b, c);
      case IN_PLACE -> inPlace(a, b, c);
      case PACKED -> new GemmPacked(plan, left, right, product).multiply(a, b, c);
    }
  }

  /// Here the operands change sides: the tiles lie along the columns of the right one.
  private void dots(int a, int b, int c) {
    for (int i = 0; i < plan.rows; i++) {
      var to = new Part(product, c + i * plan.columns, 1);
      for (int k = 0; k < plan.inner; k += plan.block) {
        var column = new Part(left, a + i * plan.leftRow + k * plan.leftInner, plan.leftInner);
        var rows = new Part(right, b + k, plan.rightColumn);
        plan.column(1, 0, plan.strips.parts(), plan.length(k), rows, column, to, k > 0);
      }
    }
  }

  /// The last panel is moved to the left until it fits: what it shares with its neighbour is
  /// computed twice, from the first block on.
  private void inPlace(int a, int b, int c) {
    int step = plan.leftByColumns ? plan.leftInner : plan.leftRow;
    for (int p = 0; p < plan.panels.parts(); p++) {
      int width = plan.panels.size(p);
      int j = Math.min(plan.panels.start(p) * plan.lanes, plan.columns - width * plan.lanes);
      var to = new Part(product, c + j, plan.columns);
      for (int k = 0; k < plan.inner; k += plan.block) {
        var from = new Part(left, a + k * plan.leftInner, step);
        var panel = new Part(right, b + k * plan.rightInner + j, plan.rightInner);
        plan.column(width, 0, plan.strips.parts(), plan.length(k), from, panel, to, k > 0);
      }
    }
  }
}
