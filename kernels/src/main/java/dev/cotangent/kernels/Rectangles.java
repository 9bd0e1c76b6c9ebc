package dev.cotangent.kernels;

/// Copies and sums between two views of F32 or F64 whose rows are short: the last two axes, after
/// those that both walk evenly were merged, are one call.
final class Rectangles {
  private Rectangles() {}

  /// `to = from`, of equal dimensions.
  static void copy(Strided from, Strided to) {
    move(from, to, false);
  }

  /// `to = to + from`, of equal dimensions.
  static void add(Strided from, Strided to) {
    move(from, to, true);
  }

  private static void move(Strided from, Strided to, boolean add) {
    if (to.size() == 0) return;
    var dims = Copies.merged(from, to);
    var a = from.reshape(dims);
    var b = to.reshape(dims);
    while (a.rank() < 2) {
      a = a.expand(0);
      b = b.expand(0);
    }
    int row = a.rank() - 2;
    int rows = a.dim(row);
    int columns = a.dim(row + 1);
    int fromRow = a.stride(row);
    int fromColumn = a.stride(row + 1);
    int toRow = b.stride(row);
    int toColumn = b.stride(row + 1);
    var source = from.array();
    var target = to.array();
    var copy = GemmCopy.any(from.element());
    Loops.inOrder(a.axes(0, row), b.axes(0, row))
        .forEachPosition(at ->
            copy.run(
                rows,
                columns,
                source,
                at[0],
                fromRow,
                fromColumn,
                target,
                at[1],
                toRow,
                toColumn,
                add));
  }
}
