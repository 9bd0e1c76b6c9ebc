package dev.cotangent.kernels;

import java.util.Arrays;

/// Positions along the last axis: of the largest, the smallest and the middle element.
public final class Extremes {
  private Extremes() {}

  /// The first position of the largest (or smallest) element along the last axis; a NaN counts as
  /// both.
  public static Strided position(Strided x, boolean largest) {
    int last = x.rank() - 1;
    var result = Strided.allocate(Element.I32, x.axes(0, last).dims());
    var positions = (int[]) result.array();
    int[] next = {0};
    Loops.inOrder(x.axes(0, last))
        .forEachPosition(at -> {
          var row = row(x, at[0]);
          int best = 0;
          for (int i = 1; i < row.length && !Double.isNaN(row[best]); i++) {
            boolean better = largest ? row[i] > row[best] : row[i] < row[best];
            if (better || Double.isNaN(row[i])) best = i;
          }
          positions[next[0]++] = best;
        });
    return result;
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
