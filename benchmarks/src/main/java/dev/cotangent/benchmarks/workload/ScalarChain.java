package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Memory;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// `length` times y = sin(y) * 1.0001 + 0.1, value and derivative: what one operation on numbers
/// costs, of which a step has three.
public record ScalarChain(int length) implements Problem {
  public static final double START = 0.5;
  private static final int STEP = 3;
  private static final int RECORDED = 300_000; // operations, before memory is measured

  public static List<Problem> all() {
    return IntStream.of(1_000, 1_000_000).<Problem>mapToObj(ScalarChain::new).toList();
  }

  private Tensor chain(Tensor x) {
    var y = x;
    for (int k = 0; k < length; k++) y = y.sin().times(1.0001).plus(0.1);
    return y;
  }

  @Override
  public Measure measure() {
    double operations = (double) STEP * length;
    return new Measure("" + length, DType.FLOAT64, Unit.NANOS_PER_OPERATION, operations, 1e-10);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var valueAndGrad = Autodiff.valueAndGrad(this::chain);
    var x = Tensor.scalar(START);
    return () -> {
      var result = valueAndGrad.apply(x);
      return List.of(result.value(), result.gradient());
    };
  }

  /// Bytes per operation that a recording keeps until its pullback is called for the last time.
  @Override
  public Map<String, Double> more() {
    var x = Tensor.scalar(START);
    int copies = Math.max(1, RECORDED / (STEP * length));
    double live = Memory.live(() -> Autodiff.vjp(this::chain, x), copies);
    return Map.of("liveBytesPerOp", live / (STEP * length));
  }
}
