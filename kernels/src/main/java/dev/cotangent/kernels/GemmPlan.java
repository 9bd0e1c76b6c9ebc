package dev.cotangent.kernels;

import org.jspecify.annotations.Nullable;

/// How to multiply floating-point matrices of one shape and layout: which path, and which tiles.
final class GemmPlan {
  enum Path {
    /// Few rows times contiguous columns: the right operand is read as it lies, by scalar tiles.
    DOTS,
    /// The same by vectors, which are transposed in registers.
    TRANSPOSED,
    /// Contiguous rows of the right operand are read as they lie.
    IN_PLACE,
    /// The right operand is packed into panels as wide as a tile, one block of the inner index and
    /// one group of panels at a time.
    PACKED
  }

  private static final int DOT_ROWS = 3; // for more rows, packing is faster
  private static final int DOT_TILE = 6;

  // A right operand is read in place for so few rows, or if it has so few bytes that it stays near.
  private static final int FEW_ROWS = 64;
  private static final int SMALL_RIGHT = 1 << 20;

  /// From so many columns of the product on, a left operand of contiguous columns is transposed.
  private static final int MANY_COLUMNS = 1024;

  final Element element;
  final int block;
  final boolean swapped; // the operands, and the product is transposed
  final int rows;
  final int columns;
  final int inner;
  final int leftRow; // strides
  final int leftInner;
  final int rightInner;
  final int rightColumn;
  final Path path;
  final int lanes;
  final GemmSplit strips; // the rows, in tiles
  final GemmSplit panels; // the vectors of a row, in tiles
  final boolean wholeRows; // of the product, in one tile that fits them: GemmTile.Right#WHOLE_ROWS
  final boolean leftByColumns;
  final boolean leftTransposed;
  private final int bits;
  private final @Nullable GemmTile[] tiles = new GemmTile[4];
  private @Nullable GemmTransposition transposition;

  /// @param widest bits of the widest vectors to use
  /// @param transposing whether [Path#TRANSPOSED] may be chosen
  GemmPlan(Strided x, Strided y, int widest, boolean transposing) {
    element = x.element();
    block = Matmul.block(element);
    int i = x.rank() - 2;
    int j = i + 1;
    swapped = y.dim(j) == 1 && x.dim(i) > 1; // a column of results is better seen as a row
    rows = swapped ? 1 : x.dim(i);
    columns = swapped ? x.dim(i) : y.dim(j);
    inner = x.dim(j);
    leftRow = rows == 1 ? 1 : x.stride(i);
    leftInner = inner == 1 ? 1 : swapped ? y.stride(i) : x.stride(j);
    rightInner = swapped ? x.stride(j) : y.stride(i);
    rightColumn = columns == 1 ? 1 : swapped ? x.stride(i) : y.stride(j);
    if (rows <= DOT_ROWS && rightInner == 1 && (rightColumn != 1 || columns == 1)) {
      int wide = GemmTile.Form.lanes(element, widest);
      boolean transposed = transposing && columns >= wide && inner >= 2 * wide;
      path = transposed ? Path.TRANSPOSED : Path.DOTS;
      bits = transposed ? widest : 0;
      lanes = transposed ? wide : 1;
      strips = transposed ? GemmSplit.of(rows, rows) : GemmSplit.of(columns, DOT_TILE);
      panels = GemmSplit.of(1, 1);
      wholeRows = false;
      leftByColumns = false;
      leftTransposed = false;
      return;
    }
    bits = narrowest(widest);
    lanes = GemmTile.Form.lanes(element, bits);
    int vectors = Math.ceilDiv(columns, lanes);
    boolean whole = columns % lanes == 0;
    boolean near = (long) inner * columns * element.bytes() <= SMALL_RIGHT;
    boolean inPlace =
        rightColumn == 1
            && columns >= lanes
            && (rows <= FEW_ROWS || near)
            && (leftInner == 1 || leftRow == 1);
    path = inPlace ? Path.IN_PLACE : Path.PACKED;
    leftTransposed =
        !inPlace && leftInner != 1 && (leftRow != 1 || rows > 1 && columns >= MANY_COLUMNS);
    leftByColumns = leftInner != 1 && !leftTransposed;
    int most = rows == 1 ? 4 * widestTile(widest) : widestTile(widest);
    wholeRows = inPlace && !whole && vectors <= most;
    panels = GemmSplit.of(vectors, most);
    strips = GemmSplit.of(rows, height(panels.most(), bits));
  }

  /// Rows of tiles of so many vectors: what registers hold beside a row of the right operand and an
  /// element of the left one, and no more chains than hide the time that a sum takes.
  private static int height(int vectors, int bits) {
    int fitting = (GemmTile.Form.registers(bits) - 1) / vectors - 1;
    return Math.clamp(fitting, 1, GemmTile.Form.MAX_ROWS);
  }

  /// Vectors in a row of a tile, at least six rows of which fit into registers.
  private static int widestTile(int bits) {
    return GemmTile.Form.registers(bits) / 8;
  }

  /// The narrowest vectors that still hold a row of a narrow product.
  private int narrowest(int widest) {
    int narrow = widest;
    while (narrow > 128 && GemmTile.Form.lanes(element, narrow / 2) >= columns) narrow /= 2;
    return narrow;
  }

  /// Gets the tiles, and says whether they can be used.
  ///
  /// @param now whether to take them even if they have not been warmed
  boolean ready(long work, boolean now) {
    boolean ready = true;
    for (int k = 0; k < tiles.length; k++) {
      int height = strips.least() + k / 2;
      int width = panels.least() + k % 2;
      boolean used =
          (k / 2 == 0 ? strips.larger() < strips.parts() : strips.larger() > 0)
              && (k % 2 == 0 ? panels.larger() < panels.parts() : panels.larger() > 0);
      if (!used) continue;
      var form = new GemmTile.Form(element, bits, height, width, leftByColumns, right());
      tiles[k] = GemmTiles.get(form, work, now);
      ready &= tiles[k] != null;
    }
    boolean transposes = rightInner == 1 || leftTransposed && leftRow == 1;
    if (path == Path.PACKED && transposes) {
      transposition = GemmTransposition.of(element, bits, work, now);
    }
    return ready;
  }

  /// How operands are packed that lie the other way.
  GemmTransposition transposition() {
    if (transposition == null) throw new IllegalStateException("nothing is transposed");
    return transposition;
  }

  private GemmTile.Right right() {
    return switch (path) {
      case DOTS -> GemmTile.Right.IN_PLACE;
      case IN_PLACE -> wholeRows ? GemmTile.Right.WHOLE_ROWS : GemmTile.Right.IN_PLACE;
      case PACKED -> GemmTile.Right.PACKED;
      case TRANSPOSED -> GemmTile.Right.TRANSPOSED;
    };
  }

  /// Nanoseconds, roughly, for so many rows, columns, and steps of the inner index.
  double nanos(int height, int width, int length) {
    return 2.0 * height * width * length / (element == Element.F32 ? 100 : 50);
  }

  /// The length of the block of the inner index that begins at `k`.
  int length(int k) {
    return Math.min(block, inner - k);
  }

  /// A position in an array, and the step from row to row (by columns, from column to column).
  record Part(Object array, int at, int step) {}

  /// Sums one block for the tiles where the strips from `first` to `end` meet one panel. All parts
  /// begin at the first of these strips, and `width` is the panel's, in vectors.
  void column(int width, int first, int end, int length, Part a, Part b, Part c, boolean add) {
    int middle = Math.min(Math.max(strips.larger(), first), end);
    int large = middle - first;
    int least = strips.least();
    if (large > 0) run(least + 1, width, large, length, a, a.at, b, c, c.at, add);
    if (middle < end) {
      int rows = large * (least + 1);
      int from = a.at + rows * (leftByColumns ? 1 : a.step);
      run(least, width, end - middle, length, a, from, b, c, c.at + rows * c.step, add);
    }
  }

  private void run(
      int height,
      int width,
      int count,
      int length,
      Part a,
      int from,
      Part b,
      Part c,
      int to,
      boolean add) {
    var tile = tiles[2 * (height - strips.least()) + width - panels.least()];
    if (tile == null) throw new IllegalStateException("no tile " + height + " x " + width);
    tile.run(length, count, a.array, from, a.step, b.array, b.at, b.step, c.array, to, c.step, add);
  }
}
