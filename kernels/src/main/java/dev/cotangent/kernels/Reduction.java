package dev.cotangent.kernels;

import org.jspecify.annotations.Nullable;

/// Reductions in an order that depends on nothing but the number of elements that are reduced.
///
/// The elements that meet in one result are numbered in row-major order of the reduced axes. They
/// are cut into chunks of [#CHUNK]; within a chunk, element `i` is combined into lane `i mod 64`,
/// in ascending order; the lanes are then combined by a fixed tree (lane `l` with lane `l + 32`,
/// then with `l + 16`, ...), and the chunks by the same tree. Neither strides nor the way in which
/// the work is divided can be seen in the bits. Lanes start from the operation's identity, for
/// addition -0.0, because `x + -0.0` is `x` for every `x`: so lanes that got nothing may be left
/// out.
public final class Reduction {
  static final int LANES = 64;
  static final int CHUNK = 1 << 15;

  /// Results that are worked on together when they lie closer to each other than the elements of
  /// one: 64 lanes of as many doubles stay in the second-level cache.
  private static final int TILE = 128;

  private final Kernel combine;
  private final @Nullable LaneFold fast; // for elements side by side
  private final Element element;
  private final Object source;
  private final Loops runs; // over the reduced axes, relative to the result's first element
  private final int count;
  private final Object identity;
  private final Object lanes; // [lane][position in the tile]
  private final Object chunks; // [chunk][position in the tile]

  private Reduction(Definition combine, double identity, Strided x, int kept, int count, int tile) {
    var kernel = combine.kernel(x.element(), x.element());
    this.combine = VectorKernel.scalarForm(kernel);
    element = x.element();
    source = x.array();
    runs = Loops.inOrder(x.axes(kept, x.rank()).at(0));
    boolean even = tile == 1 && count >= LANES && runs.stride(0) == 1;
    fast = even ? VectorKernel.laneFold(kernel, x.size()) : null;
    this.count = count;
    this.identity = element.newArray(1);
    element.set(this.identity, 0, identity);
    lanes = element.newArray(Math.min(LANES, count) * tile);
    chunks = element.newArray(Math.ceilDiv(count, CHUNK) * tile);
  }

  /// Combines all elements along the axes from `kept` on.
  ///
  /// @param combine associative up to rounding, on two elements of `x`'s type
  /// @param identity its identity, which is also what nothing is reduced to
  /// @return the results, with the first `kept` dimensions of `x`
  public static Strided reduce(Definition combine, double identity, Strided x, int kept) {
    var outer = x.axes(0, kept);
    var result = Strided.allocate(x.element(), outer.dims());
    int results = result.size();
    if (results == 0) return result;
    int count = x.size() / results;
    if (count == 0) {
      for (int k = 0; k < results; k++) x.element().set(result.array(), k, identity);
      return result;
    }
    var rows = Loops.inOrder(outer);
    int tile = neighboursLieCloser(x, kept) ? Math.min(TILE, rows.length()) : 1;
    var reduction = new Reduction(combine, identity, x, kept, count, tile);
    int[] next = {0};
    rows.forEach(at -> {
      int stride = rows.stride(0);
      for (int start = 0; start < rows.length(); start += tile) {
        int width = Math.min(tile, rows.length() - start);
        reduction.reduce(at[0] + start * stride, width, stride, result.array(), next[0]);
        next[0] += width;
      }
    });
    return result;
  }

  private static boolean neighboursLieCloser(Strided x, int kept) {
    if (kept == 0 || x.dim(kept - 1) < 8) return false;
    for (int axis = x.rank() - 1; axis >= kept; axis--) {
      if (x.dim(axis) == 1) continue;
      return x.dim(axis) < 8 || Math.abs(x.stride(axis)) > Math.abs(x.stride(kept - 1));
    }
    return true;
  }

  /// `width` results, whose first elements lie `stride` apart from `start` on.
  private void reduce(int start, int width, int stride, Object out, int outOffset) {
    int[] done = {0};
    fill(width);
    runs.forEach(at -> {
      int offset = start + at[0];
      int end = done[0] + runs.length();
      for (int i = done[0]; i < end; ) {
        int lane = i % LANES;
        int piece = width > 1 ? 1 : Math.min(LANES - lane, end - i);
        if (fast != null && lane == 0 && end - i >= LANES) {
          piece = Math.min(end - i, CHUNK - i % CHUNK) & -LANES;
          fast.fold(piece, lanes, source, offset);
        } else {
          int n = width > 1 ? width : piece;
          combine(
              combine, n, lanes, lane * width, source, offset, width > 1 ? stride : runs.stride(0));
        }
        i += piece;
        offset += piece * runs.stride(0);
        if (i % CHUNK == 0 || i == count) flush(i, width);
      }
      done[0] = end;
    });
    tree(combine, chunks, Math.ceilDiv(count, CHUNK), width);
    System.arraycopy(chunks, 0, out, outOffset, width);
  }

  private void flush(int end, int width) {
    int chunk = (end - 1) / CHUNK;
    tree(combine, lanes, Math.min(LANES, end - chunk * CHUNK), width);
    System.arraycopy(lanes, 0, chunks, chunk * width, width);
    if (end < count) fill(width);
  }

  private void fill(int width) {
    int size = Math.min(LANES, count) * width;
    Copies.fill(element, lanes, size, identity);
  }

  /// Halves the entries until one is left; where their number is no power of two, the upper half is
  /// the shorter one.
  static void tree(Kernel combine, Object entries, int number, int width) {
    while (number > 1) {
      int half = Integer.highestOneBit(number - 1);
      combine(combine, (number - half) * width, entries, 0, entries, half * width, 1);
      number = half;
    }
  }

  private static void combine(
      Kernel combine, int n, Object into, int at, Object from, int offset, int stride) {
    combine.map(
        n, into, at, 1, new Object[] {into, from}, new int[] {at, offset}, new int[] {1, stride});
  }
}
