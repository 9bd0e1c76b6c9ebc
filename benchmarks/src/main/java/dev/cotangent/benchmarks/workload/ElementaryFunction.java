package dev.cotangent.benchmarks.workload;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A function of every element of a vector, into a fresh tensor.
public record ElementaryFunction(Name name, int n) implements Problem {
  /// The functions, and the interval that each is measured on.
  public enum Name {
    EXP(-10, 10, Tensor::exp),
    TANH(-5, 5, Tensor::tanh),
    SIN(-10, 10, Tensor::sin),
    LOG(0.001, 100, Tensor::log),
    SIGMOID(-10, 10, Tensor::sigmoid);

    private final double low;
    private final double high;
    private final UnaryOperator<Tensor> function;

    Name(double low, double high, UnaryOperator<Tensor> function) {
      this.low = low;
      this.high = high;
      this.function = function;
    }
  }

  public static List<Problem> all() {
    return Arrays.stream(Name.values())
        .<Problem>map(name -> new ElementaryFunction(name, 100_000))
        .toList();
  }

  public Tensor x() {
    return Inputs.uniform(1, DType.FLOAT32, name.low, name.high, n);
  }

  @Override
  public Measure measure() {
    var size = name.name().toLowerCase(Locale.ROOT) + " " + n;
    return new Measure(size, DType.FLOAT32, Unit.NANOS_PER_ELEMENT, n, 1e-6);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var x = x();
    return () -> List.of(name.function.apply(x));
  }
}
