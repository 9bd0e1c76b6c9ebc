package dev.cotangent.benchmarks;

import java.util.List;

/// Whether two contenders did the same work: nothing is timed before it is sure.
final class Agreement {
  private Agreement() {}

  /// @param tolerance relative to the largest element of the same result
  /// @throws IllegalStateException naming the first element that differs
  static void check(List<double[]> ours, List<double[]> peers, double tolerance) {
    if (ours.size() != peers.size()) {
      throw new IllegalStateException(
          "ours has " + ours.size() + " results, the peer " + peers.size());
    }
    for (int k = 0; k < ours.size(); k++) check(k, ours.get(k), peers.get(k), tolerance);
  }

  private static void check(int result, double[] ours, double[] peers, double tolerance) {
    if (ours.length != peers.length) {
      throw new IllegalStateException(
          "result %d has %d elements, the peer's %d".formatted(result, ours.length, peers.length));
    }
    double largest = Double.MIN_NORMAL;
    for (double value : peers) largest = Math.max(largest, Math.abs(value));
    for (int k = 0; k < ours.length; k++) {
      // Written so that NaN fails.
      if (!(Math.abs(ours[k] - peers[k]) <= tolerance * largest)) {
        throw new IllegalStateException(
            "element %d of result %d is %s, the peer's %s".formatted(k, result, ours[k], peers[k]));
      }
    }
  }
}
