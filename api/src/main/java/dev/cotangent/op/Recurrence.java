package dev.cotangent.op;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Definition;
import dev.cotangent.kernels.Scan;
import org.jspecify.annotations.Nullable;

/// The linear recurrence z_i = a_i z_(i-1) + b_i along an axis, from z_0 = b_0 on: what derivatives
/// of running results are made of. One pass, and its derivatives are recurrences again, so that
/// every order costs as little and nothing is divided by.
///
/// A product with a factor 0 is 0: a term that does not arrive cannot turn what follows into NaN.
///
/// @param backward whether the axis is walked from its end
record Recurrence(int axis, boolean backward) implements General {
  private static final Definition STEP =
      Definition.ternary(
          "recurrence",
          (z, a, b) -> z.eq(z.constant(0)).or(a.eq(a.constant(0))).select(b, z.multiplyAdd(a, b)));

  /// z, from operands of one floating type and shape.
  Tensor of(Tensor a, Tensor b) {
    return bind(a, b);
  }

  @Override
  public String name() {
    return "recurrence";
  }

  @Override
  public General lifted(int size) {
    return new Recurrence(axis + 1, backward);
  }

  @Override
  public Spec[] inferAll(Spec... operands) {
    return new Spec[] {operands[1]};
  }

  @Override
  public Tensor[] evaluateAll(Tensor... operands) {
    var a = Dense.of(operands[0]).strided();
    var b = Dense.of(operands[1]).strided();
    return new Tensor[] {new Dense(Scan.scan(STEP, backward, axis, a, b))};
  }

  @Override
  public @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
    var da = dxs[0];
    var db = dxs[1];
    if (da == null && db == null) return new @Nullable Tensor[1];
    var moved = da == null ? null : Arithmetic.strongTimes(da, before(ys[0], 0));
    if (moved == null) moved = db;
    else if (db != null) moved = moved.plus(db);
    return new @Nullable Tensor[] {moved == null ? null : of(xs[0], moved)};
  }

  @Override
  public @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
    var ct = cts[0];
    if (ct == null) return null;
    var arriving = transposed(xs[0], ct);
    return operand == 1 ? arriving : Arithmetic.strongTimes(arriving, before(ys[0], 0));
  }

  /// The cotangent of b: the recurrence walked the other way, each step with the next coefficient.
  Tensor transposed(Tensor a, Tensor ct) {
    var back = new Recurrence(axis, !backward);
    return back.of(back.before(a, 0), ct);
  }

  /// For each position what lies one step before it, and `first` for the first.
  Tensor before(Tensor x, double first) {
    int count = x.shape().dim(axis);
    if (count == 0) return x;
    var dims = x.shape().toArray();
    dims[axis] = 1;
    var edge = Dense.full(x.dtype(), Shape.of(dims), first);
    return backward
        ? Joining.concat(axis, x.slice(axis, 1, count, 1), edge)
        : Joining.concat(axis, edge, x.slice(axis, 0, count - 1, 1));
  }
}
