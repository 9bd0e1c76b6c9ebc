package dev.cotangent.benchmarks.workload;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import io.vavr.collection.Vector;
import java.util.List;
import java.util.function.Supplier;

/// The axes in another order. The permuted tensor would be a view; the copy makes it an array.
public record Permutation(Shape shape, Vector<Integer> axes) implements Problem {
  public static List<Problem> all() {
    return List.of(
        new Permutation(Shape.of(1000, 1000), Vector.of(1, 0)),
        new Permutation(Shape.of(4096, 4096), Vector.of(1, 0)),
        new Permutation(Shape.of(8, 64, 4, 32), Vector.of(0, 2, 1, 3)),
        new Permutation(Shape.of(32, 256, 8, 64), Vector.of(0, 2, 1, 3)));
  }

  public Tensor x() {
    return Inputs.uniform(1, DType.FLOAT32, -1, 1, shape.toArray());
  }

  @Override
  public Measure measure() {
    var size = Inputs.text(shape.toArray()) + " to " + axes.mkString(",");
    return new Measure(size, DType.FLOAT32, Unit.NANOS_PER_ELEMENT, shape.size(), 0);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var x = x();
    var order = axes.toJavaStream().mapToInt(axis -> axis).toArray();
    return () -> List.of(x.permute(order).copy());
  }
}
