package dev.cotangent.interop;

import dev.cotangent.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// From the names of operations in the golden cases to calls of the library. What is missing here
/// the library does not have, and [GoldenTest] names it.
final class GoldenOps {
  private GoldenOps() {}

  static final Map<String, BiFunction<List<Tensor>, Attrs, List<Tensor>>> TABLE = new TreeMap<>();

  static {
    Stream.of(
            PointwiseGoldens.TABLE,
            ReductionGoldens.TABLE,
            ShapeGoldens.TABLE,
            NetworkGoldens.TABLE)
        .forEach(table ->
            table.entries.forEach((name, call) -> {
              if (TABLE.put(name, call) != null) throw new IllegalStateException(name);
            }));
  }

  static List<Tensor> apply(String op, List<Tensor> operands, Attrs attrs) {
    return TABLE.get(op).apply(operands, attrs);
  }
}
