package dev.cotangent.benchmarks.workload;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// An m by k matrix times a k by n one. Either may lie in memory as its transpose, which is then
/// what [#x] and [#y] return.
public record MatrixProduct(
    DType dtype, int m, int k, int n, boolean leftTransposed, boolean rightTransposed)
    implements Problem {

  public static List<Problem> all(DType dtype) {
    var problems = new ArrayList<Problem>();
    for (int n : new int[] {64, 128, 256, 1024, 2048}) problems.add(square(dtype, n, false, false));
    for (int n : new int[] {256, 1024}) {
      problems.add(square(dtype, n, true, false));
      problems.add(square(dtype, n, false, true));
    }
    problems.add(plain(dtype, 128, 784, 256));
    problems.add(plain(dtype, 128, 256, 10));
    problems.add(plain(dtype, 4, 512, 512));
    problems.add(plain(dtype, 1, 512, 512));
    problems.add(plain(dtype, 100, 100, 100));
    problems.add(plain(dtype, 127, 127, 127));
    return problems;
  }

  private static MatrixProduct square(DType dtype, int n, boolean left, boolean right) {
    return new MatrixProduct(dtype, n, n, n, left, right);
  }

  private static MatrixProduct plain(DType dtype, int m, int k, int n) {
    return new MatrixProduct(dtype, m, k, n, false, false);
  }

  private String size() {
    var dims = m == k && k == n ? "" + n : Inputs.text(m, k, n);
    if (!leftTransposed && !rightTransposed) return dims;
    return dims + (leftTransposed ? " AtB" : " ABt");
  }

  public Tensor x() {
    return leftTransposed
        ? Inputs.uniform(1, dtype, -1, 1, k, m)
        : Inputs.uniform(1, dtype, -1, 1, m, k);
  }

  public Tensor y() {
    return rightTransposed
        ? Inputs.uniform(2, dtype, -1, 1, n, k)
        : Inputs.uniform(2, dtype, -1, 1, k, n);
  }

  @Override
  public Measure measure() {
    double tolerance = dtype == DType.FLOAT32 ? 1e-5 : 1e-13;
    return new Measure(size(), dtype, Unit.GFLOPS, 2.0 * m * k * n, tolerance);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var x = x();
    var y = y();
    if (leftTransposed) return () -> List.of(x.transpose().matmul(y));
    if (rightTransposed) return () -> List.of(x.matmul(y.transpose()));
    return () -> List.of(x.matmul(y));
  }
}
