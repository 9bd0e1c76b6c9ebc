package dev.cotangent.jqwik;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import io.vavr.Function2;

/// What a step of a random program does: something for every shape, with values that do not grow
/// without bounds.
enum Instruction {
  PLUS((x, y, _) -> x.plus(y)),
  TIMES((x, y, _) -> x.times(y.tanh())),
  MINUS((x, y, _) -> x.minus(y)),
  DIV((x, y, _) -> x.div(y.square().plus(1))),
  SIN((x, _, _) -> x.sin()),
  TANH((x, _, _) -> x.tanh()),
  SOFTPLUS((x, _, _) -> x.softplus()),
  GELU((x, _, _) -> x.gelu()),
  HYPOT((x, y, _) -> x.hypot(y.square().plus(1))),
  SUM(along((x, axis) -> x.sum(axis))),
  MEAN((x, _, _) -> x.mean()),
  LOGSUMEXP((x, _, _) -> x.logsumexp()),
  SOFTMAX(along(Tensor::softmax)),
  CUM_SUM(along(Tensor::cumSum)),
  TRANSPOSE((x, _, _) -> x.transpose()),
  FLIP((x, _, _) -> x.flip()),
  FLATTEN((x, _, _) -> x.flatten()),
  EXPAND_DIMS((x, _, choice) -> x.rank() > 3 ? x.flatten() : x.expandDims(choice % (x.rank() + 1))),
  SLICE(along((x, axis) -> x.slice(axis, 0, (x.shape().dim(axis) + 1) / 2, 1))),
  TWICE(along((x, axis) -> isLarge(x) ? x : Tensor.concat(axis, x, x.tanh()))),
  GRAM((x, _, _) -> isLarge(x) ? x : x.flatten().outer(x.flatten().tanh())),
  RELU((x, _, _) -> x.relu(), true),
  ABS((x, _, _) -> x.abs(), true),
  MAXIMUM((x, y, _) -> x.maximum(y), true),
  MAX(along((x, axis) -> x.max(axis)), true),
  SORT(along((x, axis) -> x.sort(axis)), true);

  /// Of two operands that broadcast, and a number to choose an axis with.
  private interface Step {
    Tensor apply(Tensor x, Tensor y, int choice);
  }

  private final Step step;
  final boolean hasKinks;

  Instruction(Step step) {
    this(step, false);
  }

  Instruction(Step step, boolean hasKinks) {
    this.step = step;
    this.hasKinks = hasKinks;
  }

  /// @param y becomes its mean if it does not broadcast with `x`
  Tensor apply(Tensor x, Tensor y, int choice) {
    return step.apply(x, broadcasts(x.shape(), y.shape()) ? y : y.mean(), choice);
  }

  private static boolean broadcasts(Shape some, Shape other) {
    for (int axis = 1; axis <= Math.min(some.rank(), other.rank()); axis++) {
      int dim = some.dim(-axis);
      int against = other.dim(-axis);
      if (dim != against && dim != 1 && against != 1) return false;
    }
    return true;
  }

  /// Along an axis; a scalar has none, and stays.
  private static Step along(Function2<Tensor, Integer, Tensor> f) {
    return (x, _, choice) -> x.rank() == 0 ? x : f.apply(x, choice % x.rank());
  }

  private static boolean isLarge(Tensor x) {
    return x.size() > 12;
  }
}
