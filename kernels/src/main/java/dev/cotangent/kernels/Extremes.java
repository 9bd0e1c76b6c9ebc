package dev.cotangent.kernels;

import java.util.Arrays;

/// Positions along the last axis: of the largest, the smallest and the middle element.
public final class Extremes {
  static final Definition MAX = Definition.binary("max", Expr::max);
  private static final Definition MIN = Definition.binary("min", Expr::min);

  /// Rows from here on are worth two passes.
  private static final int SHORTEST = 64;

  private static final int BLOCK = 512;

  private Extremes() {}

  /// The first position of the largest (or smallest) element along the last axis; a NaN counts as
  /// both.
  public static Strided position(Strided x, boolean largest) {
    if (x.element() == Element.BOOL) return position(Copies.converted(x, Element.I32), largest);
    int last = x.rank() - 1;
    var result = Strided.allocate(Element.I32, x.axes(0, last).dims());
    if (result.size() == 0) return result;
    var positions = (int[]) result.array();
    var combine = (largest ? MAX : MIN).kernel(x.element(), x.element());
    if (x.dim(last) >= SHORTEST && VectorKernel.isFastFold(combine, x.size())) {
      byBlocks(x, largest, positions);
    } else {
      int[] next = {0};
      Loops.inOrder(x.axes(0, last))
          .forEachPosition(at -> positions[next[0]++] = best(x, at[0], largest));
    }
    return result;
  }

  private static int best(Strided x, int offset, boolean largest) {
    var element = x.element();
    int stride = x.stride(x.rank() - 1);
    double value = element.get(x.array(), offset);
    int best = 0;
    for (int i = 1; i < x.dim(x.rank() - 1) && !Double.isNaN(value); i++) {
      double here = element.get(x.array(), offset + i * stride);
      if ((largest ? here > value : here < value) || Double.isNaN(here)) {
        value = here;
        best = i;
      }
    }
    return best;
  }

  /// The extremes of blocks are found first, and of them the extreme of all: so only one block of
  /// each row is looked through.
  private static void byBlocks(Strided x, boolean largest, int[] positions) {
    int last = x.rank() - 1;
    var ofBlocks = ofBlocks(x, largest);
    var ofAll = Copies.contiguous(extreme(ofBlocks, largest, last));
    int[] next = {0};
    Loops.inOrder(x.axes(0, last), ofBlocks.axes(0, last))
        .forEachPosition(at -> {
          int k = next[0]++;
          double value = ofAll.element().get(ofAll.array(), k);
          int start = BLOCK * first(value, ofBlocks, at[1], 0);
          positions[k] = first(value, x, at[0], start);
        });
  }

  /// The extremes of blocks of the last axis; the last one may be shorter.
  private static Strided ofBlocks(Strided x, boolean largest) {
    int last = x.rank() - 1;
    int blocks = x.dim(last) / BLOCK;
    int rest = x.dim(last) % BLOCK;
    var dims = Arrays.copyOf(x.dims(), last + 2);
    dims[last] = blocks;
    dims[last + 1] = BLOCK;
    var whole = extreme(x.slice(last, 0, blocks * BLOCK, 1).reshape(dims), largest, last + 1);
    if (rest == 0) return whole;
    dims[last] = 1;
    dims[last + 1] = rest;
    var end = extreme(x.slice(last, blocks * BLOCK, rest, 1).reshape(dims), largest, last + 1);
    return Copies.concat(last, whole, end);
  }

  private static Strided extreme(Strided x, boolean largest, int kept) {
    double worst = largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return Reduction.reduce(largest ? MAX : MIN, worst, x, kept);
  }

  /// The first position from `start` on, in the row at `offset`, of an element equal to `value`: a
  /// NaN equals a NaN, and zeros of either sign are equal.
  private static int first(double value, Strided x, int offset, int start) {
    var element = x.element();
    int stride = x.stride(x.rank() - 1);
    int position = start;
    for (int at = offset + start * stride; ; at += stride, position++) {
      double here = element.get(x.array(), at);
      if (here == value || Double.isNaN(value) && Double.isNaN(here)) return position;
    }
  }

  /// The position of the lower median of each row along the last axis: the first in index order of
  /// equal elements; a NaN where there is one.
  public static Strided median(Strided x) {
    int last = x.rank() - 1;
    var result = Strided.allocate(Element.I32, x.axes(0, last).dims());
    var positions = (int[]) result.array();
    int[] next = {0};
    Loops.inOrder(x.axes(0, last))
        .forEachPosition(at -> {
          positions[next[0]++] = median(row(x, at[0]));
        });
    return result;
  }

  private static int median(double[] row) {
    var sorted = row.clone();
    Arrays.sort(sorted); // NaN last
    int end = sorted.length - 1;
    double median = sorted[Double.isNaN(sorted[end]) ? end : end / 2];
    int first = 0;
    while (row[first] != median && !(Double.isNaN(median) && Double.isNaN(row[first]))) first++;
    return first;
  }

  /// The elements along the last axis, from the one at `offset` of the array.
  static double[] row(Strided x, int offset) {
    int last = x.rank() - 1;
    var row = new double[x.dim(last)];
    for (int i = 0; i < row.length; i++) {
      row[i] = x.element().get(x.array(), offset + i * x.stride(last));
    }
    return row;
  }
}
