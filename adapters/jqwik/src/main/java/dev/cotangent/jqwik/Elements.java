package dev.cotangent.jqwik;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which numbers a tensor holds, how they are drawn, and which of two is simpler.
///
/// @param specials drawn beside what lies between `min` and `max`
/// @param kinks what numbers keep `distance` from, unless they sit on them
record Elements(
    DType dtype,
    double min,
    double max,
    Distribution distribution,
    Seq<Special> specials,
    Seq<Double> kinks,
    double distance,
    boolean onKinks) {
  static final Elements ANY =
      new Elements(
          DType.FLOAT64, -10, 10, Distribution.UNIFORM, Array.empty(), Array.empty(), 0, false);

  private static final int ATTEMPTS = 1000;
  private static final double WHOLE = 1L << 30;
  private static final long MANY_DIGITS = 1L << 40;

  Elements ofType(DType newDType) {
    return new Elements(newDType, min, max, distribution, specials, kinks, distance, onKinks)
        .checked();
  }

  Elements between(double newMin, double newMax) {
    return new Elements(dtype, newMin, newMax, distribution, specials, kinks, distance, onKinks)
        .checked();
  }

  Elements distributed(Distribution newDistribution) {
    return new Elements(dtype, min, max, newDistribution, specials, kinks, distance, onKinks);
  }

  Elements with(Special... newSpecials) {
    return new Elements(
            dtype,
            min,
            max,
            distribution,
            specials.appendAll(Array.of(newSpecials)),
            kinks,
            distance,
            onKinks)
        .checked();
  }

  Elements kinks(boolean on, double newDistance, double... newKinks) {
    return new Elements(
            dtype, min, max, distribution, specials, Array.ofAll(newKinks), newDistance, on)
        .checked();
  }

  /// @throws IllegalArgumentException if something cannot be, whatever is said next
  private Elements checked() {
    if (!(min <= max) || Double.isInfinite(max - min)) {
      throw new IllegalArgumentException(
          "elements between "
              + min
              + " and "
              + max
              + ": min must not be above max, and the range must be finite");
    }
    if (!(distance >= 0)) {
      throw new IllegalArgumentException(
          "a distance of " + distance + " from kinks: it must be 0 or more");
    }
    if (dtype.isDifferentiable()) return this;
    for (var special : specials) {
      if (special == Special.ZERO) continue;
      throw new IllegalArgumentException(
          dtype + " has no " + special + ": of the specials it can hold ZERO alone");
    }
    for (double kink : kinks) {
      if (onKinks && rounded(kink) != kink) {
        throw new IllegalArgumentException(
            dtype + " cannot sit on " + kink + ": it needs whole numbers");
      }
    }
    return this;
  }

  /// @throws IllegalArgumentException if there is nothing to draw
  Elements drawable() {
    draw(new Random(1));
    return this;
  }

  Tensor tensor(Shape shape, Random random) {
    return tensor(shape, DoubleStream.generate(() -> draw(random)).limit(shape.size()).toArray());
  }

  Tensor tensor(Shape shape, double... values) {
    return Tensor.of(shape, values).toDType(dtype);
  }

  private double draw(Random random) {
    if (dtype == DType.BOOL) return random.nextInt(2);
    if (specials.nonEmpty() && random.nextInt(8) == 0)
      return any(specials, random).draw(random, dtype);
    if (onKinks && kinks.nonEmpty() && random.nextInt(3) == 0) return rounded(any(kinks, random));
    if (random.nextInt(8) == 0) {
      double simple = any(Array.of(0.0, 1.0, -1.0, min, max), random);
      if (allows(simple)) return simple;
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double value = rounded(distribution.draw(random, min, max));
      if (allows(value)) return value;
    }
    throw new IllegalArgumentException(
        "no "
            + dtype
            + " was found between "
            + min
            + " and "
            + max
            + (kinks.isEmpty()
                ? ""
                : " and farther than " + distance + kinks.mkString(" from ", ", ", "")));
  }

  private static <A> A any(Seq<A> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private double rounded(double value) {
    return switch (dtype) {
      case FLOAT64, BOOL -> value;
      case FLOAT32 -> (float) value;
      case INT32 -> Math.rint(value);
    };
  }

  private boolean allows(double value) {
    if (specials.exists(special -> special.is(value, dtype))) return true;
    if (onKinks && kinks.exists(kink -> rounded(kink) == value)) return true;
    return min <= value
        && value <= max
        && rounded(value) == value
        && kinks.forAll(kink -> Math.abs(value - kink) > distance);
  }

  /// The simplest numbers that are allowed: of a smaller [#complexity].
  DoubleStream simpler(double value) {
    long complexity = complexity(value);
    return candidates(value)
        .map(v -> dtype == DType.FLOAT32 ? (float) v : v)
        .map(v -> v == 0 ? 0 : v)
        .filter(v -> complexity(v) < complexity && allows(v))
        .distinct();
  }

  private DoubleStream candidates(double value) {
    var bound = min > 0 ? min : Math.min(max, 0);
    var simple = DoubleStream.concat(DoubleStream.of(0, bound, 1, -1, 0.5, -0.5), seats());
    if (!Double.isFinite(value) || dtype == DType.BOOL) return simple;
    var exact = decimal(value);
    var rounded =
        IntStream.range(0, 6)
            .boxed()
            .flatMap(digits ->
                Stream.of(
                    exact.setScale(digits, RoundingMode.DOWN),
                    exact.setScale(digits, RoundingMode.UP)));
    var nearer =
        Stream.of(
            BigDecimal.valueOf(Math.rint(value / 2)),
            exact.remainder(BigDecimal.ONE),
            exact.subtract(BigDecimal.valueOf(Math.signum(value))),
            exact.negate());
    var decimals = Stream.concat(rounded, nearer).mapToDouble(BigDecimal::doubleValue);
    return DoubleStream.concat(simple, decimals);
  }

  /// The shortest decimal number that is this one in its type.
  private BigDecimal decimal(double value) {
    return dtype == DType.FLOAT32
        ? new BigDecimal(Float.toString((float) value))
        : BigDecimal.valueOf(value);
  }

  private DoubleStream seats() {
    return onKinks ? kinks.toJavaStream().mapToDouble(kink -> kink) : DoubleStream.empty();
  }

  /// 0 for 0; whole numbers by their size, others by their digits, and after them those that are
  /// special.
  long complexity(double value) {
    boolean special = !Double.isFinite(value) || value != 0 && Math.abs(value) < Double.MIN_NORMAL;
    if (special) return 2 * MANY_DIGITS;
    if (Double.compare(value, -0.0) == 0) return 1;
    double size = Math.min(Math.abs(value), WHOLE);
    long sign = value < 0 ? 1 : 0;
    if (value == Math.rint(value) && size < WHOLE) return 2 * (long) size + sign;
    long digits = decimal(value).precision();
    long place = Double.doubleToRawLongBits(size) >>> 32; // of 2.5 before that of 2.9
    return MANY_DIGITS / 2 + digits * (MANY_DIGITS >> 8) + 2 * place + sign;
  }

  long complexity(Tensor x) {
    return Arrays.stream(x.toDoubleArray()).mapToLong(this::complexity).sum();
  }

  /// As simple as may be.
  double simplest() {
    return candidates(0).filter(this::allows).findFirst().orElseGet(() -> draw(new Random(1)));
  }
}
