package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Memory;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import io.vavr.Function1;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The gradient of segments * segments times y = tanh(y) + x, on vectors of n elements; every
/// segment is a checkpoint, if so wanted, and then only the vectors between segments are kept.
public record CheckpointedChain(int segments, int n, boolean checkpoints) implements Problem {
  public static List<Problem> all() {
    return List.of(
        new CheckpointedChain(32, 10_000, false), new CheckpointedChain(32, 10_000, true));
  }

  public Tensor x() {
    return Inputs.uniform(1, DType.FLOAT64, -1, 1, n);
  }

  private Tensor chain(Tensor x) {
    Function1<Tensor, Tensor> plain =
        start -> {
          var y = start;
          for (int k = 0; k < segments; k++) y = y.tanh().plus(x);
          return y;
        };
    var segment = checkpoints ? Autodiff.checkpoint(plain) : plain;
    var y = x;
    for (int k = 0; k < segments; k++) y = segment.apply(y);
    return y.sum();
  }

  @Override
  public Measure measure() {
    var size = segments * segments + " steps" + (checkpoints ? ", checkpoints" : "");
    double elements = (double) segments * segments * n;
    return new Measure(size, DType.FLOAT64, Unit.NANOS_PER_ELEMENT, elements, 1e-12);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var gradient = Autodiff.grad(this::chain);
    var x = x();
    return () -> List.of(gradient.apply(x));
  }

  /// What a recording keeps until its pullback is called for the last time, in vectors.
  @Override
  public Map<String, Double> more() {
    var x = x();
    double live = Memory.live(() -> Autodiff.vjp(this::chain, x), 1);
    return Map.of("liveVectors", live / (n * (double) Double.BYTES));
  }
}
