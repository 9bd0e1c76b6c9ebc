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

/// Copies of a million elements in another order, and by indices, fresh results included, beside
/// the plain copy of as many.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class Movement {
  @Param({"FLOAT32", "FLOAT64"})
  DType dtype = DType.FLOAT64;

  private double[] plain = {};
  private Tensor x = Tensor.scalar(0);
  private Tensor attention = x;
  private Tensor images = x;
  private Tensor pairs = x;
  private Tensor indices = x;

  @Setup
  public void fill() {
    var random = new SplittableRandom(1);
    plain = random.doubles(dtype == DType.FLOAT64 ? 1_000_000 : 500_000).toArray();
    x = Tensor.of(random.doubles(1_000_000).toArray()).toDType(dtype).reshape(1000, 1000);
    attention = x.reshape(10, 50, 20, 100);
    images = x.reshape(25, 40, 1000);
    pairs = x.reshape(500_000, 2);
    indices = Tensor.ints(random.ints(1000, 0, 1000).toArray());
  }

  /// As many bytes.
  @Benchmark
  public double[] plainCopy() {
    return plain.clone();
  }

  @Benchmark
  public Tensor transposed() {
    return x.transpose().copy();
  }

  @Benchmark
  public Tensor headsToTokens() {
    return attention.permute(0, 2, 1, 3).copy();
  }

  @Benchmark
  public Tensor channelsLast() {
    return images.permute(0, 2, 1).copy();
  }

  @Benchmark
  public Tensor pairsApart() {
    return pairs.transpose().copy();
  }

  @Benchmark
  public Tensor joined() {
    return Tensor.concat(1, x, x);
  }

  @Benchmark
  public Tensor rowsTaken() {
    return x.take(indices, 0);
  }

  @Benchmark
  public Tensor columnsTaken() {
    return x.take(indices, 1);
  }
}
