package dev.cotangent.trace;

import dev.cotangent.DType;
import dev.cotangent.GradCheck.Entry;
import dev.cotangent.Shape;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.ArrayList;
import java.util.Arrays;

/// Derivatives by central differences, extrapolated to step 0 after Richardson. The step is halved
/// until the extrapolations agree or rounding takes over, and each result keeps the best it saw.
public final class Differences {
  private static final int LEVELS = 26;
  private static final int ORDER = 5;

  private final Function1<Tensor, Tensor> f;
  private final Tensor at;
  private final double unit; // the spacing of numbers at 1, in the arguments' type

  private Differences(Function1<Tensor, Tensor> f, Tensor at) {
    this.f = f;
    this.at = at;
    unit = at.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
  }

  /// Every derivative by both modes and by differences, argument by argument.
  public static <P> Seq<Entry> check(
      String who, Structure<P> structure, Function1<P, Tensor> f, P p) {
    var flat = new Flattened<>(structure, p);
    Differentiation.requireDifferentiable(who, flat.leaves());
    var at = flat.vector(p);
    Function1<Tensor, Tensor> ofVector = vector -> f.apply(flat.value(vector));
    var reverse = Jacobians.reverse(who, ofVector, at);
    var forward = Jacobians.forward(who, ofVector, at);
    var dims = reverse.shape().dims();
    var shape = Shape.of(Arrays.copyOf(dims, dims.length - 1));
    boolean single = reverse.dtype() == DType.FLOAT32 || hasSingle(flat.leaves());
    var differences = new Differences(ofVector, at);
    var byReverse = reverse.toDoubleArray();
    var byForward = forward.toDoubleArray();
    var entries = new ArrayList<Entry>();
    int columns = (int) at.size();
    int column = 0;
    for (int leaf = 0; leaf < flat.leaves().size(); leaf++) {
      var of = flat.leaves().get(leaf).shape();
      for (int k = 0; k < of.size(); k++, column++) {
        var estimates = differences.by(column, (int) shape.size());
        for (int row = 0; row < estimates.length; row++) {
          double r = byReverse[row * columns + column];
          double w = byForward[row * columns + column];
          double d = estimates[row];
          double excess = excess(r, w, d, single);
          entries.add(new Entry(leaf, position(of, k), position(shape, row), r, w, d, excess));
        }
      }
    }
    return Array.ofAll(entries);
  }

  private static boolean hasSingle(Seq<Tensor> leaves) {
    return leaves.exists(leaf -> leaf.dtype() == DType.FLOAT32);
  }

  /// The modes share their arithmetic; differences cancel half the digits.
  private static double excess(double reverse, double forward, double differences, boolean single) {
    double size = Math.max(1, Math.max(Math.abs(reverse), Math.abs(differences)));
    double modes = Math.abs(reverse - forward) / (size * (single ? 1e-4 : 1e-10));
    double outside = Math.abs(reverse - differences) / (size * (single ? 1e-2 : 1e-6));
    return Math.max(modes, outside);
  }

  private static Seq<Integer> position(Shape shape, int index) {
    var position = shape.toArray();
    for (int axis = position.length - 1, rest = index; axis >= 0; axis--) {
      int dim = position[axis];
      position[axis] = rest % dim;
      rest /= dim;
    }
    return Array.ofAll(position);
  }

  /// The derivatives of all results by one argument.
  private double[] by(int column, int rows) {
    var best = new double[rows];
    var error = new double[rows];
    Arrays.fill(best, Double.NaN);
    Arrays.fill(error, Double.POSITIVE_INFINITY);
    double x = at.get(column).item();
    double step = 0.1 * Math.max(1, Math.abs(x));
    var before = new double[0][];
    for (int level = 0; level < LEVELS && !settled(best, error); level++, step /= 2) {
      var row = new double[Math.min(before.length, ORDER) + 1][];
      var rounding = new double[rows];
      row[0] = difference(column, x, step, rounding);
      for (int k = 1, power = 4; k < row.length; k++, power *= 4) {
        row[k] = new double[rows];
        for (int i = 0; i < rows; i++) {
          row[k][i] = row[k - 1][i] + (row[k - 1][i] - before[k - 1][i]) / (power - 1);
          double spread =
              Math.max(Math.abs(row[k][i] - row[k - 1][i]), Math.abs(row[k][i] - before[k - 1][i]));
          double estimate = spread + rounding[i];
          if (estimate < error[i]) {
            error[i] = estimate;
            best[i] = row[k][i];
          }
        }
      }
      before = row;
    }
    return best;
  }

  /// Well within what is allowed.
  private boolean settled(double[] best, double[] error) {
    double enough = Math.sqrt(unit) / 10;
    for (int i = 0; i < best.length; i++) {
      if (!(error[i] <= enough * Math.max(1, Math.abs(best[i])))) return false;
    }
    return true;
  }

  /// @param rounding is set to what the values' own rounding may add
  private double[] difference(int column, double x, double step, double[] rounding) {
    // What the type makes of the step is the step.
    var above = moved(column, x + step);
    var below = moved(column, x - step);
    double width = above.get(column).item() - below.get(column).item();
    var high = f.apply(above).toDoubleArray();
    var low = f.apply(below).toDoubleArray();
    var slopes = new double[high.length];
    for (int k = 0; k < slopes.length; k++) {
      slopes[k] = (high[k] - low[k]) / width;
      rounding[k] = unit * (Math.abs(high[k]) + Math.abs(low[k])) / width;
    }
    return slopes;
  }

  private Tensor moved(int column, double value) {
    var elements = at.toDoubleArray();
    elements[column] = value;
    return Tensor.of(at.shape(), elements).toDType(at.dtype());
  }
}
