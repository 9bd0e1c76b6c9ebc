package dev.cotangent.kernels;

/// The order of the elements along the last axis.
public final class Sorting {
  private Sorting() {}

  /// The positions of the elements of each row along the last axis, from the least to the greatest
  /// or the other way round. Equal elements stay in index order; 0 and -0 are equal, and a NaN is
  /// greater than all.
  public static Strided order(Strided x, boolean descending) {
    int last = x.rank() - 1;
    var result = Strided.allocate(Element.I32, x.dims());
    int count = x.dim(last);
    if (result.size() == 0) return result;
    var positions = (int[]) result.array();
    var merge = new Merge(count, descending);
    int[] start = {0};
    Loops.inOrder(x.axes(0, last))
        .forEachPosition(at -> {
          merge.sort(Extremes.row(x, at[0]), positions, start[0]);
          start[0] += count;
        });
    return result;
  }

  /// A stable merge sort from the bottom up. Keys travel with their positions, so that memory is
  /// read in order.
  private static final class Merge {
    private final int count;
    private final boolean descending;
    private final int[] sparePositions;
    private final double[] spareKeys;

    Merge(int count, boolean descending) {
      this.count = count;
      this.descending = descending;
      sparePositions = new int[count];
      spareKeys = new double[count];
    }

    /// @param keys scratch from now on
    void sort(double[] keys, int[] out, int outOffset) {
      var fromKeys = keys;
      var toKeys = spareKeys;
      var from = new int[count];
      var to = sparePositions;
      for (int i = 0; i < count; i++) from[i] = i;
      for (long width = 1; width < count; width *= 2) {
        for (int start = 0, end; start < count; start = end) {
          int middle = (int) Math.min(count, start + width);
          end = (int) Math.min(count, start + 2 * width);
          merge(fromKeys, from, toKeys, to, start, middle, end);
        }
        var keysBefore = fromKeys;
        fromKeys = toKeys;
        toKeys = keysBefore;
        var before = from;
        from = to;
        to = before;
      }
      System.arraycopy(from, 0, out, outOffset, count);
    }

    private void merge(
        double[] keys, int[] from, double[] toKeys, int[] to, int start, int middle, int end) {
      if (middle == end || inOrder(keys[middle - 1], keys[middle])) {
        System.arraycopy(keys, start, toKeys, start, end - start);
        System.arraycopy(from, start, to, start, end - start);
        return;
      }
      int left = start;
      int right = middle;
      for (int k = start; k < end; k++) {
        boolean takeLeft = right == end || left < middle && inOrder(keys[left], keys[right]);
        int taken = takeLeft ? left++ : right++;
        toKeys[k] = keys[taken];
        to[k] = from[taken];
      }
    }

    /// Whether `a`, which comes first, may stay before `b`.
    private boolean inOrder(double a, double b) {
      return descending ? a >= b || Double.isNaN(a) : a <= b || Double.isNaN(b);
    }
  }
}
