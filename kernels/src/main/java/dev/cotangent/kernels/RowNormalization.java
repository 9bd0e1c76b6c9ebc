package dev.cotangent.kernels;

import org.jspecify.annotations.Nullable;

/// [Normalization] of rows of neighbouring elements, one row behind the other: a few at a time,
/// which stay in the first-level cache. Not thread-safe.
final class RowNormalization {
  private static final Definition SUB = Definition.binary("sub", Expr::sub);
  private static final Definition EXP = Definition.unary("exp", Elementary::exp);

  /// Bytes of a part: with its results, most of a first-level cache.
  private static final int PART = 1 << 14;

  /// Shorter rows are not worth a call of a kernel each.
  private static final int SHORT = 64;

  private final Element element;
  private final boolean log;
  private final int length;
  private final int most; // rows of a part
  private final Lanes largest;
  private final Lanes sum;
  private final Object shifts;
  private final Object sums;
  private @Nullable Object spread; // what there is one of for each row, for each of its elements
  private @Nullable Object weights;

  /// @param length of a row, no more than [Reduction#CHUNK]
  /// @param rows how many there will be
  RowNormalization(Element element, boolean log, int length, int rows) {
    this.element = element;
    this.log = log;
    this.length = length;
    most = Math.clamp(PART / element.bytes() / length, 1, rows);
    largest = lanes(Normalization.MAX, Double.NEGATIVE_INFINITY, rows * length);
    sum = lanes(Normalization.ADD, -0.0, rows * length);
    shifts = element.newArray(most);
    sums = element.newArray(most);
  }

  private Lanes lanes(Definition combine, double identity, int work) {
    var start = element.newArray(1);
    element.set(start, 0, identity);
    return new Lanes(combine.kernel(element, element), element, start, work, 1, 0);
  }

  void rows(int rows, Object x, int at, Object result, int resultAt) {
    var scratch = Scratch.of(element);
    if (length < SHORT) spread = scratch.take(most * length);
    if (log) weights = scratch.take(most * length);
    for (int row = 0; row < rows; row += most) {
      int offset = row * length;
      part(Math.min(most, rows - row), x, at + offset, result, resultAt + offset);
    }
    if (spread != null) scratch.give(spread);
    if (weights != null) scratch.give(weights);
  }

  private void part(int rows, Object x, int at, Object result, int resultAt) {
    largest.rows(rows, length, x, at, length, shifts, 0);
    if (weights == null) {
      withEach(Normalization.WEIGHT, rows, x, at, shifts, result, resultAt);
      sum.rows(rows, length, result, resultAt, length, sums, 0);
      withEach(Normalization.DIV, rows, result, resultAt, sums, result, resultAt);
    } else {
      map(Normalization.FINITE, rows, shifts, 0, shifts);
      withEach(SUB, rows, x, at, shifts, result, resultAt);
      map(EXP, rows * length, result, resultAt, weights);
      sum.rows(rows, length, weights, 0, length, sums, 0);
      map(Normalization.LOG, rows, sums, 0, sums);
      withEach(SUB, rows, result, resultAt, sums, result, resultAt);
    }
  }

  private void map(Definition f, int n, Object x, int at, Object result) {
    f.kernel(element).map(n, result, 0, 1, new Object[] {x}, new int[] {at}, new int[] {1});
  }

  /// `f` of each element and what there is one of for its row.
  private void withEach(
      Definition f, int rows, Object x, int at, Object ofRows, Object result, int resultAt) {
    var kernel = f.kernel(element, element);
    var offsets = new int[] {at, 0};
    if (spread != null) {
      for (int k = 0; k < length; k++) Copies.row(element, rows, ofRows, 0, 1, spread, k, length);
      var operands = new Object[] {x, spread};
      kernel.map(rows * length, result, resultAt, 1, operands, offsets, new int[] {1, 1});
      return;
    }
    var operands = new Object[] {x, ofRows};
    var strides = new int[] {1, 0};
    for (int row = 0; row < rows; row++) {
      kernel.map(length, result, resultAt + row * length, 1, operands, offsets, strides);
      offsets[0] += length;
      offsets[1]++;
    }
  }
}
