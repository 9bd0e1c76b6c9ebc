package dev.cotangent.benchmarks.workload;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A pass over the last axis of an array.
public record Reduction(Kind kind, Shape shape) implements Problem {
  public enum Kind {
    SUM(x -> x.sum(-1)),
    MAX(x -> x.max(-1)),
    SOFTMAX(x -> x.softmax(-1));

    private final UnaryOperator<Tensor> function;

    Kind(UnaryOperator<Tensor> function) {
      this.function = function;
    }
  }

  public static List<Problem> all(Kind kind) {
    return List.of(
        new Reduction(kind, Shape.of(100_000)),
        new Reduction(kind, Shape.of(10_000_000)),
        new Reduction(kind, Shape.of(1000, 1000)));
  }

  public Tensor x() {
    return Inputs.uniform(1, DType.FLOAT32, 0, 5, shape.toArray());
  }

  @Override
  public Measure measure() {
    var size = Inputs.text(shape.toArray());
    // libtorch adds ten million exponentials to four digits only.
    double tolerance = kind == Kind.SOFTMAX ? 1e-3 : 1e-5;
    return new Measure(size, DType.FLOAT32, Unit.NANOS_PER_ELEMENT, shape.size(), tolerance);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var x = x();
    return () -> List.of(kind.function.apply(x));
  }
}
