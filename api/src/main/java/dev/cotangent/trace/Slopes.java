package dev.cotangent.trace;

import java.util.Arrays;

/// The derivative of a curve at 0 by central differences, extrapolated to step 0 after Richardson.
/// The step shrinks until the extrapolations agree or rounding takes over, and each element keeps
/// the best it saw, with an estimate of its error.
public final class Slopes {
  private static final int LEVELS = 32;
  private static final int ORDER = 5;

  /// Not round: of steps that halve, several may hold whole periods of a function, or as many of
  /// its jumps as fit, and agree on a slope that is none.
  private static final double RATIO = 1.74;

  /// By what the disagreement at one step may improve at the next and be believed: where values are
  /// noise, some agree by chance.
  private static final double DOUBT = 0.1;

  /// How many steps in a row may bring nothing better, where what there is has four digits.
  private static final int PATIENCE = 4;

  private final Curve curve;
  private final double unit;
  private final double[] values;
  private final double[] errors;
  private final int[] waited;

  private Slopes(Curve curve, double unit, int size) {
    this.curve = curve;
    this.unit = unit;
    values = new double[size];
    errors = new double[size];
    waited = new int[size];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(errors, Double.POSITIVE_INFINITY);
  }

  /// Points in space, one for each parameter near 0.
  public interface Curve {
    /// The point at a parameter.
    double[] at(double t);

    /// How far apart the parameters `step` and `-step` are, after rounding.
    default double width(double step) {
      return 2 * step;
    }
  }

  /// Of a curve of `size` elements.
  ///
  /// @param scale of the parameter, to which [#firstStep] is relative
  /// @param unit the spacing of numbers at 1, in the type that the curve is computed in
  public static Slopes of(Curve curve, int size, double scale, double unit) {
    var slopes = new Slopes(curve, unit, size);
    slopes.extrapolate(firstStep(unit) * scale);
    return slopes;
  }

  /// Small, since kinks may be near, and large enough for the rounding of what is extrapolated.
  public static double firstStep(double unit) {
    return Math.pow(unit, 0.2);
  }

  /// The derivative of an element; NaN if no two differences were finite.
  public double value(int element) {
    return values[element];
  }

  /// What the last extrapolation changed, and the rounding of the values; infinite if none was
  /// possible.
  public double error(int element) {
    return errors[element];
  }

  private void extrapolate(double firstStep) {
    double step = firstStep;
    var before = new double[0][];
    var spreads = new double[values.length];
    Arrays.fill(spreads, Double.POSITIVE_INFINITY);
    for (int level = 0; level < LEVELS && !settled(); level++, step /= RATIO) {
      var row = new double[Math.min(before.length, ORDER) + 1][];
      var rounding = new double[values.length];
      row[0] = difference(step, rounding);
      double power = RATIO * RATIO;
      for (int k = 1; k < row.length; k++, power *= RATIO * RATIO) {
        row[k] = new double[values.length];
        for (int i = 0; i < values.length; i++) {
          row[k][i] = row[k - 1][i] + (row[k - 1][i] - before[k - 1][i]) / (power - 1);
        }
      }
      for (int i = 0; i < values.length; i++) {
        double least = spreads[i] * DOUBT;
        double narrowest = keepBest(i, row, before, least + rounding[i]);
        spreads[i] = Double.isFinite(least) ? Math.max(least, narrowest) : narrowest;
      }
      before = row;
    }
  }

  /// @param least what the error is estimated at least
  /// @return by how little two extrapolations differ; infinite if none are finite
  private double keepBest(int i, double[][] row, double[][] before, double least) {
    double narrowest = Double.POSITIVE_INFINITY;
    waited[i]++;
    for (int k = 1; k < row.length; k++) {
      double spread =
          Math.max(Math.abs(row[k][i] - row[k - 1][i]), Math.abs(row[k][i] - before[k - 1][i]));
      if (spread < narrowest) narrowest = spread;
      if (spread + least < errors[i] && !isLost(i, row[0][i])) {
        errors[i] = spread + least;
        values[i] = row[k][i];
        waited[i] = 0;
      }
    }
    return narrowest;
  }

  /// Whether a difference that is nothing comes of values that cancel before they are returned, and
  /// so are coarser than they look: larger steps have agreed on another slope.
  private boolean isLost(int i, double difference) {
    return difference == 0 && errors[i] <= 0.01 * Math.abs(values[i]);
  }

  /// Well within what is allowed, or as good as it gets.
  private boolean settled() {
    double enough = Math.sqrt(unit) / 10;
    for (int i = 0; i < values.length; i++) {
      double size = Math.abs(values[i]);
      boolean isBest = waited[i] >= PATIENCE && errors[i] <= 1e-4 * size;
      if (!(errors[i] <= enough * Math.max(1, size)) && !isBest) return false;
    }
    return true;
  }

  /// @param rounding is set to what the values' own rounding may add
  private double[] difference(double step, double[] rounding) {
    double width = curve.width(step);
    var high = curve.at(step);
    var low = curve.at(-step);
    var slopes = new double[high.length];
    for (int k = 0; k < slopes.length; k++) {
      slopes[k] = (high[k] - low[k]) / width;
      rounding[k] = unit * (Math.abs(high[k]) + Math.abs(low[k])) / width;
    }
    return slopes;
  }
}
