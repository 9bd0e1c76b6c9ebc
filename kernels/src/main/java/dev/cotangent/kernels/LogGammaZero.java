package dev.cotangent.kernels;

import java.math.BigDecimal;
import java.util.stream.Stream;

/// A zero of lgamma among the negative numbers, as a sum of two doubles, and the derivatives there,
/// over their factorials. So near to it twice the precision is not enough: next to -2.457 lgamma is
/// 6e-17, the difference of numbers near 40.
record LogGammaZero(double hi, double lo, double first, double second, double third) {
  /// Further away, the difference of large numbers does.
  private static final double NEAR = FloatFormat.twoTo(-36);

  /// Below them lgamma is so steep that it is large at the next double.
  private static final LogGammaZero[] ALL =
      Stream.of(
              "-2.4570247382208006230394541476511795432365979090338",
              "-2.7476826467274126013914884826914996958616393951324",
              "-3.1435808883499800586943587818202278995666696040616",
              "-3.9552942848585979285327972832472084235594755909781",
              "-4.0393618397405368742345770963753546196895272522564",
              "-4.9915446405600477223452601228064657216674278067314",
              "-5.0082181683225935215523681373913697095639026792421",
              "-5.9986074800808756294424079113719197389388671994251")
          .map(BigDecimal::new)
          .map(LogGammaZero::of)
          .toArray(LogGammaZero[]::new);

  private static LogGammaZero of(BigDecimal zero) {
    double hi = zero.doubleValue();
    double lo = zero.subtract(new BigDecimal(hi)).doubleValue();
    double second = PrecisePolygamma.polygamma(1, hi);
    double third = PrecisePolygamma.polygamma(2, hi);
    // At the zero itself: the next pole may be so near that they are not those at `hi`.
    double first = PreciseGamma.digamma(hi) + lo * second;
    return new LogGammaZero(hi, lo, first, (second + lo * third) / 2, third / 6);
  }

  /// lgamma(x) by its Taylor series, or NaN if there is no zero near.
  static double near(double x) {
    for (var zero : ALL) {
      double d = x - zero.hi - zero.lo;
      if (Math.abs(d) < NEAR) return d * (zero.first + d * (zero.second + d * zero.third));
    }
    return Double.NaN;
  }
}
