package dev.cotangent.kernels;

/// Reductions in an order that depends on nothing but the number of elements that are reduced.
///
/// The elements that meet in one result are numbered in row-major order of the reduced axes. They
/// are cut into chunks of [#CHUNK]; within a chunk, element `i` is combined into lane `i mod 64`,
/// in ascending order; the lanes are then combined by a fixed tree (lane `l` with lane `l + 32`,
/// then with `l + 16`, ...), and the chunks by the same tree. Neither strides nor the way in which
/// the work is divided can be seen in the bits. Lanes start from the operation's identity, for
/// addition -0.0, because `x + -0.0` is `x` for every `x`: so lanes that got nothing may be left
/// out.
///
/// Memory is read at its own speed where neighbours in memory are elements of one result, or of
/// neighbouring results. Any other layout is copied first.
public final class Reduction {
  static final int LANES = 64;
  static final int CHUNK = 1 << 15;

  /// Results that are worked on together where they lie side by side: 64 lanes of as many doubles
  /// stay in the second-level cache.
  private static final int TILE = 256;

  /// Elements from which on a tile of results side by side is worth its calls.
  private static final int WORTH_A_TILE = 512;

  /// A shorter run of elements side by side is not worth a call.
  private static final int SHORT_RUN = 16;

  /// What an element takes, roughly.
  private static final double NANOS = 0.05;

  private final Kernel combine;
  private final Object identity;
  private final Strided x;
  private final Element element;
  private final int count; // of elements that meet in a result
  private final int chunks;
  private final Loops runs; // over the reduced axes, relative to the result's first element

  private Reduction(Kernel combine, Object identity, Strided x, int kept, int count) {
    this.combine = combine;
    this.identity = identity;
    this.x = x;
    element = x.element();
    this.count = count;
    chunks = Math.ceilDiv(count, CHUNK);
    runs = Loops.inOrder(x.axes(kept, x.rank()).at(0));
  }

  /// Combines all elements along the axes from `kept` on.
  ///
  /// @param combine associative up to rounding, on two elements of `x`'s type
  /// @param identity its identity, which is also what nothing is reduced to
  /// @return the results, with the first `kept` dimensions of `x`
  public static Strided reduce(Definition combine, double identity, Strided x, int kept) {
    var outer = x.axes(0, kept);
    for (int axis = 0; axis < kept; axis++) {
      if (x.stride(axis) == 0 && x.dim(axis) > 1) { // equal results
        return reduce(combine, identity, x.slice(axis, 0, 1, 1), kept).broadcast(outer.dims());
      }
    }
    var result = Strided.allocate(x.element(), outer.dims());
    int results = result.size();
    if (results == 0) return result;
    int count = x.size() / results;
    if (count == 1) return Copies.contiguous(outer);
    var start = x.element().newArray(1);
    x.element().set(start, 0, identity);
    if (count == 0) {
      Copies.fill(x.element(), result.array(), results, start);
      return result;
    }
    var kernel = combine.kernel(x.element(), x.element());
    var reduction = new Reduction(kernel, start, x, kept, count);
    var beside = Loops.closest(outer, result);
    int width = beside.stride(0) == 1 ? beside.length() : 1;
    if (reduction.liesBehind()) {
      reduction.oneBehindTheOther(kept, result);
    } else if (width > 1 && (long) Math.min(TILE, width) * count >= WORTH_A_TILE) {
      reduction.sideBySide(beside, result);
    } else {
      var copy = repeats(x) ? x : Copies.contiguous(x);
      new Reduction(kernel, start, copy, kept, count).oneBehindTheOther(kept, result);
    }
    return result;
  }

  /// Whether the elements of a result lie side by side.
  private boolean liesBehind() {
    return runs.stride(0) == 1 && runs.length() >= Math.min(count, SHORT_RUN);
  }

  private static boolean repeats(Strided x) {
    for (int axis = 0; axis < x.rank(); axis++) {
      if (x.stride(axis) == 0 && x.dim(axis) > 1) return true;
    }
    return false;
  }

  private void oneBehindTheOther(int kept, Strided result) {
    var rows = Loops.inOrder(x.axes(0, kept), result);
    if (isOneRun() && chunks == 1) {
      rows.forEach(at -> rows(rows, at[0], result.array(), at[1]));
      return;
    }
    int pieces = Math.multiplyExact(rows.length(), chunks);
    var sums = chunks == 1 ? result.array() : element.newArray(pieces);
    double nanos = Math.min(count, CHUNK) * NANOS;
    rows.forEach(at -> {
      int rowAt = at[0];
      int to = chunks == 1 ? at[1] : 0;
      Parallel.ranges(
          pieces, nanos, (from, end) -> pieces(from, end, rowAt, rows.stride(0), sums, to));
      for (int k = 0; k < rows.length() && chunks > 1; k++) {
        lanes(1, 0).tree(sums, k * chunks, chunks, 1, result.array(), at[1] + k);
      }
    });
  }

  private boolean isOneRun() {
    return runs.stride(0) == 1 && runs.length() == count;
  }

  private void rows(Loops rows, int at, Object result, int resultAt) {
    int stride = rows.stride(0);
    Parallel.ranges(
        rows.length(),
        count * NANOS,
        (from, end) ->
            lanes(1, 0)
                .rows(
                    end - from,
                    count,
                    x.array(),
                    at + from * stride,
                    stride,
                    result,
                    resultAt + from));
  }

  /// Reduces the pieces `from` to `end`, which are the chunks of one result after the other.
  private void pieces(int from, int end, int rowAt, int stride, Object sums, int to) {
    var lanes = lanes(1, 0);
    int whole = isOneRun() ? count / CHUNK : 0; // chunks of a result that lie one behind the other
    var scratch = element.newArray(isOneRun() ? 0 : Math.min(count, CHUNK));
    for (int piece = from; piece < end; ) {
      int row = rowAt + piece / chunks * stride;
      int chunk = piece % chunks;
      int start = chunk * CHUNK;
      int size = Math.min(CHUNK, count - start);
      int together = Math.clamp(whole - chunk, 1, end - piece);
      if (isOneRun()) {
        lanes.rows(together, size, x.array(), row + start, CHUNK, sums, to + piece);
      } else {
        collect(row, start, size, scratch);
        lanes.rows(1, size, scratch, 0, 0, sums, to + piece);
      }
      piece += together;
    }
  }

  /// Copies `size` elements of a result, from number `start` on.
  private void collect(int offset, int start, int size, Object scratch) {
    int stride = runs.stride(0);
    for (int i = 0; i < size; ) {
      int skip = (start + i) % runs.length();
      int n = Math.min(runs.length() - skip, size - i);
      int at = offset + runs.offset(0, (start + i) / runs.length()) + skip * stride;
      Copies.row(element, n, x.array(), at, stride, scratch, i, 1);
      i += n;
    }
  }

  /// Combines the first `number` entries, `width` elements each, by the tree: the first one is the
  /// result.
  static void tree(Kernel combine, Object entries, int number, int width) {
    var fold = LaneFold.scalar(VectorKernel.scalarForm(combine));
    if (number > 1) Lanes.tree(fold, entries, 0, number, width, entries, 0);
  }

  private Lanes lanes(int width, int entries) {
    return new Lanes(combine, element, identity, x.size(), width, entries);
  }

  private void sideBySide(Loops rows, Strided result) {
    int tile = Math.min(TILE, rows.length());
    int tiles = Math.ceilDiv(rows.length(), tile);
    double nanos = (double) tile * count * NANOS;
    rows.forEach(at -> {
      int rowAt = at[0];
      int to = at[1];
      Parallel.ranges(
          tiles,
          nanos,
          (from, end) -> tiles(rows, tile * from, tile * end, rowAt, result.array(), to));
    });
  }

  /// Reduces the results `from` to `end` of a row, as many at a time as there are lanes for.
  private void tiles(Loops rows, int from, int end, int rowAt, Object result, int resultAt) {
    int stride = rows.stride(1);
    int tile = Math.min(TILE, rows.length());
    int last = Math.min(end, rows.length());
    Lanes lanes = null;
    var sums = element.newArray(chunks == 1 ? 0 : chunks * tile);
    var row = element.newArray(stride == 1 ? 0 : tile);
    for (int start = from; start < last; start += tile) {
      int width = Math.min(tile, last - start);
      if (lanes == null || width < tile) lanes = lanes(width, Math.min(LANES, count) * width);
      int to = resultAt + start * stride;
      if (stride == 1) {
        tile(lanes, width, rowAt + start, sums, result, to);
      } else {
        tile(lanes, width, rowAt + start, sums, row, 0);
        Copies.row(element, width, row, 0, 1, result, to, stride);
      }
    }
  }

  private void tile(Lanes lanes, int width, int offset, Object sums, Object to, int toAt) {
    if (count <= LANES && runs.length() == count) {
      lanes.fewRows(count, x.array(), offset, runs.stride(0), to, toAt);
      return;
    }
    for (int chunk = 0; chunk < chunks; chunk++) {
      int size = Math.min(CHUNK, count - chunk * CHUNK);
      rowsOfChunk(lanes, offset, chunk * CHUNK, chunk * CHUNK + size);
      if (chunks == 1) lanes.tree(Math.min(LANES, size), to, toAt);
      else lanes.tree(Math.min(LANES, size), sums, chunk * width);
    }
    if (chunks > 1) lanes.tree(sums, 0, chunks, width, to, toAt);
  }

  private void rowsOfChunk(Lanes lanes, int offset, int from, int end) {
    for (int i = from; i < end; ) {
      int skip = i % runs.length();
      int n = Math.min(runs.length() - skip, end - i);
      int at = offset + runs.offset(0, i / runs.length()) + skip * runs.stride(0);
      lanes.take(i % CHUNK, n, x.array(), at, runs.stride(0));
      i += n;
    }
  }
}
