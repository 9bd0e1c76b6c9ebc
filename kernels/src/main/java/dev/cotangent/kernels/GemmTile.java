package dev.cotangent.kernels;

/// The micro-kernel of a matrix product: a column of tiles of the product, over one block of the
/// inner index. Made by [GemmCompiler] for one [Form].
interface GemmTile {
  /// For `0 <= i < strips * rows` and `0 <= j < width`, `c[co + i * cs + j]` becomes the chain of
  /// `fma(a(i, k), b(k, j), chain)` over `0 <= k < n` from zero, or if `add` the sum of itself and
  /// that.
  ///
  /// Where `a(i, k)` and `b(k, j)` lie is for the form to say. A tile of [Right#TRANSPOSED] is
  /// another matter: it goes on with the chains that it finds in `c`, whatever `add` is, and `n` is
  /// a multiple of its width. One that has no rows copies instead: `c[co + k * cs + j]` becomes
  /// `b(k, j)`.
  void run(
      int n,
      int strips,
      Object a,
      int ao,
      int as,
      Object b,
      int bo,
      int bs,
      Object c,
      int co,
      int cs,
      boolean add);

  /// How the right operand lies.
  enum Right {
    /// `b(k, j)` is `b[bo + k * bs + j]`.
    IN_PLACE,
    /// The same, and the rows of the product, of length `cs`, are no longer than the tile, but for
    /// less than a vector: there is no `j` beyond them, and the last vector ends with the row and
    /// may overlap the one before.
    WHOLE_ROWS,
    /// As in place, and `bs` is the width of the tile: a literal lets the virtual machine prove the
    /// positions once, before the loop.
    PACKED,
    /// `b(k, j)` is `b[bo + j * bs + k]`.
    TRANSPOSED
  }

  /// What a tile is compiled for.
  ///
  /// @param bits of a vector; 0 if there are none, and a "vector" is a scalar
  /// @param rows of the tile
  /// @param vectors side by side in each row of the tile: 1 if the right operand is transposed
  /// @param byColumns whether `a(i, k)` is `a[ao + k * as + i]` rather than `a[ao + i * as + k]`:
  ///   no if the right operand is transposed
  record Form(Element element, int bits, int rows, int vectors, boolean byColumns, Right right) {
    static final int MAX_ROWS = 8;
    static final int MAX_VECTORS = 16;

    /// More than the number of any form.
    static final int COUNT = 2 * 4 * (MAX_ROWS + 1) * (MAX_VECTORS + 1) * 8;

    static int lanes(Element element, int bits) {
      return Math.max(1, bits / (8 * element.bytes()));
    }

    /// How many registers hold a vector.
    static int registers(int bits) {
      return bits == 512 || System.getProperty("os.arch", "").equals("aarch64") ? 32 : 16;
    }

    int width() {
      return vectors * lanes(element, bits);
    }

    /// Different for different forms.
    int number() {
      int number = element == Element.F32 ? 0 : 1;
      number = number * 4 + Integer.numberOfTrailingZeros(Math.max(bits, 64)) - 6;
      number = number * (MAX_ROWS + 1) + rows;
      number = number * (MAX_VECTORS + 1) + vectors;
      return number * 8 + (byColumns ? 4 : 0) + right.ordinal();
    }
  }
}
