package dev.cotangent.kernels;

/// Cuts a product into rectangles of strips and panels for several threads: the inner index is
/// never cut, so the bits are those of one thread.
final class GemmJobs {
  /// A part of the work.
  interface Rectangle {
    void run(int firstStrip, int endStrip, int firstPanel, int endPanel);
  }

  /// Strips that are done with one panel before the next, which stays in a cache meanwhile.
  static final int STRIPS = 16;

  // So many rectangles keep a few threads busy to the end. Where each of them transposes its rows
  // first, so few.
  private static final int MANY = 24;
  private static final int FEW = 8;

  private GemmJobs() {}

  /// Does all strips and the panels `first` to `end`.
  ///
  /// @param glued whether the last two panels overlap, and must be left to one thread
  /// @param length of the inner index
  static void forEach(
      GemmPlan plan, int first, int end, boolean glued, int length, Rectangle rectangle) {
    int units = Math.max(1, end - first - (glued ? 1 : 0));
    int rows = Math.ceilDiv(plan.strips.parts(), STRIPS);
    int columns = Math.min(units, Math.ceilDiv(plan.leftTransposed ? FEW : MANY, rows));
    int width = (plan.panels.start(end) - plan.panels.start(first)) * plan.lanes;
    double nanos = plan.nanos(plan.rows, width, length) / (rows * columns);
    Parallel.ranges(
        rows * columns,
        nanos,
        (from, to) -> {
          for (int job = from; job < to; job++) {
            int strip = job % rows * STRIPS;
            int column = job / rows;
            int firstPanel = first + units * column / columns;
            int endPanel = column + 1 == columns ? end : first + units * (column + 1) / columns;
            int endStrip = Math.min(strip + STRIPS, plan.strips.parts());
            rectangle.run(strip, endStrip, firstPanel, endPanel);
          }
        });
  }
}
