package dev.cotangent.op;

import dev.cotangent.Tensor;
import org.jspecify.annotations.Nullable;

/// A reduction whose derivative is a weight for each element: dy = sum of w_i dx_i, and the
/// cotangent of element i is ct .* w_i.
abstract class WeightedReduction implements General {
  private final String name;
  private final Axes axes;

  WeightedReduction(String name, Axes axes) {
    this.name = name;
    this.axes = axes;
  }

  /// The results, with the reduced axes removed, from a dense operand.
  abstract Tensor reduce(Tensor x, Axes axes);

  /// The same reduction of other axes.
  abstract WeightedReduction over(Axes other);

  /// The derivative of the result in each element, of `x`'s shape.
  ///
  /// @param y the result, stretched to `x`'s shape
  abstract Tensor weights(Tensor x, Tensor y, Axes axes);

  /// The operation, with the reduced axes removed or of length 1.
  final Tensor apply(Tensor x, boolean keepDims) {
    return Layout.reshape(checked(x), (keepDims ? axes.kept() : axes.removed()).dims());
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final General lifted(int size) {
    return over(axes.lifted(size));
  }

  @Override
  public final Spec[] inferAll(Spec... operands) {
    return new Spec[] {new Spec(operands[0].dtype(), axes.removed())};
  }

  @Override
  public final Tensor[] evaluateAll(Tensor... operands) {
    return new Tensor[] {reduce(operands[0], axes)};
  }

  @Override
  public final @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
    var dx = dxs[0];
    if (dx == null) return new @Nullable Tensor[1];
    var moved = Arithmetic.strongTimes(dx, weights(xs[0], stretched(ys[0]), axes));
    return new Tensor[] {Reductions.sum(moved, axes)};
  }

  @Override
  public final @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
    var ct = cts[0];
    if (ct == null) return null;
    return Arithmetic.strongTimes(stretched(ct), weights(xs[0], stretched(ys[0]), axes));
  }

  private Tensor stretched(Tensor y) {
    return Layout.broadcastTo(Layout.reshape(y, axes.kept().dims()), axes.shape());
  }
}
