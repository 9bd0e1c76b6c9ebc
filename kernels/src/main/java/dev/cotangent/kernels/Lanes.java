package dev.cotangent.kernels;

import org.jspecify.annotations.Nullable;

/// The lanes of a [Reduction], in which elements are gathered, and the tree that combines them. For
/// results that lie side by side there are as many of each lane, side by side too: entry `lane *
/// width + k` belongs to result `k`. Not thread-safe.
final class Lanes {
  private static final int LANES = Reduction.LANES;

  /// Rows that are taken in together, so that the lanes are read and written less often; each of
  /// them is another stream from memory.
  private static final int DEPTH = 16;

  private final Element element;
  private final Object identity;
  private final LaneFold fold;
  private final @Nullable LaneForm form;
  private final int width;
  private Object array;

  /// @param identity an array of one element
  /// @param entries the number of lanes of all results together
  Lanes(Kernel combine, Element element, Object identity, int work, int width, int entries) {
    this.element = element;
    this.identity = identity;
    this.width = width;
    form = VectorKernel.laneForm(combine);
    var fast = form == null ? null : form.fold(work);
    fold = fast != null ? fast : LaneFold.scalar(VectorKernel.scalarForm(combine));
    array = element.newArray(entries);
  }

  /// Those of one result, for the same combination.
  private Lanes(Lanes other) {
    element = other.element;
    identity = other.identity;
    fold = other.fold;
    form = other.form;
    width = 1;
    array = element.newArray(LANES);
  }

  /// Takes in elements number `first` to `first + rows` of a chunk, of each result. A lane starts
  /// from the first element that it gets.
  ///
  /// @param offset of the first result's first element; the other results' follow it
  /// @param stride from one element of a result to the next
  void take(int first, int rows, Object source, int offset, int stride) {
    if (stride == width) {
      flat(first * width, rows * width, source, offset);
      return;
    }
    for (int from = 0; from < rows; from += LANES * DEPTH) {
      int end = Math.min(rows, from + LANES * DEPTH);
      for (int row = from; row < Math.min(end, from + LANES); row++) {
        int to = (first + row) % LANES * width;
        int depth = Math.ceilDiv(end - row, LANES);
        int at = offset + row * stride;
        if (first + row < LANES) start(width, depth, to, source, at, LANES * stride);
        else go(width, depth, to, source, at, LANES * stride);
      }
    }
  }

  /// Rows without gaps between them, which are one long row of lanes: elements number `first` to
  /// `first + n`.
  private void flat(int first, int n, Object source, int offset) {
    int round = LANES * width;
    int most = width == 1 ? n : DEPTH;
    for (int done = 0; done < n; ) {
      int lane = (first + done) % round;
      int piece = Math.min(n - done, round - lane);
      int depth = piece < round ? 1 : Math.min(most, (n - done) / round);
      if (first + done < round) start(piece, depth, lane, source, offset + done, round);
      else go(piece, depth, lane, source, offset + done, round);
      done += piece * depth;
    }
  }

  private void start(int n, int depth, int lane, Object source, int offset, int stride) {
    fold.fold(n, depth - 1, array, lane, source, offset, source, offset + stride, stride);
  }

  private void go(int n, int depth, int lane, Object source, int offset, int stride) {
    fold.fold(n, depth, array, lane, array, lane, source, offset, stride);
  }

  /// Reduces rows of neighbouring elements, no more than a chunk each.
  void rows(int rows, int length, Object from, int at, int stride, Object to, int toAt) {
    if (form != null) {
      long work = (long) rows * length;
      var vectors = length < LaneRows.SHORTEST ? null : form.rows(work);
      if (vectors != null) {
        vectors.reduce(rows, length, from, at, stride, identity, lanesOf(rows), to, toAt);
        return;
      }
      var tree = length > LaneTree.LONGEST ? null : form.tree(length, work);
      if (tree != null) {
        tree.reduce(rows, from, at, stride, to, toAt);
        return;
      }
    }
    int lanes = Math.min(LANES, length);
    var row = new Lanes(this);
    for (int k = 0; k < rows; k++) {
      row.take(0, length, from, at + k * stride, 1);
      row.tree(lanes, to, toAt + k);
    }
  }

  private Object lanesOf(int rows) {
    int size = Math.min(rows, LaneRows.GROUP) * LANES;
    if (element.length(array) < size) array = element.newArray(size);
    return array;
  }

  /// Combines the first `lanes` lanes to `to`, the results side by side.
  void tree(int lanes, Object to, int toAt) {
    tree(fold, array, 0, lanes, width, to, toAt);
  }

  /// Combines 2 to 64 rows, each of which would fill a lane alone: the first step of the tree reads
  /// them where they lie.
  void fewRows(int rows, Object source, int offset, int stride, Object to, int toAt) {
    int half = Integer.highestOneBit(rows - 1);
    var into = half == 1 ? to : array;
    int at = half == 1 ? toAt : 0;
    for (int lane = 0; lane < half; lane++) {
      int a = offset + lane * stride;
      int depth = lane + half < rows ? 1 : 0;
      fold.fold(width, depth, into, at + lane * width, source, a, source, a + half * stride, 0);
    }
    if (half > 1) tree(fold, array, 0, half, width, to, toAt);
  }

  /// Combines `number` entries, of `width` elements each.
  void tree(Object entries, int at, int number, int width, Object to, int toAt) {
    tree(fold, entries, at, number, width, to, toAt);
  }

  /// Halves the number of entries, of `width` elements each, until one is left, which goes to `to`;
  /// where the number is no power of two, the upper half is the shorter one.
  static void tree(
      LaneFold fold, Object entries, int at, int number, int width, Object to, int toAt) {
    if (number == 1) System.arraycopy(entries, at, to, toAt, width);
    for (int rest = number; rest > 1; ) {
      int half = Integer.highestOneBit(rest - 1);
      int n = (rest - half) * width;
      var into = half == 1 ? to : entries;
      int intoAt = half == 1 ? toAt : at;
      fold.fold(n, 1, into, intoAt, entries, at, entries, at + half * width, 0);
      rest = half;
    }
  }
}
