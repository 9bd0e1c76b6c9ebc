package dev.cotangent.op;

import static dev.cotangent.op.Partial.MINUS_ONE;
import static dev.cotangent.op.Partial.ONE;
import static dev.cotangent.op.Partial.ZERO;
import static dev.cotangent.op.Partial.ofInput;
import static dev.cotangent.op.Partial.ofInputs;
import static dev.cotangent.op.Partial.ofOperand;
import static dev.cotangent.op.Partial.ofOutput;
import static dev.cotangent.op.Pointwise.Domain.FLOATING;
import static dev.cotangent.op.Pointwise.Domain.NUMERIC;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Elementary;
import dev.cotangent.kernels.Expr;
import dev.cotangent.trace.Trace;
import io.vavr.Function2;

/// Sums, products, quotients, powers and rounding.
public final class Arithmetic {
  private Arithmetic() {}

  private static final Pointwise PLUS = Pointwise.binary("plus", NUMERIC, Expr::add, ONE, ONE);

  public static Tensor plus(Tensor x, Tensor y) {
    return PLUS.apply(x, y);
  }

  private static final Pointwise MINUS =
      Pointwise.binary("minus", NUMERIC, Expr::sub, ONE, MINUS_ONE);

  public static Tensor minus(Tensor x, Tensor y) {
    return MINUS.apply(x, y);
  }

  private static final Pointwise TIMES =
      Pointwise.binary("times", NUMERIC, Expr::mul, ofOperand(1, y -> y), ofOperand(0, x -> x));

  public static Tensor times(Tensor x, Tensor y) {
    return TIMES.apply(x, y);
  }

  private static final Pointwise DIV =
      Pointwise.binary(
          "div",
          FLOATING,
          Expr::div,
          ofOperand(1, Tensor::reciprocal),
          ofInputs((x, y) -> x.div(y).div(y).unaryMinus()));

  public static Tensor div(Tensor x, Tensor y) {
    return DIV.apply(floating(x, y), floating(y, x));
  }

  /// Division is never done in integers: two operands that are not floating become FLOAT64.
  private static Tensor floating(Tensor x, Tensor other) {
    return x.dtype().promote(other.dtype()).isDifferentiable() ? x : x.toDType(DType.FLOAT64);
  }

  private static final Pointwise UNARY_MINUS =
      Pointwise.unary("unaryMinus", NUMERIC, Expr::neg, MINUS_ONE);

  public static Tensor unaryMinus(Tensor x) {
    return UNARY_MINUS.apply(x);
  }

  /// The strong product: 0 where `s` is 0, else `s * d`. See [Partial].
  private static final Pointwise STRONG_TIMES =
      Pointwise.binary(
          "strongTimes",
          NUMERIC,
          (s, d) -> s.eq(s.constant(0)).select(s.constant(0), s.mul(d)),
          ofOperand(1, d -> d),
          Partial.linear(0, (t, s) -> strongTimes(s, t)));

  public static Tensor strongTimes(Tensor s, Tensor d) {
    return STRONG_TIMES.apply(s, d);
  }

  /// x^y; the derivative in y is 0 at a base of 0 and an exponent >= 0, and that in x is 0 at an
  /// exponent of 0.
  private static final Pointwise POW =
      Pointwise.binary(
          "pow",
          FLOATING,
          Elementary::pow,
          ofInputs((x, y) -> strongTimes(y, x.pow(y.minus(1)))),
          Partial.of((xy, z) -> {
            var flat = xy[0].eq(0).and(xy[1].ge(0));
            return Tensor.where(flat, z.zerosLike(), z.times(xy[0].log()));
          }));

  public static Tensor pow(Tensor x, Tensor y) {
    return POW.apply(floating(x, y), floating(y, x));
  }

  /// A number as exponent is a constant; the small whole ones need no power function.
  public static Tensor pow(Tensor x, double y) {
    var base = Numbers.floating(x);
    if (y == 2) return square(base);
    if (y == 1) return base;
    if (y == -1) return reciprocal(base);
    return pow(base, Numbers.like(base, y));
  }

  private static final Pointwise RECIPROCAL =
      Pointwise.unary(
          "reciprocal",
          FLOATING,
          x -> x.constant(1).div(x),
          ofOutput(y -> y.square().unaryMinus()));

  public static Tensor reciprocal(Tensor x) {
    return RECIPROCAL.apply(Numbers.floating(x));
  }

  private static final Pointwise SQUARE =
      Pointwise.unary("square", NUMERIC, x -> x.mul(x), ofInput(x -> x.times(2)));

  public static Tensor square(Tensor x) {
    return SQUARE.apply(x);
  }

  private static final Pointwise REM =
      Pointwise.binary(
          "rem",
          NUMERIC,
          Expr::rem,
          ONE,
          ofInputs((x, y) -> quotient(x, x.rem(y), y).unaryMinus()));

  public static Tensor rem(Tensor x, Tensor y) {
    return REM.apply(x, nonZero("rem", x, y));
  }

  private static final Pointwise MOD =
      Pointwise.binary(
          "mod",
          NUMERIC,
          Elementary::mod,
          ONE,
          ofInputs((x, y) -> quotient(x, x.mod(y), y).unaryMinus()));

  public static Tensor mod(Tensor x, Tensor y) {
    return MOD.apply(x, nonZero("mod", x, y));
  }

  /// The integer that belongs to a remainder. That of x / y is another one where this is rounded up
  /// to an integer: 1 has the remainder 0.1 - 5.6e-17 by 0.1.
  private static Tensor quotient(Tensor x, Tensor remainder, Tensor y) {
    return x.minus(remainder).div(y).round();
  }

  /// @throws IllegalArgumentException if integers are to be divided and a divisor is 0
  private static Tensor nonZero(String name, Tensor x, Tensor y) {
    if (!x.dtype().promote(y.dtype()).isDifferentiable()) {
      for (int divisor : Trace.untraced(y).toIntArray()) {
        if (divisor == 0) throw new IllegalArgumentException(name + ": INT32 division by zero");
      }
    }
    return y;
  }

  private static final Pointwise ABS =
      Pointwise.unary("abs", NUMERIC, Expr::abs, ofInput(Tensor::sign));

  public static Tensor abs(Tensor x) {
    return ABS.apply(x);
  }

  /// 0 at 0 (keeping the sign of a zero) and NaN at NaN.
  private static final Pointwise SIGN =
      Pointwise.unary(
          "sign",
          NUMERIC,
          x ->
              x.gt(x.constant(0))
                  .select(x.constant(1), x.lt(x.constant(0)).select(x.constant(-1), x)),
          ZERO);

  public static Tensor sign(Tensor x) {
    return SIGN.apply(x);
  }

  private static final Pointwise FLOOR =
      Pointwise.unary("floor", FLOATING, Elementary::floor, ZERO);

  public static Tensor floor(Tensor x) {
    return whole(FLOOR, x);
  }

  private static final Pointwise CEIL = Pointwise.unary("ceil", FLOATING, Elementary::ceil, ZERO);

  public static Tensor ceil(Tensor x) {
    return whole(CEIL, x);
  }

  private static final Pointwise ROUND =
      Pointwise.unary("round", FLOATING, Elementary::round, ZERO);

  public static Tensor round(Tensor x) {
    return whole(ROUND, x);
  }

  private static final Pointwise TRUNC =
      Pointwise.unary("trunc", FLOATING, Elementary::trunc, ZERO);

  public static Tensor trunc(Tensor x) {
    return whole(TRUNC, x);
  }

  /// Integers are whole already.
  private static Tensor whole(Pointwise rounding, Tensor x) {
    return x.dtype().isDifferentiable() ? rounding.apply(x) : Numbers.counted(x);
  }

  /// 1 where the operand wins; a tie is shared, half to each.
  private static Partial share(Function2<Tensor, Tensor, Tensor> wins) {
    return ofInputs((x, y) -> {
      var ties = x.eq(y).toDType(x.dtype()).times(0.5);
      return wins.apply(x, y).toDType(x.dtype()).plus(ties);
    });
  }

  private static final Pointwise MAXIMUM =
      Pointwise.binary("maximum", NUMERIC, Expr::max, share(Tensor::gt), share(Tensor::lt));

  public static Tensor maximum(Tensor x, Tensor y) {
    return MAXIMUM.apply(x, y);
  }

  private static final Pointwise MINIMUM =
      Pointwise.binary("minimum", NUMERIC, Expr::min, share(Tensor::lt), share(Tensor::gt));

  public static Tensor minimum(Tensor x, Tensor y) {
    return MINIMUM.apply(x, y);
  }

  /// Against a constant bound the tie gets 0, the slope of least magnitude.
  private static final Pointwise AT_LEAST =
      Pointwise.binary(
          "maximum", NUMERIC, Expr::max, ofInputs((x, y) -> x.gt(y).toDType(x.dtype())), ZERO);

  private static final Pointwise AT_MOST =
      Pointwise.binary(
          "minimum", NUMERIC, Expr::min, ofInputs((x, y) -> x.lt(y).toDType(x.dtype())), ZERO);

  public static Tensor maximum(Tensor x, double bound) {
    return AT_LEAST.apply(x, Numbers.like(x, bound));
  }

  public static Tensor minimum(Tensor x, double bound) {
    return AT_MOST.apply(x, Numbers.like(x, bound));
  }

  public static Tensor clamp(Tensor x, double lo, double hi) {
    if (!(lo <= hi)) {
      throw new IllegalArgumentException(
          "clamp: the lower bound " + lo + " is not below the upper bound " + hi);
    }
    var counted = Numbers.counted(x);
    var raised = lo == Double.NEGATIVE_INFINITY ? counted : maximum(counted, lo);
    return hi == Double.POSITIVE_INFINITY ? raised : minimum(raised, hi);
  }
}
