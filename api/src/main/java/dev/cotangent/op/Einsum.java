package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Sums of products over named indices. They are made of diagonals, sums, permutations and products
/// of matrices, and their derivatives of the derivatives of these.
public final class Einsum {
  private final EinsumSpec spec;
  private final List<Term> terms = new ArrayList<>();

  private Einsum(EinsumSpec spec) {
    this.spec = spec;
  }

  public static Tensor einsum(String spec, Tensor... operands) {
    return new Einsum(EinsumSpec.of(spec, operands)).contract(operands);
  }

  private Tensor contract(Tensor... operands) {
    var dtype = DType.INT32; // truth values count
    for (var operand : operands) dtype = dtype.promote(operand.dtype());
    for (int k = 0; k < operands.length; k++) {
      terms.add(distinct(new Term(operands[k].toDType(dtype), spec.inputs().get(k))));
    }
    for (int k = 0; k < operands.length; k++) terms.set(k, summed(k));
    for (var step : ContractionOrder.of(spec, terms.stream().map(Term::indices).toList())) {
      terms.set(step.first(), product(step.first(), step.second()));
      terms.remove(step.second());
    }
    return terms.getFirst().arranged(spec.output()).tensor;
  }

  /// Without axes of length 1 that broadcast, and with the diagonal for axes of one index.
  private Term distinct(Term term) {
    var result = term;
    for (int axis = term.indices.length - 1; axis >= 0; axis--) {
      int index = term.indices[axis];
      if (result.length(axis) != spec.length(index)) result = result.without(axis);
    }
    for (int axis = 1; axis < result.indices.length; axis++) {
      int first = result.position(result.indices[axis]);
      if (first == axis) continue;
      result = result.diagonal(first, axis); // which comes last: so all from the start again
      axis = 0;
    }
    return result;
  }

  /// Without the indices that are in no other term, nor in the result.
  private Term summed(int k) {
    var term = terms.get(k);
    var kept = term.filter(index -> isNeeded(index, k, k));
    if (kept.length == term.indices.length) return term;
    var axes =
        IntStream.range(0, term.indices.length)
            .filter(axis -> !isNeeded(term.indices[axis], k, k))
            .toArray();
    return new Term(Reductions.sum(term.tensor, false, axes), kept);
  }

  /// Whether an index is in the result, or in a term other than these two.
  private boolean isNeeded(int index, int first, int second) {
    if (spec.isInResult(index)) return true;
    for (int k = 0; k < terms.size(); k++) {
      if (k != first && k != second && terms.get(k).has(index)) return true;
    }
    return false;
  }

  /// Indices that both terms have are those of a batch if they are needed, and summed over if not.
  private Term product(int first, int second) {
    var left = terms.get(first);
    var right = terms.get(second);
    int[] batch = left.filter(index -> right.has(index) && isNeeded(index, first, second));
    int[] inner = left.filter(index -> right.has(index) && !isNeeded(index, first, second));
    int[] rows = left.filter(index -> !right.has(index));
    int[] columns = right.filter(index -> !left.has(index));
    int[] result = joined(batch, rows, columns);
    Tensor product;
    if (inner.length == 0) {
      var x = left.arranged(joined(batch, rows)).tensor;
      var y = right.arranged(joined(batch, columns)).tensor;
      product =
          Layout.reshape(x, lengths(batch, size(rows), 1))
              .times(Layout.reshape(y, lengths(batch, 1, size(columns))));
    } else {
      var x = left.arranged(joined(batch, rows, inner)).tensor;
      var y = right.arranged(joined(batch, inner, columns)).tensor;
      product =
          Products.matmul(
              Layout.reshape(x, lengths(batch, size(rows), size(inner))),
              Layout.reshape(y, lengths(batch, size(inner), size(columns))));
    }
    return new Term(Layout.reshape(product, lengths(result)), result);
  }

  private static int[] joined(int[]... lists) {
    return Arrays.stream(lists).flatMapToInt(Arrays::stream).toArray();
  }

  private int[] lengths(int[] indices, int... more) {
    return joined(Arrays.stream(indices).map(spec::length).toArray(), more);
  }

  private int size(int[] indices) {
    return Arrays.stream(lengths(indices)).reduce(1, Math::multiplyExact);
  }

  /// A tensor and the index of each of its axes.
  private record Term(Tensor tensor, int[] indices) {
    boolean has(int index) {
      return position(index) >= 0;
    }

    /// The first axis of an index, -1 if there is none.
    int position(int index) {
      for (int axis = 0; axis < indices.length; axis++) if (indices[axis] == index) return axis;
      return -1;
    }

    int[] filter(IntPredicate kept) {
      return Arrays.stream(indices).filter(kept).toArray();
    }

    int length(int axis) {
      return tensor.shape().dim(axis);
    }

    /// The same with its axes in another order.
    Term arranged(int[] order) {
      int[] axes = Arrays.stream(order).map(this::position).toArray();
      return new Term(Layout.permute(tensor, axes), order);
    }

    /// Without an axis of length 1.
    Term without(int axis) {
      return new Term(Layout.squeeze(tensor, axis), indicesWithout(axis));
    }

    private int[] indicesWithout(int axis) {
      return IntStream.range(0, indices.length)
          .filter(k -> k != axis)
          .map(k -> indices[k])
          .toArray();
    }

    /// The elements at equal positions of two axes, along the first of them: of a square,
    /// row-major, every (n + 1)-th.
    Term diagonal(int first, int second) {
      int n = length(first);
      int[] others =
          IntStream.range(0, indices.length).filter(k -> k != first && k != second).toArray();
      var square = Layout.permute(tensor, joined(others, new int[] {first, second}));
      int[] dims = Arrays.stream(others).map(this::length).toArray();
      var flat = Layout.reshape(square, joined(dims, new int[] {n * n}));
      var diagonal = flat.slice(-1, 0, n * n, n + 1);
      int[] order = Arrays.stream(others).map(k -> indices[k]).toArray();
      return new Term(diagonal, joined(order, new int[] {indices[first]}));
    }
  }
}
