package dev.cotangent.op;

import static dev.cotangent.op.Partial.ofInput;
import static dev.cotangent.op.Partial.ofInputs;
import static dev.cotangent.op.Partial.ofOutput;
import static dev.cotangent.op.Pointwise.Domain.FLOATING;

import dev.cotangent.Tensor;
import dev.cotangent.kernels.Elementary;

/// The error function and the logarithm of the gamma function, with what belongs to them.
public final class Special {
  private Special() {}

  private static final Pointwise ERF =
      Pointwise.unary("erf", FLOATING, Elementary::erf, ofInput(x -> bell(x)));

  /// 2 / sqrt(pi) e^-x^2.
  private static Tensor bell(Tensor x) {
    return x.square().unaryMinus().exp().times(2 / Math.sqrt(Math.PI));
  }

  public static Tensor erf(Tensor x) {
    return ERF.apply(x);
  }

  private static final Pointwise ERFC =
      Pointwise.unary("erfc", FLOATING, Elementary::erfc, ofInput(x -> bell(x).unaryMinus()));

  public static Tensor erfc(Tensor x) {
    return ERFC.apply(x);
  }

  /// erfinv' = sqrt(pi) / 2 e^(y^2), +infinity at -1 and 1.
  private static final Pointwise ERFINV =
      Pointwise.unary(
          "erfinv",
          FLOATING,
          Elementary::erfinv,
          ofOutput(y -> y.square().exp().times(Math.sqrt(Math.PI) / 2)));

  public static Tensor erfinv(Tensor x) {
    return ERFINV.apply(x);
  }

  /// -0 counts as 0, where the graph has a pole: adding 0 turns the one into the other.
  private static final Pointwise LGAMMA =
      Pointwise.unary("lgamma", FLOATING, Elementary::lgamma, ofInput(x -> x.plus(0).digamma()));

  public static Tensor lgamma(Tensor x) {
    return LGAMMA.apply(x);
  }

  private static final Pointwise DIGAMMA =
      Pointwise.unary("digamma", FLOATING, Elementary::digamma, ofInput(x -> polygamma(x, 1)));

  public static Tensor digamma(Tensor x) {
    return DIGAMMA.apply(x);
  }

  private static final Pointwise TRIGAMMA =
      Pointwise.unary("polygamma", FLOATING, Elementary::trigamma, ofInput(x -> polygamma(x, 2)));

  /// The order is an operand too, so that one definition serves all of them.
  private static final Pointwise POLYGAMMA =
      Pointwise.binary(
          "polygamma",
          FLOATING,
          Elementary::polygamma,
          Partial.ZERO,
          ofInputs((n, x) -> higher(n.plus(1), x)));

  private static Tensor higher(Tensor order, Tensor x) {
    return POLYGAMMA.apply(order, x);
  }

  /// The greatest order that FLOAT32 holds exactly, with all below.
  private static final int GREATEST_ORDER = 1 << 24;

  public static Tensor polygamma(Tensor x, int n) {
    Numbers.requireFloating("polygamma", x);
    if (n < 0 || n > GREATEST_ORDER) {
      throw new IllegalArgumentException(
          "polygamma: order must be between 0 and " + GREATEST_ORDER + ", got " + n);
    }
    return switch (n) {
      case 0 -> digamma(x);
      case 1 -> TRIGAMMA.apply(x);
      default -> higher(Numbers.like(x, n), x);
    };
  }

  /// logit' = 1 / (x (1 - x)), +infinity at 0 (of either sign) and 1.
  private static final Pointwise LOGIT =
      Pointwise.unary(
          "logit",
          FLOATING,
          Elementary::logit,
          ofInput(x -> x.plus(0).times(x.unaryMinus().plus(1)).reciprocal()));

  public static Tensor logit(Tensor x) {
    return LOGIT.apply(x);
  }
}
