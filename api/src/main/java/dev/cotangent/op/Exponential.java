package dev.cotangent.op;

import static dev.cotangent.op.Partial.of;
import static dev.cotangent.op.Partial.ofInput;
import static dev.cotangent.op.Partial.ofInputs;
import static dev.cotangent.op.Partial.ofOutput;
import static dev.cotangent.op.Pointwise.Domain.FLOATING;

import dev.cotangent.Tensor;
import dev.cotangent.kernels.Elementary;
import dev.cotangent.kernels.Expr;

/// Exponentials, logarithms and roots.
public final class Exponential {
  private Exponential() {}

  private static final double LN2 = Math.log(2);
  private static final double LN10 = Math.log(10);

  private static final Pointwise EXP =
      Pointwise.unary("exp", FLOATING, Elementary::exp, ofOutput(y -> y));

  public static Tensor exp(Tensor x) {
    return EXP.apply(x);
  }

  private static final Pointwise EXP2 =
      Pointwise.unary("exp2", FLOATING, Elementary::exp2, ofOutput(y -> y.times(LN2)));

  public static Tensor exp2(Tensor x) {
    return EXP2.apply(x);
  }

  private static final Pointwise EXPM1 =
      Pointwise.unary("expm1", FLOATING, Elementary::expm1, ofInput(Tensor::exp));

  public static Tensor expm1(Tensor x) {
    return EXPM1.apply(x);
  }

  private static final Pointwise LOG =
      Pointwise.unary("log", FLOATING, Elementary::log, ofInput(x -> unsigned(x).reciprocal()));

  public static Tensor log(Tensor x) {
    return LOG.apply(x);
  }

  /// -0 counts as 0 where the tangent is vertical: adding 0 turns the one into the other.
  private static Tensor unsigned(Tensor x) {
    return x.plus(0);
  }

  private static final Pointwise LOG1P =
      Pointwise.unary("log1p", FLOATING, Elementary::log1p, ofInput(x -> x.plus(1).reciprocal()));

  public static Tensor log1p(Tensor x) {
    return LOG1P.apply(x);
  }

  private static final Pointwise LOG2 =
      Pointwise.unary(
          "log2", FLOATING, Elementary::log2, ofInput(x -> unsigned(x).times(LN2).reciprocal()));

  public static Tensor log2(Tensor x) {
    return LOG2.apply(x);
  }

  private static final Pointwise LOG10 =
      Pointwise.unary(
          "log10", FLOATING, Elementary::log10, ofInput(x -> unsigned(x).times(LN10).reciprocal()));

  public static Tensor log10(Tensor x) {
    return LOG10.apply(x);
  }

  private static final Pointwise SQRT =
      Pointwise.unary(
          "sqrt", FLOATING, Expr::sqrt, ofOutput(y -> unsigned(y).times(2).reciprocal()));

  public static Tensor sqrt(Tensor x) {
    return SQRT.apply(x);
  }

  /// The root of a sum of squares: as [#sqrt], but flat at 0, where the sum has its minimum. That
  /// is the derivative of least norm of the composition, for std and norm.
  private static final Pointwise ROOT =
      Pointwise.unary(
          "sqrt",
          FLOATING,
          Expr::sqrt,
          ofOutput(y -> Tensor.where(y.eq(0), y.zerosLike(), y.times(2).reciprocal())));

  static Tensor root(Tensor sumOfSquares) {
    return ROOT.apply(sumOfSquares);
  }

  private static final Pointwise RSQRT =
      Pointwise.unary(
          "rsqrt",
          FLOATING,
          x -> x.constant(1).div(x.add(x.constant(0)).sqrt()),
          of((x, y) -> y.div(unsigned(x[0])).times(-0.5)));

  public static Tensor rsqrt(Tensor x) {
    return RSQRT.apply(x);
  }

  private static final Pointwise CBRT =
      Pointwise.unary(
          "cbrt", FLOATING, Elementary::cbrt, ofOutput(y -> y.square().times(3).reciprocal()));

  public static Tensor cbrt(Tensor x) {
    return CBRT.apply(x);
  }

  private static final Pointwise LOGADDEXP =
      Pointwise.binary(
          "logaddexp",
          FLOATING,
          Elementary::logaddexp,
          ofInputs((x, y) -> weight(x, y)),
          ofInputs((x, y) -> weight(y, x)));

  /// The share e^x / (e^x + e^y); one half where both are the same infinity.
  private static Tensor weight(Tensor x, Tensor y) {
    var same = x.eq(y).and(x.isInf());
    return Tensor.where(same, x.zerosLike().plus(0.5), x.minus(y).sigmoid());
  }

  public static Tensor logaddexp(Tensor x, Tensor y) {
    return LOGADDEXP.apply(x, y);
  }

  private static final Pointwise HYPOT =
      Pointwise.binary(
          "hypot",
          FLOATING,
          Elementary::hypot,
          of((xy, h) -> cosine(xy[0], xy[1], h)),
          of((xy, h) -> cosine(xy[1], xy[0], h)));

  /// x / h for h = hypot(x, y), and 0 at the origin. An infinity leaves all else behind; two are
  /// equal.
  static Tensor cosine(Tensor x, Tensor y, Tensor h) {
    var diagonal = y.isInf().toDType(x.dtype()).times(Math.sqrt(0.5) - 1).plus(1);
    var quotient = Tensor.where(h.eq(0), h.zerosLike(), x.div(h));
    return Tensor.where(x.isInf(), x.sign().times(diagonal), quotient);
  }

  public static Tensor hypot(Tensor x, Tensor y) {
    return HYPOT.apply(x, y);
  }

  /// x log y, and 0 where x is 0 unless y is NaN; at (0, 0) both derivatives are 0.
  private static final Pointwise XLOGY =
      Pointwise.binary(
          "xlogy",
          FLOATING,
          (x, y) ->
              x.eq(x.constant(0)).and(y.eq(y)).select(x.constant(0), x.mul(Elementary.log(y))),
          ofInputs((x, y) -> Tensor.where(bothZero(x, y), y.zerosLike(), y.log())),
          ofInputs((x, y) -> Tensor.where(bothZero(x, y), y.zerosLike(), x.div(y))));

  private static Tensor bothZero(Tensor x, Tensor y) {
    return x.eq(0).and(y.eq(0));
  }

  public static Tensor xlogy(Tensor x, Tensor y) {
    return XLOGY.apply(x, y);
  }
}
