package dev.cotangent.op;

import dev.cotangent.Tensor;
import dev.cotangent.kernels.Definition;
import dev.cotangent.kernels.Expr;
import dev.cotangent.kernels.Scan;
import org.jspecify.annotations.Nullable;

/// Running sums, products and extremes along an axis, one element after the other. Derivatives are
/// scans as well, of linear cost.
public final class Scans {
  private Scans() {}

  private static final Definition ADD = Definition.binary("cumSum", Expr::add);
  private static final Definition MULTIPLY = Definition.binary("cumProd", Expr::mul);
  private static final Definition MAX = Definition.binary("cumMax", Expr::max);
  private static final Definition MIN = Definition.binary("cumMin", Expr::min);

  private static Tensor scan(Definition step, boolean backward, int axis, Tensor x) {
    return new Dense(Scan.scan(step, backward, axis, Dense.of(x).strided()));
  }

  private record CumSum(int axis, boolean backward) implements Linear {
    @Override
    public String name() {
      return "cumSum";
    }

    @Override
    public Linear lifted(int size) {
      return new CumSum(axis + 1, backward);
    }

    @Override
    public Spec infer(Spec... operands) {
      return operands[0];
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      return scan(ADD, backward, axis, xs[0]);
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new CumSum(axis, !backward).bind(ct);
    }
  }

  public static Tensor cumSum(Tensor x, int axis) {
    return new CumSum(x.shape().axis("cumSum", axis), false).bind(Numbers.counted(x));
  }

  /// A running result whose derivative is a recurrence: dy_i = a_i dy_(i-1) + w_i dx_i.
  private abstract static class Running implements General {
    private final String name;
    final int axis;
    final Recurrence forward;

    Running(String name, int axis) {
      this.name = name;
      this.axis = axis;
      this.forward = new Recurrence(axis, false);
    }

    /// The weight with which each element enters, and the coefficient of what was before.
    record Step(Tensor weight, Tensor coefficient) {}

    abstract Step step(Tensor x, Tensor y);

    abstract Tensor run(Tensor x);

    @Override
    public final String name() {
      return name;
    }

    @Override
    public final Spec[] inferAll(Spec... operands) {
      return operands;
    }

    @Override
    public final Tensor[] evaluateAll(Tensor... operands) {
      return new Tensor[] {run(operands[0])};
    }

    @Override
    public final @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
      var dx = dxs[0];
      if (dx == null) return new @Nullable Tensor[1];
      var step = step(xs[0], ys[0]);
      var moved = Arithmetic.strongTimes(dx, step.weight());
      return new Tensor[] {forward.of(step.coefficient(), moved)};
    }

    @Override
    public final @Nullable Tensor vjp(
        int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
      var ct = cts[0];
      if (ct == null) return null;
      var step = step(xs[0], ys[0]);
      return Arithmetic.strongTimes(forward.transposed(step.coefficient(), ct), step.weight());
    }
  }

  /// dy_i = x_i dy_(i-1) + y_(i-1) dx_i: exact with zeros, at every order.
  private static final class CumProd extends Running {
    CumProd(int axis) {
      super("cumProd", axis);
    }

    @Override
    public General lifted(int size) {
      return new CumProd(axis + 1);
    }

    @Override
    Tensor run(Tensor x) {
      return scan(MULTIPLY, false, axis, x);
    }

    @Override
    Step step(Tensor x, Tensor y) {
      return new Step(forward.before(y, 1), x);
    }
  }

  public static Tensor cumProd(Tensor x, int axis) {
    return new CumProd(x.shape().axis("cumProd", axis)).bind(Numbers.counted(x));
  }

  /// All that have equalled the extreme so far share its derivative: with n of them, each newcomer
  /// enters with 1/n, and what the others have goes on with (n - 1)/n.
  private static final class CumExtreme extends Running {
    private final boolean largest;

    CumExtreme(boolean largest, int axis) {
      super(largest ? "cumMax" : "cumMin", axis);
      this.largest = largest;
    }

    @Override
    public General lifted(int size) {
      return new CumExtreme(largest, axis + 1);
    }

    @Override
    Tensor run(Tensor x) {
      return scan(largest ? MAX : MIN, false, axis, x);
    }

    @Override
    Step step(Tensor x, Tensor y) {
      return shares(same(x, y), same(forward.before(y, 0), y), forward);
    }
  }

  private static Tensor same(Tensor x, Tensor y) {
    return x.eq(y).or(x.isNaN().and(y.isNaN())).toDType(y.dtype());
  }

  /// Even shares among the winners since the last change.
  private static Running.Step shares(Tensor wins, Tensor stays, Recurrence forward) {
    var number = forward.of(stays, wins);
    return new Running.Step(wins.div(number), stays.times(number.minus(wins)).div(number));
  }

  public static Tensor cumMax(Tensor x, int axis) {
    return extreme(true, x, axis);
  }

  public static Tensor cumMin(Tensor x, int axis) {
    return extreme(false, x, axis);
  }

  private static Tensor extreme(boolean largest, Tensor x, int axis) {
    var name = largest ? "cumMax" : "cumMin";
    int at = x.shape().axis(name, axis);
    Axes.of(name, x, at).requireElements(name);
    return new CumExtreme(largest, at).bind(Numbers.counted(x));
  }

  /// dy_i = e^(y_(i-1) - y_i) dy_(i-1) + e^(x_i - y_i) dx_i, a weighted mean of both. Infinities of
  /// one sign share evenly, as equal elements do.
  private static final class LogCumSumExp extends Running {
    LogCumSumExp(int axis) {
      super("logcumsumexp", axis);
    }

    @Override
    public General lifted(int size) {
      return new LogCumSumExp(axis + 1);
    }

    /// The sum relative to the maximum so far, unless that is infinite.
    @Override
    Tensor run(Tensor x) {
      if (x.size() == 0) return x;
      var largest = cumMax(x, axis);
      var shift = Tensor.where(largest.isInf(), largest.zerosLike(), largest);
      var decay = forward.before(shift, 0).minus(shift).exp();
      return forward.of(decay, x.minus(shift).exp()).log().plus(shift);
    }

    @Override
    Step step(Tensor x, Tensor y) {
      var earlier = forward.before(y, Double.NEGATIVE_INFINITY);
      var infinite = y.isInf();
      var shares = shares(same(x, y), same(earlier, y), forward);
      return new Step(
          Tensor.where(infinite, shares.weight(), x.minus(y).exp()),
          Tensor.where(infinite, shares.coefficient(), earlier.minus(y).exp()));
    }
  }

  public static Tensor logcumsumexp(Tensor x, int axis) {
    int at = x.shape().axis("logcumsumexp", axis);
    return new LogCumSumExp(at).bind(Numbers.requireFloating("logcumsumexp", x));
  }

  /// Each element less the one before it: one fewer.
  public static Tensor diff(Tensor x, int axis) {
    int at = x.shape().axis("diff", axis);
    int count = x.shape().dim(at);
    if (count == 0) return Numbers.counted(x);
    return x.slice(at, 1, count, 1).minus(x.slice(at, 0, count - 1, 1));
  }
}
