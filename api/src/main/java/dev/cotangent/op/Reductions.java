package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Definition;
import dev.cotangent.kernels.Expr;
import dev.cotangent.kernels.FusedReduction;

/// Sums, products and what is made of them. Order and rounding are those of
/// [dev.cotangent.kernels.Reduction].
public final class Reductions {
  private Reductions() {}

  private static final Definition ADD = Definition.binary("sum", Expr::add);
  private static final Definition MULTIPLY = Definition.binary("prod", Expr::mul);
  private static final Definition AND = Definition.binary("all", Expr::and);
  private static final Definition OR = Definition.binary("any", Expr::or);

  /// The elements combined along the axes; of nothing comes `empty`.
  static Dense fold(Definition combine, double identity, double empty, Tensor x, Axes axes) {
    var dense = Dense.of(x);
    if (axes.count() == 0) return Dense.full(x.dtype(), axes.removed(), empty);
    if (dense.rank() == 0) return dense;
    int kept = dense.rank() - axes.reduced().length;
    return new Dense(
        FusedReduction.reduce(combine, identity, dense.operand(), axes.reducedLast(), kept));
  }

  private record Sum(Axes axes) implements Linear {
    @Override
    public String name() {
      return "sum";
    }

    @Override
    public Linear lifted(int size) {
      return new Sum(axes.lifted(size));
    }

    @Override
    public Spec infer(Spec... operands) {
      return new Spec(operands[0].dtype(), axes.removed());
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      return fold(ADD, -0.0, 0.0, xs[0], axes);
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return Layout.broadcastTo(Layout.reshape(ct, axes.kept().dims()), axes.shape());
    }
  }

  static Tensor sum(Tensor x, Axes axes) {
    return new Sum(axes).bind(x);
  }

  /// The sums, with the reduced axes of length 1.
  static Tensor sumKept(Tensor x, Axes axes) {
    return shaped(sum(x, axes), axes, true);
  }

  public static Tensor sum(Tensor x, boolean keepDims, int... axes) {
    var counted = Numbers.counted(x);
    var reduced = Axes.of("sum", counted, axes);
    return shaped(sum(counted, reduced), reduced, keepDims);
  }

  private static Tensor shaped(Tensor result, Axes axes, boolean keepDims) {
    return keepDims ? Layout.reshape(result, axes.kept().dims()) : result;
  }

  public static Tensor mean(Tensor x, boolean keepDims, int... axes) {
    int count = Axes.of("mean", x, axes).count();
    return sum(Numbers.floating(x), keepDims, axes).div(count);
  }

  /// The mean of the squared deviations, whose derivative is 2 (x - mean) / freedom.
  private static final class Variance extends WeightedReduction {
    private final int ddof;

    Variance(int ddof, Axes axes) {
      super("variance", axes);
      this.ddof = ddof;
    }

    @Override
    WeightedReduction over(Axes other) {
      return new Variance(ddof, other);
    }

    /// Too few elements for `ddof` give NaN.
    private double freedom(Axes axes) {
      int freedom = axes.count() - ddof;
      return freedom > 0 ? freedom : Double.NaN;
    }

    @Override
    Tensor reduce(Tensor x, Axes axes) {
      return sum(deviations(x, axes).square(), axes).div(freedom(axes));
    }

    @Override
    Tensor weights(Tensor x, Tensor y, Axes axes) {
      return deviations(x, axes).times(2 / freedom(axes));
    }
  }

  /// From the mean, so that a large mean does not cancel them. The second time takes away what the
  /// first mean was rounded by: equal elements deviate by 0.
  private static Tensor deviations(Tensor x, Axes axes) {
    var near = x.minus(sumKept(x, axes).div(axes.count()));
    return near.minus(sumKept(near, axes).div(axes.count()));
  }

  public static Tensor variance(Tensor x, int ddof, boolean keepDims, int... axes) {
    return variance("variance", Numbers.floating(x), ddof, keepDims, axes);
  }

  private static Tensor variance(String name, Tensor x, int ddof, boolean keepDims, int... axes) {
    return new Variance(ddof, Axes.of(name, x, axes)).apply(x, keepDims);
  }

  /// Flat where the variance is 0, the derivative of least norm.
  public static Tensor std(Tensor x, int ddof, boolean keepDims, int... axes) {
    return Exponential.root(variance("std", Numbers.floating(x), ddof, keepDims, axes));
  }

  private static final class Prod extends WeightedReduction {
    Prod(Axes axes) {
      super("prod", axes);
    }

    @Override
    Tensor reduce(Tensor x, Axes axes) {
      return fold(MULTIPLY, 1, 1, x, axes);
    }

    @Override
    WeightedReduction over(Axes other) {
      return new Prod(other);
    }

    @Override
    Tensor weights(Tensor x, Tensor y, Axes axes) {
      var order = axes.reducedLast();
      var arranged = Layout.permute(x, order);
      var rows = Layout.reshape(arranged, (int) axes.removed().size(), axes.count());
      var weights = Layout.reshape(others(rows), arranged.shape().dims());
      var inverse = new int[order.length];
      for (int k = 0; k < order.length; k++) inverse[order[k]] = k;
      return Layout.permute(weights, inverse);
    }
  }

  /// For every element of each row the product of the others: exact with zeros, without division,
  /// and out of products that can themselves be differentiated. Neighbours are multiplied in pairs;
  /// what surrounds a pair surrounds both, times the partner.
  private static Tensor others(Tensor rows) {
    int count = rows.shape().dim(1);
    if (count <= 1) return rows.onesLike();
    int pairs = (count + 1) / 2;
    var even = rows.slice(1, 0, count, 2);
    var odd = rows.slice(1, 1, count, 2);
    if (odd.shape().dim(1) < pairs) {
      odd = Joining.concat(1, odd, rows.slice(1, 0, 1, 1).onesLike());
    }
    var around = others(even.times(odd));
    var woven = Joining.stack(2, around.times(odd), around.times(even));
    return Layout.reshape(woven, rows.shape().dim(0), 2 * pairs).slice(1, 0, count, 1);
  }

  public static Tensor prod(Tensor x, boolean keepDims, int... axes) {
    var counted = Numbers.counted(x);
    return new Prod(Axes.of("prod", counted, axes)).apply(counted, keepDims);
  }

  /// Logical reductions: no derivative flows through BOOL.
  private static final class Logical extends WeightedReduction {
    private final Definition combine;
    private final double identity;

    Logical(String name, Definition combine, double identity, Axes axes) {
      super(name, axes);
      this.combine = combine;
      this.identity = identity;
    }

    @Override
    Tensor reduce(Tensor x, Axes axes) {
      return fold(combine, identity, identity, x, axes);
    }

    @Override
    WeightedReduction over(Axes other) {
      return new Logical(name(), combine, identity, other);
    }

    @Override
    Tensor weights(Tensor x, Tensor y, Axes axes) {
      return x.zerosLike();
    }
  }

  public static Tensor any(Tensor x, boolean keepDims, int... axes) {
    var truth = x.toDType(DType.BOOL);
    return new Logical("any", OR, 0, Axes.of("any", x, axes)).apply(truth, keepDims);
  }

  public static Tensor all(Tensor x, boolean keepDims, int... axes) {
    var truth = x.toDType(DType.BOOL);
    return new Logical("all", AND, 1, Axes.of("all", x, axes)).apply(truth, keepDims);
  }

  private static final class LogSumExp extends WeightedReduction {
    LogSumExp(Axes axes) {
      super("logsumexp", axes);
    }

    /// Shifted by the maximum, unless that is infinite.
    @Override
    Tensor reduce(Tensor x, Axes axes) {
      if (axes.count() == 0) {
        return Dense.full(x.dtype(), axes.removed(), Double.NEGATIVE_INFINITY);
      }
      var largest = Extremum.max(x, axes);
      var shift = Tensor.where(largest.isInf(), largest.zerosLike(), largest);
      var sum = sumKept(x.minus(shift).exp(), axes);
      return Layout.reshape(sum.log().plus(shift), axes.removed().dims());
    }

    @Override
    WeightedReduction over(Axes other) {
      return new LogSumExp(other);
    }

    /// The elements that are the same infinity as the result share evenly.
    @Override
    Tensor weights(Tensor x, Tensor y, Axes axes) {
      return Tensor.where(y.isInf(), Extremum.shares(x, y, axes), x.minus(y).exp());
    }
  }

  public static Tensor logsumexp(Tensor x, boolean keepDims, int... axes) {
    var reduced = Axes.of("logsumexp", x, axes);
    if (x.rank() == 0) return Numbers.requireFloating("logsumexp", x);
    return new LogSumExp(reduced).apply(Numbers.requireFloating("logsumexp", x), keepDims);
  }
}
