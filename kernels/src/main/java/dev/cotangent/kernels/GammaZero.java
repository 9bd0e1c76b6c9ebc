package dev.cotangent.kernels;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.DoubleFunction;

/// A zero of lgamma or digamma among the negative numbers, the sum of a double and what is missing
/// from it, and the derivatives there: the first, half the second and a sixth of the third. So near
/// to it twice the precision is not enough: next to -2.457 lgamma is 6e-17, the difference of
/// numbers near 40.
record GammaZero(double hi, DoubleDouble rest, DoubleDouble first, double second, double third) {
  /// Further away, the difference of large numbers does.
  private static final double NEAR = FloatFormat.twoTo(-36);

  /// Below them lgamma is so steep that it is large at the next double.
  private static final GammaZero[] LGAMMA =
      all(
          PreciseGamma::slopeOfLgamma,
          1,
          "-2.4570247382208006230394541476511795432365979090338",
          "-2.7476826467274126013914884826914996958616393951324",
          "-3.1435808883499800586943587818202278995666696040616",
          "-3.9552942848585979285327972832472084235594755909781",
          "-4.0393618397405368742345770963753546196895272522564",
          "-4.9915446405600477223452601228064657216674278067314",
          "-5.0082181683225935215523681373913697095639026792421",
          "-5.9986074800808756294424079113719197389388671994251");

  /// Below them the next double is far enough.
  private static final GammaZero[] DIGAMMA =
      all(
          PrecisePolygamma::trigamma,
          2,
          "-0.50408300826445540925826930453330249895538518236858",
          "-1.5734984731623904587782860436904346126550408591168",
          "-2.6107208684441446500015377157187242079510740108735",
          "-3.6352933664369010978391815669460177139484238611935",
          "-4.6532377617431424417145981511482073637190694161339",
          "-5.6671624415568855358494741745181554247117957876948",
          "-6.6784182130734267428298558886022000992046860101508");

  /// @param slope the first derivative
  /// @param order of polygamma, which is the second derivative
  private static GammaZero[] all(DoubleFunction<DoubleDouble> slope, int order, String... zeros) {
    return Arrays.stream(zeros)
        .map(zero -> of(new BigDecimal(zero), slope, order))
        .toArray(GammaZero[]::new);
  }

  private static GammaZero of(BigDecimal zero, DoubleFunction<DoubleDouble> slope, int order) {
    double hi = zero.doubleValue();
    var rest = DoubleDouble.of(zero.subtract(new BigDecimal(hi)));
    double second = PrecisePolygamma.polygamma(order, hi);
    double third = PrecisePolygamma.polygamma(order + 1, hi);
    // At the zero itself: the next pole may be so near that they are not those at `hi`.
    var first = slope.apply(hi).plus(rest.hi() * second);
    return new GammaZero(hi, rest, first, (second + rest.hi() * third) / 2, third / 6);
  }

  /// lgamma(x), or NaN if there is no zero near.
  static double lgamma(double x) {
    return near(LGAMMA, x);
  }

  /// digamma(x), or NaN if there is no zero near.
  static double digamma(double x) {
    return near(DIGAMMA, x);
  }

  private static double near(GammaZero[] zeros, double x) {
    for (var zero : zeros) if (Math.abs(x - zero.hi) < NEAR) return zero.series(x);
    return Double.NaN;
  }

  /// Taylor's.
  private double series(double x) {
    var d = DoubleDouble.of(x - hi).minus(rest);
    double curved = d.hi() * d.hi() * (second + d.hi() * third);
    return d.times(first).plus(curved).value();
  }
}
