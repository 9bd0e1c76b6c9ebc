package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import io.vavr.Function3;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// sum(gelu(x * w + b)) of three vectors, with its gradients; gelu by the error function.
public record GeluGradient(int n) implements Problem {
  public static List<Problem> all() {
    return IntStream.of(1_000, 100_000, 10_000_000).<Problem>mapToObj(GeluGradient::new).toList();
  }

  public Tensor x() {
    return Inputs.uniform(1, DType.FLOAT32, -2, 2, n);
  }

  public Tensor w() {
    return Inputs.uniform(2, DType.FLOAT32, -2, 2, n);
  }

  public Tensor b() {
    return Inputs.uniform(3, DType.FLOAT32, -2, 2, n);
  }

  @Override
  public Measure measure() {
    return new Measure("" + n, DType.FLOAT32, Unit.NANOS_PER_ELEMENT, n, 1e-5);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    Function3<Tensor, Tensor, Tensor, Tensor> f = (x, w, b) -> x.times(w).plus(b).gelu().sum();
    var valueAndGrad = Autodiff.valueAndGrad(f);
    var x = x();
    var w = w();
    var b = b();
    return () -> {
      var result = valueAndGrad.apply(x, w, b);
      var gradient = result.gradient();
      return List.of(result.value(), gradient._1, gradient._2, gradient._3);
    };
  }
}
