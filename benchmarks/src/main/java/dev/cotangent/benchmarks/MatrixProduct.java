package dev.cotangent.benchmarks;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Products of square matrices, plain and with either operand transposed, fresh results included. 2
/// n^3 operations each.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class MatrixProduct {
  @Param({"64", "256", "1024"})
  int n;

  @Param({"FLOAT32", "FLOAT64"})
  DType dtype = DType.FLOAT64;

  private Tensor x = Tensor.scalar(0);
  private Tensor y = Tensor.scalar(0);

  @Setup
  public void fill() {
    var random = new SplittableRandom(1);
    x = Tensor.of(random.doubles((long) n * n).toArray()).reshape(n, n).toDType(dtype);
    y = Tensor.of(random.doubles((long) n * n).toArray()).reshape(n, n).toDType(dtype);
  }

  @Benchmark
  public Tensor plain() {
    return x.matmul(y);
  }

  @Benchmark
  public Tensor leftTransposed() {
    return x.transpose().matmul(y);
  }

  @Benchmark
  public Tensor rightTransposed() {
    return x.matmul(y.transpose());
  }
}
