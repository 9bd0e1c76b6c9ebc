package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The determinant by expansion along the first row, of each minor again, and so on. The n!
/// products are what the benchmark is about: no minor is remembered, however often it occurs.
///
/// All minors of a level of the expansion are one tensor. A matrix of more than [#WHOLE] rows is
/// expanded one minor at a time until the minors are that small. Those keep nothing on the tape and
/// are computed again on the way back, so that not all products have to be in memory at once.
public final class Determinant {
  private static final int WHOLE = 8;

  /// By the number of rows, from 1 on.
  private static final List<Expansion> EXPANSIONS =
      IntStream.rangeClosed(1, WHOLE).mapToObj(Expansion::of).toList();

  private Determinant() {}

  /// @param a (n, n)
  public static Tensor determinant(Tensor a) {
    int n = a.shape().dim(0);
    var small = EXPANSIONS.get(Math.min(n, WHOLE) - 1);
    if (n <= WHOLE) return small.determinant(a);
    return minor(a, range(n), Autodiff.checkpoint(small::determinant));
  }

  public static Tensor gradient(Tensor a) {
    return Autodiff.grad(Determinant::determinant).apply(a);
  }

  /// The determinant of the last rows of `a` at these columns, as many.
  private static Tensor minor(Tensor a, int[] columns, Function1<Tensor, Tensor> small) {
    int n = a.shape().dim(0);
    int size = columns.length;
    if (size == WHOLE) {
      return small.apply(a.slice(0, n - size, n, 1).take(Tensor.ints(columns), 1));
    }
    var minors =
        IntStream.range(0, size)
            .mapToObj(k -> minor(a, without(columns, k), small))
            .toArray(Tensor[]::new);
    var row = a.get(n - size).take(Tensor.ints(columns), 0);
    return row.times(signs(size)).dot(Tensor.stack(0, minors));
  }

  private static int[] range(int n) {
    return IntStream.range(0, n).toArray();
  }

  private static int[] without(int[] columns, int k) {
    return IntStream.range(0, columns.length).filter(j -> j != k).map(j -> columns[j]).toArray();
  }

  /// 1, -1, 1, ...
  private static Tensor signs(int count) {
    return Tensor.of(IntStream.range(0, count).mapToDouble(k -> k % 2 == 0 ? 1 : -1).toArray());
  }

  /// The expansion of all matrices of a size.
  ///
  /// @param columns for each row, what is left of the columns in each minor that begins there
  private record Expansion(List<Tensor> columns) {
    static Expansion of(int size) {
      var minors = List.of(range(size));
      var columns = new Tensor[size];
      for (int row = 0; row < size; row++) {
        var all = minors.stream().flatMapToInt(Arrays::stream).toArray();
        columns[row] = Tensor.ints(all).reshape(minors.size(), size - row);
        minors =
            minors.stream()
                .flatMap(c -> IntStream.range(0, c.length).mapToObj(k -> without(c, k)))
                .toList();
      }
      return new Expansion(List.of(columns));
    }

    Tensor determinant(Tensor a) {
      int size = columns.size();
      var minors = Tensor.ones(1);
      for (int row = size - 1; row >= 0; row--) {
        int width = size - row;
        var factors = a.get(row).take(columns.get(row), 0).times(signs(width));
        minors = row == size - 1 ? factors : factors.times(minors.reshape(-1, width)).sum(1);
      }
      return minors.reshape();
    }
  }
}
