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

/// Sums, maxima and positions of a million elements along axes that lie in memory in every way,
/// beside the sum of all of them, which reads them in order.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class Reductions {
  @Param({"FLOAT32", "FLOAT64"})
  DType dtype = DType.FLOAT64;

  private Tensor x = Tensor.scalar(0);
  private Tensor cube = x;
  private Tensor narrow = x;
  private Tensor flat = x;
  private Tensor images = x;

  @Setup
  public void fill() {
    var random = new SplittableRandom(1);
    x = Tensor.of(random.doubles(1_000_000).toArray()).toDType(dtype).reshape(1000, 1000);
    cube = x.reshape(100, 100, 100);
    narrow = x.reshape(250_000, 4);
    flat = x.reshape(4, 250_000);
    images = Tensor.of(random.doubles(32 * 64 * 28 * 28).toArray()).toDType(dtype);
    images = images.reshape(32, 64, 28, 28);
  }

  @Benchmark
  public Tensor all() {
    return x.sum();
  }

  @Benchmark
  public Tensor rows() {
    return x.sum(1);
  }

  @Benchmark
  public Tensor columns() {
    return x.sum(0);
  }

  @Benchmark
  public Tensor middleAxis() {
    return cube.sum(1);
  }

  @Benchmark
  public Tensor outerAxes() {
    return cube.sum(0, 2);
  }

  @Benchmark
  public Tensor shortRows() {
    return narrow.sum(1);
  }

  @Benchmark
  public Tensor longNarrowColumns() {
    return narrow.sum(0);
  }

  @Benchmark
  public Tensor fewRows() {
    return flat.sum(0);
  }

  @Benchmark
  public Tensor channels() {
    return images.sum(0, 2, 3);
  }

  @Benchmark
  public Tensor largestOfColumns() {
    return x.max(0);
  }

  @Benchmark
  public Tensor positionsInRows() {
    return x.argMax(1);
  }

  @Benchmark
  public Tensor positionsInColumns() {
    return x.argMax(0);
  }
}
