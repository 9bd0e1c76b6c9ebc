package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Definition;
import dev.cotangent.kernels.Expr;
import dev.cotangent.kernels.Extremes;
import dev.cotangent.kernels.Strided;
import io.vavr.Function1;
import java.util.Arrays;

/// The largest, the smallest and the middle element, and where they are.
public final class Extremum {
  private Extremum() {}

  private static final Definition MAX = Definition.binary("max", Expr::max);
  private static final Definition MIN = Definition.binary("min", Expr::min);

  /// Ties share the derivative evenly.
  private static final class Extreme extends WeightedReduction {
    private final boolean largest;

    Extreme(boolean largest, Axes axes) {
      super(largest ? "max" : "min", axes);
      this.largest = largest;
    }

    @Override
    Tensor reduce(Tensor x, Axes axes) {
      double worst = largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      if (x.dtype() == DType.INT32) worst = largest ? Integer.MIN_VALUE : Integer.MAX_VALUE;
      return Reductions.fold(largest ? MAX : MIN, worst, worst, x, axes);
    }

    @Override
    WeightedReduction over(Axes other) {
      return new Extreme(largest, other);
    }

    @Override
    Tensor weights(Tensor x, Tensor y, Axes axes) {
      return shares(x, y, axes);
    }
  }

  /// Even shares among the elements that equal the result.
  static Tensor shares(Tensor x, Tensor y, Axes axes) {
    var winners = x.eq(y).or(x.isNaN().and(y.isNaN())).toDType(x.dtype());
    return winners.div(Reductions.sumKept(winners, axes));
  }

  public static Tensor max(Tensor x, boolean keepDims, int... axes) {
    return extreme(true, x, keepDims, axes);
  }

  public static Tensor min(Tensor x, boolean keepDims, int... axes) {
    return extreme(false, x, keepDims, axes);
  }

  /// The largest elements, with the reduced axes of length 1.
  static Tensor max(Tensor x, Axes axes) {
    return new Extreme(true, axes).apply(x, true);
  }

  private static Tensor extreme(boolean largest, Tensor x, boolean keepDims, int... axes) {
    var counted = Numbers.counted(x);
    var name = largest ? "max" : "min";
    var reduced = Axes.of(name, counted, axes);
    reduced.requireElements(name);
    return new Extreme(largest, reduced).apply(counted, keepDims);
  }

  /// Positions along the last axis.
  private record Position(String name, Function1<Strided, Strided> kernel) implements Flat {
    @Override
    public General lifted(int size) {
      return this;
    }

    @Override
    public Spec[] inferAll(Spec... operands) {
      var dims = operands[0].shape().toArray();
      var shape = Shape.of(Arrays.copyOf(dims, dims.length - 1));
      return new Spec[] {new Spec(DType.INT32, shape)};
    }

    @Override
    public Tensor[] evaluateAll(Tensor... operands) {
      return new Tensor[] {new Dense(kernel.apply(Dense.of(operands[0]).strided()))};
    }
  }

  private static final Position ARG_MAX = new Position("argMax", x -> Extremes.position(x, true));
  private static final Position ARG_MIN = new Position("argMin", x -> Extremes.position(x, false));
  private static final Position MEDIAN = new Position("median", Extremes::median);

  public static Tensor argMax(Tensor x, int axis) {
    return position(ARG_MAX, x, axis);
  }

  public static Tensor argMin(Tensor x, int axis) {
    return position(ARG_MIN, x, axis);
  }

  private static Tensor position(Position position, Tensor x, int axis) {
    int at = x.shape().axis(position.name(), axis);
    Axes.of(position.name(), x, at).requireElements(position.name());
    return position.bind(lastAxis(x, at));
  }

  private static Tensor lastAxis(Tensor x, int axis) {
    var order = new int[x.rank()];
    int next = 0;
    for (int k = 0; k < order.length; k++) if (k != axis) order[next++] = k;
    order[next] = axis;
    return Layout.permute(x, order);
  }

  /// The lower one of an even number; the derivative goes to the element chosen.
  public static Tensor median(Tensor x, int axis) {
    int at = x.shape().axis("median", axis);
    var chosen = Layout.expandDims(position(MEDIAN, x, at), at);
    return Layout.squeeze(Indexing.gather(x, chosen, at), at);
  }
}
