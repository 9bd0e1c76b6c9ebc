package dev.cotangent.benchmarks.workload;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import java.util.List;
import java.util.function.Supplier;

/// Rows of a table, chosen by an index tensor: the lookup of an embedding.
///
/// @param count of rows that are taken
public record RowGather(int rows, int columns, int count) implements Problem {
  public static List<Problem> all() {
    return List.of(new RowGather(10_000, 128, 1_000), new RowGather(100_000, 64, 100_000));
  }

  public Tensor table() {
    return Inputs.uniform(1, DType.FLOAT32, -1, 1, rows, columns);
  }

  public Tensor indices() {
    return Inputs.indices(2, rows, count);
  }

  @Override
  public Measure measure() {
    var size = count + " of " + Inputs.text(rows, columns);
    double elements = (double) count * columns;
    return new Measure(size, DType.FLOAT32, Unit.NANOS_PER_ELEMENT, elements, 0);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var table = table();
    var indices = indices();
    return () -> List.of(table.take(indices, 0));
  }
}
