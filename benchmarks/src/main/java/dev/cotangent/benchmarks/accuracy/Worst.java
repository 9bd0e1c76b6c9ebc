package dev.cotangent.benchmarks.accuracy;

import java.util.Arrays;
import java.util.stream.Collectors;

/// How many results were looked at, and the greatest error among them, in units in the last place
/// of the exact value.
record Worst(long count, double error, double[] where) {
  static final Worst NONE = new Worst(0, 0, new double[0]);

  /// One result more.
  Worst and(double otherError, double... otherWhere) {
    return and(new Worst(1, otherError, otherWhere));
  }

  Worst and(Worst that) {
    var greater = that.error > error || where.length == 0 ? that : this;
    return new Worst(count + that.count, greater.error, greater.where);
  }

  /// Columns of a table.
  @Override
  public String toString() {
    var place =
        Arrays.stream(where).mapToObj(Double::toHexString).collect(Collectors.joining(", "));
    return "%.3f | %s | %,d".formatted(error, place, count);
  }
}
