package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The number of threads cannot be seen in the bits: every kernel that shares its work, at sizes
/// where it does, on 1, 2, 3 and 7 threads. What the one thread computes, the tests of each kernel
/// compare with loops of their own.
class ThreadsTest {
  private static final int[] THREADS = {2, 3, 7};
  private static final Definition EXP = Definition.unary("exp", Elementary::exp);
  private static final Definition ADD = Definition.binary("add", Expr::add);
  private static final Definition MUL = Definition.binary("mul", Expr::mul);

  private static void check(Supplier<Strided> compute) {
    var alone = new GemmModel[1];
    Parallel.withThreads(1, () -> alone[0] = GemmModel.of(compute.get()));
    for (int threads : THREADS) {
      Parallel.withThreads(
          threads,
          () -> {
            for (int round = 0; round < 2; round++) {
              assertEquals(alone[0], GemmModel.of(compute.get()), threads + " threads");
            }
          });
    }
  }

  private static Strided random(Element element, int... dims) {
    return GemmModel.random(new Random(dims.length + dims[0]), element, dims);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void pointwise(Element element) {
    var long1 = random(element, 300_007);
    check(() -> Elementwise.map(EXP, long1));
    check(() -> Elementwise.map(MUL, long1, long1.slice(0, 300_006, 300_007, -1)));
    var matrix = random(element, 401, 703);
    var row = random(element, 1, 703).broadcast(401, 703);
    var column = random(element, 401, 1).broadcast(401, 703);
    check(() -> Elementwise.map(MUL, matrix, row));
    check(() -> Elementwise.map(MUL, matrix, column));
    check(() -> Elementwise.map(EXP, matrix.permute(1, 0)));
    var tall = random(element, 100_003, 3); // runs along the first axis
    check(() -> Elementwise.map(MUL, tall, random(element, 1, 3).broadcast(100_003, 3)));
    var many = random(element, 40, 3, 70, 2, 31);
    check(() -> Elementwise.map(EXP, many.permute(4, 1, 3, 0, 2)));
    var wide = random(element, 3, 200_001); // few runs, each cut
    check(() -> Elementwise.map(MUL, wide, random(element, 3, 1).broadcast(3, 200_001)));
  }

  /// Several functions in one pass, with buffers between them that no two threads may share.
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void fused(Element element) {
    var matrix = random(element, 401, 703);
    var column = random(element, 401, 1).broadcast(401, 703);
    var long1 = random(element, 300_007);
    check(() -> chain(matrix, column));
    check(() -> chain(matrix.permute(1, 0), column.permute(1, 0)));
    check(() -> chain(long1, long1.slice(0, 300_006, 300_007, -1)));
  }

  private static Strided chain(Strided x, Strided y) {
    var product = Deferred.map(MUL, Deferred.map(EXP, x), Deferred.map(MUL, x, y));
    return Deferred.map(MUL, Deferred.map(EXP, product), Deferred.map(EXP, y)).strided();
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void reductions(Element element) {
    var long1 = random(element, 1_000_003);
    check(() -> Reduction.reduce(ADD, -0.0, long1, 0));
    var matrix = random(element, 701, 1403);
    check(() -> Reduction.reduce(ADD, -0.0, matrix, 1));
    check(() -> Reduction.reduce(ADD, -0.0, matrix.permute(1, 0), 1));
    check(() -> Reduction.reduce(ADD, -0.0, matrix, 0));
    var rows = random(element, 200_003, 5);
    check(() -> Reduction.reduce(ADD, -0.0, rows, 1));
    check(() -> Reduction.reduce(ADD, -0.0, rows.permute(1, 0), 1));
    var images = random(element, 16, 33, 28, 28);
    check(() -> Reduction.reduce(ADD, -0.0, images.permute(1, 0, 2, 3), 1));
    check(() -> fusedSum(matrix, 0));
    check(() -> fusedSum(matrix, 1));
    check(() -> fusedSum(matrix.permute(1, 0), 1));
    check(() -> fusedSum(long1, 0));
  }

  private static Strided fusedSum(Strided x, int kept) {
    var axes = x.rank() == 1 ? new int[] {0} : new int[] {0, 1};
    return FusedReduction.reduce(ADD, -0.0, Deferred.map(EXP, Deferred.map(MUL, x, x)), axes, kept);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void copiesAndSoftmax(Element element) {
    var matrix = random(element, 701, 1403);
    check(() -> Copies.contiguous(matrix.permute(1, 0)));
    check(() -> Copies.contiguous(matrix.slice(1, 1402, 1403, -1)));
    check(() -> Copies.contiguous(random(element, 9, 65, 33, 31).permute(0, 2, 3, 1)));
    check(() -> Copies.contiguous(random(element, 9, 65, 33, 17).permute(0, 2, 1, 3)));
    check(() -> Copies.contiguous(random(element, 300, 40, 30).permute(0, 2, 1)));
    var indices = Strided.of(Element.I32, new Random(1).ints(5003, 0, 701).toArray(), 5003);
    check(() -> Gathering.take(matrix.slice(1, 2, 50, 1), indices, 0));
    check(() -> Gathering.take(matrix.slice(0, 0, 100, 1), indices, 1));
    check(() -> Normalization.softmax(matrix, 1));
    check(() -> Normalization.logSoftmax(matrix, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "F32, 257, 129, 263", // in place
    "F64, 257, 129, 263",
    "F32, 3, 301, 5000",
    "F64, 40, 301, 1001",
    "F32, 700, 400, 900", // packed
    "F64, 700, 300, 700",
    "F32, 120, 500, 2100", // in two groups of panels
    "F32, 5000, 385, 3",
    "F64, 2, 257, 9001"
  })
  void products(Element element, int m, int k, int n) {
    var x = random(element, m, k);
    var y = random(element, k, n);
    var xByColumns = random(element, k, m).permute(1, 0);
    var yByColumns = random(element, n, k).permute(1, 0);
    check(() -> byVectors(x, y));
    check(() -> byVectors(xByColumns, y));
    check(() -> byVectors(x, yByColumns));
    check(() -> byVectors(xByColumns, yByColumns));
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void batchesOfProducts(Element element) {
    check(() -> byVectors(random(element, 50, 4, 30, 20), random(element, 50, 4, 20, 40)));
    check(() -> byVectors(random(element, 3, 200, 150), random(element, 3, 150, 170)));
  }

  /// Tiles that have not been warmed give the same bits, so nobody waits for them here.
  private static Strided byVectors(Strided x, Strided y) {
    var dims = x.dims();
    dims[dims.length - 1] = y.dim(dims.length - 1);
    var result = Strided.allocate(x.element(), dims);
    assertTrue(Gemm.multiply(x, y, result, VectorSupport.bits(), true));
    return result;
  }
}
