package dev.cotangent.kernels;

/// lgamma: the logarithm of |gamma|.
///
/// Near its zeros at 1 and 2 and below, by the recurrence gamma(x + 1) = x gamma(x) from one
/// polynomial about 2; above, Stirling's series (DLMF 5.11.1). Negative numbers are left to
/// [PreciseGamma].
final class LogGamma {
  /// ((lgamma(2 + u) / u - psi(2)) / u - psi'(2) / 2) / u, psi being digamma: minimax (Remez) on
  /// |u| <= 0.5, relative error of lgamma(2 + u) and lgamma(1 + u) at most 4.1e-10 and 1.9e-18.
  private static final Polynomial NEAR =
      new Polynomial(
          Polynomial.of(
              -0.06735228655695051,
              0.020580786555977455,
              -0.007386112649932444,
              0.002891052884672031,
              -0.0011861299220667005,
              0.0005049748635721197,
              -0.00025342346512207385,
              0.00011637116548987629),
          Polynomial.of(
              -0.06735230105319817,
              0.020580808427782243,
              -0.007385551028663655,
              0.0028905103309661774,
              -0.0011927539122088676,
              0.0005096695166181068,
              -0.00022315474628831623,
              9.945766173578422e-05,
              -4.4926403322249415e-05,
              2.0505658014299625e-05,
              -9.438103580127602e-06,
              4.384484120196807e-06,
              -2.046320045666306e-06,
              9.204358358819624e-07,
              -4.2738786643873777e-07,
              2.7846919723320493e-07,
              -1.3674708765843217e-07));

  /// x (lgamma(x) - (x - 1/2) log x + x - log(2 pi) / 2) in 1 / x^2: minimax (Remez) on x >= 2.5,
  /// relative error of lgamma at most 2.4e-10 and 6.1e-19.
  private static final Polynomial STIRLING =
      new Polynomial(
          Polynomial.of(
              0.08333329765941314,
              -0.0027760342710687206,
              0.000763942168552055,
              -0.0003675422851653354),
          Polynomial.of(
              0.08333333333333173,
              -0.0027777777771169146,
              0.0007936506916321554,
              -0.0005952297771909986,
              0.0008413334955864096,
              -0.0019034508083539774,
              0.00607111095518639,
              -0.02340849127624826,
              0.0913060431921709,
              -0.3064300391789088,
              0.7698974679703162,
              -1.2374722532701665,
              0.9363552552628429));

  /// From here on Stirling's series is used.
  private static final double BORDER = 2.5;

  private LogGamma() {}

  static Expr lgamma(Expr x) {
    var infinite = x.constant(Double.POSITIVE_INFINITY);
    var greatest = FloatFormat.of(x).pick(GREATEST_FLOAT, GREATEST_DOUBLE);
    var result = positive(x, greatest);
    result = x.gt(greatest).select(infinite, result);
    result = x.eq(0.0).select(infinite, result);
    result = x.eq(x).select(result, x);
    return Expr.rare(x.lt(0.0), ScalarFunction.LGAMMA, result, x);
  }

  /// The greatest numbers of which lgamma is finite.
  private static final float GREATEST_FLOAT = 4.085003e36f;

  private static final double GREATEST_DOUBLE = 0x1.754d9278b51a7p1014;

  private static Expr positive(Expr x, double greatest) {
    var one = x.constant(1.0);
    var zero = x.constant(0.0);
    var most = x.constant(greatest);
    var bounded = x.lt(most).select(x, most);
    // lgamma(x) is lgamma(x + 2) - log(x (x + 1)) below 1/2, lgamma(x + 1) - log(x) up to 3/2.
    var far = x.ge(BORDER);
    var twice = x.lt(0.5);
    var once = x.lt(1.5);
    var next = Pair.ordered(one, x);
    var rising = Pair.product(x, next.hi()).plus(x.mul(next.lo()));
    var factor = twice.select(rising.hi(), once.select(x, one));
    var argument = new Pair(far.select(bounded, factor), twice.select(rising.lo(), zero));
    var log = Logarithm.pairOfSum(argument, zero);
    var u = twice.select(x, once.select(x.sub(1.0), x.sub(2.0)));
    return far.select(stirling(bounded, log), nearTwo(u, log));
  }

  /// lgamma(2 + u) - log.
  private static Expr nearTwo(Expr u, Pair log) {
    var linear = Pair.product(u, Real.HALF_TRIGAMMA_2.hi(u));
    var slope = Pair.ordered(Real.DIGAMMA_2.hi(u), linear.hi());
    var curved = NEAR.at(u).fma(u, Real.HALF_TRIGAMMA_2.lo(u)).fma(u, linear.lo());
    slope = slope.plus(curved.add(Real.DIGAMMA_2.lo(u)));
    var product = Pair.product(u, slope.hi());
    var rest = slope.lo().fma(u, product.lo());
    var difference = Pair.sum(product.hi(), log.hi().neg());
    return difference.plus(rest.sub(log.lo())).value();
  }

  /// (x - 1/2) (log x - 1) + (log(2 pi) - 1) / 2 + STIRLING(1 / x^2) / x, arranged so that no part
  /// overflows earlier than the sum.
  private static Expr stirling(Expr x, Pair log) {
    var inverse = x.constant(1.0).div(x);
    var series = STIRLING.at(inverse.mul(inverse)).mul(inverse);
    var less = Pair.sum(log.hi(), x.constant(-1.0)).plus(log.lo()).normalized();
    var factor = Pair.sum(x, x.constant(-0.5));
    var product = Pair.product(factor.hi(), less.hi());
    var rest = factor.hi().fma(less.lo(), factor.lo().fma(less.hi(), product.lo()));
    var sum = Pair.sum(product.hi(), Real.HALF_LOG_TWO_PI_LESS_HALF.hi(x));
    rest = rest.add(Real.HALF_LOG_TWO_PI_LESS_HALF.lo(x)).add(series);
    return sum.plus(rest).value();
  }
}
