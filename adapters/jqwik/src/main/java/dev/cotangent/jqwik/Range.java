package dev.cotangent.jqwik;

/// The derivatives at some distance from a point, and nearer. At a kink they differ, and any number
/// between them will do.
record Range(double low, double high) {
  /// Enough that of any two sides of a kink each is met.
  static final int POINTS = 24;

  static Range of(double[][] slopes, int row) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (var slope : slopes) {
      if (!Double.isFinite(slope[row])) continue;
      low = Math.min(low, slope[row]);
      high = Math.max(high, slope[row]);
    }
    return new Range(low, high);
  }

  Range and(Range other) {
    return new Range(Math.min(low, other.low), Math.max(high, other.high));
  }

  /// Whether these are the derivatives at a kink, where those of `near` are much nearer to it:
  /// smooth functions change by less there, and by little in any case.
  boolean isKink(Range near) {
    double change = high - low;
    return change > 0.01 * size() && near.high - near.low > 0.5 * change;
  }

  boolean holds(double derivative) {
    double slack = 1e-3 * size();
    return low - slack <= derivative && derivative <= high + slack;
  }

  private double size() {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  @Override
  public String toString() {
    return "between " + low + " and " + high + ", the derivatives nearby";
  }
}
