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
    var entries = new ArrayList<Entry>();
    int columns = (int) at.size();
    int column = 0;
    for (int leaf = 0; leaf < flat.leaves().size(); leaf++) {
      var of = flat.leaves().get(leaf).shape();
      for (int k = 0; k < of.size(); k++, column++) {
        var position = Array.ofAll(of.position(k));
        var estimates = differences.by(column, (int) shape.size());
        for (int row = 0; row < shape.size(); row++) {
          double r = byReverse[row * columns + column];
          double w = byForward[row * columns + column];
          double d = estimates.value(row);
          double excess = excess(r, w, d, single);
          entries.add(new Entry(leaf, position, Array.ofAll(shape.position(row)), r, w, d, excess));
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
