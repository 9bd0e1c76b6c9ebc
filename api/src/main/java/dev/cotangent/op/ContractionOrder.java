package dev.cotangent.op;

import java.util.ArrayList;
import java.util.List;

/// In which order to contract the terms of an [Einsum], two at a time. The cost of a step is the
/// number of products in it; few terms are ordered at the least cost of all, many by taking next
/// what shrinks the terms most.
final class ContractionOrder {
  /// The exact search looks at every pair of disjoint sets of terms.
  private static final int FEW = 8;

  private final List<Integer> indices; // their positions are bits
  private final EinsumSpec spec;
  private final long result;
  private final long[] terms;

  private ContractionOrder(EinsumSpec spec, List<int[]> inputs) {
    this.spec = spec;
    indices = List.copyOf(spec.lengths().keySet());
    if (indices.size() > Long.SIZE) {
      throw new IllegalArgumentException("einsum: " + indices.size() + " indices, more than 64");
    }
    result = bits(spec.output());
    terms = inputs.stream().mapToLong(this::bits).toArray();
  }

  /// Positions in the list of terms. The product takes the place of the first, and the second is
  /// removed from the list.
  record Step(int first, int second) {}

  static List<Step> of(EinsumSpec spec, List<int[]> inputs) {
    var order = new ContractionOrder(spec, inputs);
    return inputs.size() <= FEW ? order.cheapest() : order.greedy();
  }

  private long bits(int[] term) {
    long bits = 0;
    for (int index : term) bits |= 1L << indices.indexOf(index);
    return bits;
  }

  private double size(long set) {
    double size = 1;
    for (long rest = set; rest != 0; rest &= rest - 1) {
      size *= spec.length(indices.get(Long.numberOfTrailingZeros(rest)));
    }
    return size;
  }

  private List<Step> cheapest() {
    int all = (1 << terms.length) - 1;
    var left = new long[all + 1]; // of each set of terms, the indices of its product
    var costs = new double[all + 1];
    var halves = new int[all + 1];
    for (int set = 1; set <= all; set++) left[set] = union(set) & (result | union(all & ~set));
    for (int set = 1; set <= all; set++) {
      if (Integer.bitCount(set) == 1) continue;
      costs[set] = Double.POSITIVE_INFINITY;
      int lowest = Integer.lowestOneBit(set);
      for (int half = (set - 1) & set; half > 0; half = (half - 1) & set) {
        if ((half & lowest) == 0) continue;
        int other = set & ~half;
        double cost = costs[half] + costs[other] + size(left[half] | left[other]);
        if (cost < costs[set]) {
          costs[set] = cost;
          halves[set] = half;
        }
      }
    }
    var steps = new ArrayList<Step>();
    var present = new ArrayList<Integer>();
    for (int k = 0; k < terms.length; k++) present.add(1 << k);
    join(all, halves, present, steps);
    return steps;
  }

  private long union(int set) {
    long union = 0;
    for (int k = 0; k < terms.length; k++) if ((set & 1 << k) != 0) union |= terms[k];
    return union;
  }

  private static void join(int set, int[] halves, List<Integer> present, List<Step> steps) {
    if (halves[set] == 0) return;
    join(halves[set], halves, present, steps);
    join(set & ~halves[set], halves, present, steps);
    int a = present.indexOf(halves[set]);
    int b = present.indexOf(set & ~halves[set]);
    steps.add(new Step(Math.min(a, b), Math.max(a, b)));
    present.set(Math.min(a, b), set);
    present.remove(Math.max(a, b));
  }

  private List<Step> greedy() {
    var steps = new ArrayList<Step>();
    var present = new ArrayList<Long>();
    for (long term : terms) present.add(term);
    while (present.size() > 1) {
      var best = new Step(0, 1);
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < present.size(); i++) {
        for (int j = i + 1; j < present.size(); j++) {
          double growth =
              size(product(present, i, j)) - size(present.get(i)) - size(present.get(j));
          if (growth < least) {
            least = growth;
            best = new Step(i, j);
          }
        }
      }
      present.set(best.first, product(present, best.first, best.second));
      present.remove(best.second);
      steps.add(best);
    }
    return steps;
  }

  /// The indices that are left when two terms are contracted.
  private long product(List<Long> present, int i, int j) {
    long needed = result;
    for (int k = 0; k < present.size(); k++) if (k != i && k != j) needed |= present.get(k);
    return (present.get(i) | present.get(j)) & needed;
  }
}
