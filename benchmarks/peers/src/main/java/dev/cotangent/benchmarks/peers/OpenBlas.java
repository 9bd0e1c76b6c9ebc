package dev.cotangent.benchmarks.peers;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;

import dev.cotangent.DType;
import dev.cotangent.benchmarks.Contender;
import dev.cotangent.benchmarks.Peer;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.workload.MatrixProduct;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.jspecify.annotations.Nullable;

/// Matrix products by OpenBLAS, into memory that is allocated for each and freed after it.
public final class OpenBlas implements Peer {
  @Override
  public String name() {
    return "OpenBLAS 0.3.31";
  }

  @Override
  public Map<String, String> environment(int threads) {
    return Natives.environment(threads);
  }

  @Override
  public @Nullable Supplier<Contender> contender(Problem problem, int threads) {
    if (!(problem instanceof MatrixProduct product)) return null;
    return () -> {
      Natives.prepare();
      blas_set_num_threads(threads);
      return product.dtype() == DType.FLOAT32 ? floats(product) : doubles(product);
    };
  }

  private static Contender floats(MatrixProduct p) {
    var x = new FloatPointer(p.x().toFloatArray());
    var y = new FloatPointer(p.y().toFloatArray());
    return product(
        p,
        x,
        y,
        FloatPointer::new,
        openblas::cblas_sgemm,
        (z, elements) -> {
          for (int k = 0; k < elements.length; k++) elements[k] = z.get(k);
        });
  }

  private static Contender doubles(MatrixProduct p) {
    var x = new DoublePointer(p.x().toDoubleArray());
    var y = new DoublePointer(p.y().toDoubleArray());
    return product(
        p, x, y, DoublePointer::new, openblas::cblas_dgemm, (z, elements) -> z.get(elements));
  }

  private static <P extends Pointer> Contender product(
      MatrixProduct p,
      P x,
      P y,
      Function<Pointer, P> typed,
      Gemm<P> gemm,
      BiConsumer<P, double[]> read) {
    var layout = Layout.of(p);
    int size = p.m() * p.n();
    long bytes = (long) size * x.sizeof();
    Supplier<P> product =
        () -> {
          var z = typed.apply(Pointer.malloc(bytes));
          gemm.run(
              CblasRowMajor,
              layout.x,
              layout.y,
              p.m(),
              p.n(),
              p.k(),
              1,
              x,
              layout.xRow,
              y,
              layout.yRow,
              0,
              z,
              p.n());
          return z;
        };
    return new Computation<>(
        product,
        z -> {
          var elements = new double[size];
          read.accept(z, elements);
          return List.of(elements);
        },
        Pointer::free);
  }

  /// z = alpha x y + beta z, for one type of element.
  private interface Gemm<P> {
    void run(
        int order,
        int layoutX,
        int layoutY,
        int m,
        int n,
        int k,
        float alpha,
        P x,
        int xRow,
        P y,
        int yRow,
        float beta,
        P z,
        int zRow);
  }

  /// Whether each operand lies transposed, and how long its rows in memory are.
  private record Layout(int x, int xRow, int y, int yRow) {
    static Layout of(MatrixProduct p) {
      return new Layout(
          p.leftTransposed() ? CblasTrans : CblasNoTrans,
          p.leftTransposed() ? p.m() : p.k(),
          p.rightTransposed() ? CblasTrans : CblasNoTrans,
          p.rightTransposed() ? p.k() : p.n());
    }
  }
}
