package dev.cotangent.laws;

import dev.cotangent.Losses;
import dev.cotangent.Ops;
import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Every operation: what it takes and gives, how often it can be differentiated, and where to look.
final class OperationTable {
  private OperationTable() {}

  static final Seq<Operation> ROWS =
      Array.of(
              PointwiseRows.ARITHMETIC,
              PointwiseRows.EXPONENTIAL,
              PointwiseRows.TRIGONOMETRIC,
              PointwiseRows.ACTIVATION,
              PointwiseRows.SPECIAL,
              PointwiseRows.COMPARISON,
              PointwiseRows.LOGIC,
              ReductionRows.SUMS,
              ReductionRows.EXTREMES,
              ReductionRows.EXPONENTIAL,
              ShapeRows.LAYOUTS,
              ShapeRows.OWN,
              RunningRows.SCANS,
              RunningRows.ORDER,
              ArrangementRows.COPIES,
              ArrangementRows.DIAGONALS,
              IndexRows.INDICES,
              IndexRows.PRODUCTS,
              Array.of(NetworkRows.EINSUM),
              NetworkRows.LAYERS,
              NetworkRows.LOSSES)
          .flatMap(rows -> rows);

  /// What a function of a tensor is without being an operation on its elements.
  private static final Set<String> NO_OPERATIONS = Set.of("lift", "liftAll", "stopGradient");

  /// The functions that take at least one tensor and give one, found by looking: [Tensor]'s of the
  /// families, its own, and the losses.
  static Set<String> methods() {
    var found = new TreeSet<String>();
    for (var family : Ops.class.getInterfaces()) {
      for (var method : family.getDeclaredMethods()) {
        if (method.isDefault() && !method.isSynthetic()) found.add(signature(method));
      }
    }
    for (var own : List.of(Tensor.class, Losses.class)) {
      for (var method : own.getDeclaredMethods()) {
        if (isOperation(method)) found.add(signature(method));
      }
    }
    return found;
  }

  private static boolean isOperation(Method method) {
    boolean takesTensors =
        Arrays.stream(method.getParameterTypes())
            .anyMatch(type -> type == Tensor.class || type == Tensor[].class);
    return method.getReturnType() == Tensor.class
        && !method.isSynthetic()
        && !NO_OPERATIONS.contains(method.getName())
        && (takesTensors || !Modifier.isStatic(method.getModifiers()));
  }

  private static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(type -> type == Object.class ? "S" : type.getSimpleName())
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }
}
