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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Functions of 100,000 elements, per element, fresh results included.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PointwiseFunctions {
  private static final int SIZE = 100_000;

  @Param({"FLOAT32", "FLOAT64"})
  DType dtype = DType.FLOAT64;

  private Tensor x = Tensor.scalar(0);

  @Setup
  public void fill() {
    x = Tensor.of(new SplittableRandom(1).doubles(SIZE, 0.1, 5).toArray()).toDType(dtype);
  }

  @Benchmark
  @OperationsPerInvocation(SIZE)
  public Tensor exp() {
    return x.exp();
  }

  @Benchmark
  @OperationsPerInvocation(SIZE)
  public Tensor log() {
    return x.log();
  }

  @Benchmark
  @OperationsPerInvocation(SIZE)
  public Tensor sin() {
    return x.sin();
  }

  @Benchmark
  @OperationsPerInvocation(SIZE)
  public Tensor tanh() {
    return x.tanh();
  }

  @Benchmark
  @OperationsPerInvocation(SIZE)
  public Tensor sigmoid() {
    return x.sigmoid();
  }
}
