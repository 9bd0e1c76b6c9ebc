package dev.cotangent.benchmarks;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import dev.cotangent.ValueAndGrad;
import io.vavr.Function1;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The cost of one scalar operation: 1,000 times y = sin(y) * 1.0001 + 0.1, value and derivative,
/// beside the derivative written by hand.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScalarChain {
  private static final int LENGTH = 1000;

  @Param("0.5")
  double start;

  private final Function1<Tensor, ValueAndGrad<Tensor>> chain =
      Autodiff.valueAndGrad(x -> {
        var y = x;
        for (int k = 0; k < LENGTH; k++) y = y.sin().times(1.0001).plus(0.1);
        return y;
      });

  @Benchmark
  @OperationsPerInvocation(3 * LENGTH)
  public ValueAndGrad<Tensor> cotangent() {
    return chain.apply(Tensor.scalar(start));
  }

  @Benchmark
  @OperationsPerInvocation(3 * LENGTH)
  public double byHand() {
    double y = start;
    double dy = 1;
    for (int k = 0; k < LENGTH; k++) {
      dy *= Math.cos(y) * 1.0001;
      y = Math.sin(y) * 1.0001 + 0.1;
    }
    return y + dy;
  }
}
