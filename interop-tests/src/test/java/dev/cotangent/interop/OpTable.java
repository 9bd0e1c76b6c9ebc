package dev.cotangent.interop;

import dev.cotangent.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Collects what [GoldenOps] is made of: names of operations and calls of the library.
final class OpTable {
  final Map<String, BiFunction<List<Tensor>, Attrs, List<Tensor>>> entries = new TreeMap<>();

  /// Several results.
  OpTable several(String name, BiFunction<List<Tensor>, Attrs, List<Tensor>> call) {
    if (entries.put(name, call) != null) throw new IllegalStateException("two entries: " + name);
    return this;
  }

  /// Any number of operands.
  OpTable all(String name, BiFunction<List<Tensor>, Attrs, Tensor> call) {
    return several(name, (xs, attrs) -> List.of(call.apply(xs, attrs)));
  }

  OpTable one(String name, UnaryOperator<Tensor> call) {
    return all(name, (xs, _) -> call.apply(xs.getFirst()));
  }

  OpTable oneWith(String name, BiFunction<Tensor, Attrs, Tensor> call) {
    return all(name, (xs, attrs) -> call.apply(xs.getFirst(), attrs));
  }

  OpTable two(String name, BinaryOperator<Tensor> call) {
    return all(name, (xs, _) -> call.apply(xs.get(0), xs.get(1)));
  }

  OpTable twoWith(String name, Three call) {
    return all(name, (xs, attrs) -> call.apply(xs.get(0), xs.get(1), attrs));
  }

  /// Two operands and attributes.
  interface Three {
    Tensor apply(Tensor x, Tensor y, Attrs attrs);
  }
}
