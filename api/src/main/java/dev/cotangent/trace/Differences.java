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
import java.util.stream.DoubleStream;

/// Every derivative of a function: by both modes, and by differences.
public final class Differences {
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
    int columns = (int) at.size();
    var slopes = Array.range(0, columns).map(k -> differences.by(k, (int) shape.size())).toArray();
    var allowed = Allowed.of(single, byReverse, byForward);
    var entries = new ArrayList<Entry>();
    int column = 0;
    for (int leaf = 0; leaf < flat.leaves().size(); leaf++) {
      var of = flat.leaves().get(leaf).shape();
      for (int k = 0; k < of.size(); k++, column++) {
        var position = Array.ofAll(of.position(k));
        var estimates = slopes.get(column);
        for (int row = 0; row < shape.size(); row++) {
          double r = byReverse[row * columns + column];
          double w = byForward[row * columns + column];
          double d = estimates.value(row);
          double excess = allowed.excess(r, w, d, estimates.error(row));
          entries.add(new Entry(leaf, position, Array.ofAll(shape.position(row)), r, w, d, excess));
        }
      }
    }
    return Array.ofAll(entries);
  }

  private static boolean hasSingle(Seq<Tensor> leaves) {
    return leaves.exists(leaf -> leaf.dtype() == DType.FLOAT32);
  }

  /// How far derivatives may differ, relative to their size, or to the largest one up to 1. The
  /// modes share their arithmetic; differences cancel half the digits, and know their error.
  ///
  /// @param rounding what cancellation leaves of terms of size 1
  private record Allowed(double modes, double outside, double largest, double rounding) {
    static Allowed of(boolean single, double[] reverse, double[] forward) {
      double largest =
          DoubleStream.concat(Arrays.stream(reverse), Arrays.stream(forward))
              .map(Math::abs)
              .filter(Double::isFinite)
              .max()
              .orElse(0);
      return single
          ? new Allowed(1e-4, 1e-2, largest, 50 * Math.ulp(1f))
          : new Allowed(1e-10, 1e-6, largest, 50 * Math.ulp(1.0));
    }

    double excess(double reverse, double forward, double differences, double error) {
      double own = Math.max(Math.abs(reverse), Math.abs(differences));
      double most = Math.max(1, own);
      double size = Math.min(most, Math.max(own, largest));
      double byModes = Math.min(modes * most, modes * size + rounding);
      double byDifferences = Math.min(outside * most, outside * size + rounding + 30 * error);
      return Math.max(
          Math.abs(reverse - forward) / byModes, Math.abs(reverse - differences) / byDifferences);
    }
  }

  /// All results, by one argument.
  private Slopes by(int column, int rows) {
    double x = at.get(column).item();
    var curve =
        new Slopes.Curve() {
          @Override
          public double[] at(double t) {
            return f.apply(moved(column, x + t)).toDoubleArray();
          }

          /// What the type makes of the step is the step.
          @Override
          public double width(double step) {
            return moved(column, x + step).get(column).item()
                - moved(column, x - step).get(column).item();
          }
        };
    return Slopes.of(curve, rows, Math.max(1, Math.abs(x)), unit);
  }

  private Tensor moved(int column, double value) {
    var elements = at.toDoubleArray();
    elements[column] = value;
    return Tensor.of(at.shape(), elements).toDType(at.dtype());
  }
}
