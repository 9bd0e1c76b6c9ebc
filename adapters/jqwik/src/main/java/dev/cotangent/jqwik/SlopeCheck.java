package dev.cotangent.jqwik;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import dev.cotangent.trace.Slopes;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.Random;
import java.util.stream.IntStream;

/// Whether the pushforward of a function is what finite differences of it are: along one tangent,
/// and entry by entry once that is off. What a derivative may be at a kink, its neighbourhood says.
final class SlopeCheck {
  /// By how much nearer to a point a second look is taken: what makes a function smooth would show.
  private static final double NEARER = 1. / 8;

  private final Site site;
  private final Function1<Seq<Tensor>, Tensor> f;
  private final String name;
  private final Tolerance slack;
  private final Entries arguments;
  private boolean kinked;

  /// @param name of the function, for the entries of its result
  SlopeCheck(Site site, Function1<Seq<Tensor>, Tensor> f, String name, Tolerance slack) {
    this.site = site;
    this.f = f;
    this.name = name;
    this.slack = slack;
    arguments = new Entries("x", site.x());
  }

  /// Whether the point was found to be at a kink or an edge, where there are no differences to
  /// compare with.
  boolean isKinked() {
    return kinked;
  }

  Option<Violation> forward() {
    var slopes = new Derivatives(site.dx());
    var wrong = slopes.wrong();
    if (wrong.isEmpty()) return Option.none();
    for (int k = 0; k < arguments.size(); k++) {
      var column = new Derivatives(arguments.unit(k));
      var suspects = column.wrong();
      if (suspects.isEmpty()) continue;
      var found = column.unlessAtKink(suspects, " / d " + arguments.name(k));
      if (found.isDefined()) return found;
    }
    return kinked ? Option.none() : slopes.unlessAtKink(wrong, " along v");
  }

  /// Whether <u, f> has this slope along a tangent.
  boolean agrees(Tensor u, Seq<Tensor> dx, double slope) {
    var derivatives = new Derivatives(dx);
    var weights = u.toDoubleArray();
    double allowed = 0;
    for (int row = 0; row < weights.length; row++) {
      allowed += Math.abs(weights[row]) * derivatives.allowed(row);
    }
    double difference = Math.abs(slope(u, derivatives) - slope);
    return Double.isNaN(slope) ? !Double.isFinite(allowed) : !(difference > allowed);
  }

  /// The slope of <u, f> along a tangent, by differences.
  double slope(Tensor u, Seq<Tensor> dx) {
    return slope(u, new Derivatives(dx));
  }

  private static double slope(Tensor u, Derivatives derivatives) {
    var weights = u.toDoubleArray();
    return IntStream.range(0, weights.length)
        .mapToDouble(row -> weights[row] * derivatives.slopes.value(row))
        .sum();
  }

  private double[] values(Seq<Tensor> at, Seq<Tensor> dx, double t) {
    return f.apply(at.zipWith(dx, (x, d) -> x.plus(d.times(t)))).toDoubleArray();
  }

  /// All results by one tangent: pushed forward, and by differences.
  private final class Derivatives {
    private final Seq<Tensor> dx;
    private final Seq<Tensor> result;
    private final double[] value;
    private final double[] pushed;
    private final Slopes slopes;
    private final double largest;

    Derivatives(Seq<Tensor> dx) {
      this(dx, 1);
    }

    /// @param scale of the differences
    private Derivatives(Seq<Tensor> dx, double scale) {
      this.dx = dx;
      var linearized = Autodiff.jvp(Site.SEQ, f, site.x(), dx);
      value = linearized.value().toDoubleArray();
      result = Array.of(linearized.tangent());
      pushed = Entries.values(result);
      slopes = Slopes.of(t -> values(site.x(), dx, t), pushed.length, scale, site.unit());
      double size = Violation.largest(pushed);
      for (int row = 0; row < pushed.length; row++) {
        if (Double.isFinite(slopes.error(row))) size = Math.max(size, Math.abs(slopes.value(row)));
      }
      largest = size;
    }

    /// The results that are not what differences are.
    Seq<Integer> wrong() {
      return Array.range(0, pushed.length).reject(this::agrees);
    }

    /// Differences that did not settle prove nothing.
    private boolean agrees(int row) {
      double slope = slopes.value(row);
      boolean settled = slopes.error(row) <= 0.01 * Math.abs(slope) + slack.floor();
      if (!Double.isFinite(slope + value[row]) || Double.isInfinite(pushed[row]) && !settled) {
        kinked = true;
        return true;
      }
      return Math.abs(pushed[row] - slope) <= allowed(row);
    }

    double allowed(int row) {
      double size = Math.max(Math.abs(pushed[row]), Math.abs(slopes.value(row)));
      double finite = Double.isFinite(size) ? Math.max(size, 1e-3 * largest) : largest;
      return 30 * slopes.error(row) + slack.of(finite);
    }

    /// Those that are off also where differences reach no farther than to 0: beyond there may be a
    /// pole, or where the function is another one.
    private Seq<Integer> offWithinSign(Seq<Integer> rows) {
      double scale = Site.reach(site.x(), dx);
      if (scale >= 1) return rows;
      var off = rows.reject(new Derivatives(dx, scale)::agrees);
      kinked |= off.size() < rows.size();
      return off;
    }

    /// The worst of these that is not a derivative at a kink.
    Option<Violation> unlessAtKink(Seq<Integer> suspects, String argument) {
      var rows = offWithinSign(suspects);
      var around = site.smooth() ? new double[0][] : around(1);
      var nearer = site.smooth() ? new double[0][] : around(NEARER);
      Option<Violation> worst = Option.none();
      double farthest = 0;
      for (int row : rows) {
        var near = Range.of(nearer, row);
        var far = Range.of(around, row);
        var range = far.and(near);
        boolean isKink = far.isKink(near);
        if (isKink && range.holds(pushed[row])) {
          kinked = true;
          continue;
        }
        double distance = Math.abs(pushed[row] - slopes.value(row));
        if (worst.isEmpty() || distance > farthest) {
          farthest = distance;
          worst =
              Option.of(
                  new Violation(
                      "d " + new Entries(name, result).name(row) + argument,
                      isKink ? range.toString() : Double.toString(slopes.value(row)),
                      Double.toString(pushed[row])));
        }
      }
      return worst;
    }

    /// The slopes at points around, as far as the differences saw or a part of that, on both sides
    /// of whatever runs through the point.
    private double[][] around(double part) {
      double farthest = 2 * part * Slopes.firstStep(site.unit());
      var random = new Random(1);
      var parts = new double[] {1, -1, 0.4, -0.4};
      return IntStream.range(0, Range.POINTS)
          .mapToObj(point -> slopes(parts[point % parts.length] * farthest, random))
          .toArray(double[][]::new);
    }

    private double[] slopes(double distance, Random random) {
      double step = Math.abs(distance) / 10;
      var from = site.x().map(x -> x.plus(Site.direction(random, x).times(distance)));
      var high = values(from, dx, step);
      var low = values(from, dx, -step);
      return IntStream.range(0, high.length)
          .mapToDouble(row -> (high[row] - low[row]) / (2 * step))
          .toArray();
    }
  }
}
