package dev.cotangent.jqwik;

import io.vavr.Function1;
import io.vavr.control.Option;

/// What holds for every derivative, at every point. `f` is the function, `u` a cotangent of its
/// result, `v` and `w` tangents of its arguments, all of them drawn.
public enum Law {
  /// The function is pure: called again, and within vjp, jvp and valueAndGrad, it has the value
  /// that it has alone, bit for bit.
  VALUE("the value under every transformation is the value of f", FirstOrder::value),

  /// Forward and reverse mode agree with finite differences, which are extrapolated and know their
  /// error. At a kink a derivative has to be among those nearby.
  FINITE_DIFFERENCES("jvp and vjp are what finite differences of f are", FirstOrder::differences),

  /// The pullback is the transpose of the pushforward.
  TRANSPOSE("<vjp(u), v> = <u, jvp(v)>", FirstOrder::transpose),

  /// The pullback is linear.
  LINEAR_PULLBACK("vjp(3 u - w) = 3 vjp(u) - vjp(w), and vjp(0) = 0", FirstOrder::linear),

  /// The pullback may be called again, after others and on another thread, and gives the same bits.
  PULLBACK_REUSE("a pullback that is called again gives the same", FirstOrder::reuse),

  /// The derivative of a composition, with a function before `f` and with one after it, is the
  /// product of the derivatives.
  CHAIN_RULE("the derivative of a composition is the composition of derivatives", Chain::rule),

  /// The derivative of the gradient agrees with its finite differences.
  SECOND_DIFFERENCES(
      "the second derivative is what finite differences of vjp(u) are", SecondOrder::differences),

  /// The second derivatives of a scalar function are symmetric.
  HESSIAN_SYMMETRY("<w, H v> = <v, H w> for the Hessian H of <u, f>", SecondOrder::symmetry),

  /// The second derivative is the same by forward over reverse, reverse over forward, reverse over
  /// reverse and forward over forward mode.
  SECOND_ORDER_MODES("all modes give the same second derivative", SecondOrder::modes),

  /// A mapped function, pullback and pushforward give what single calls give, stacked, bit for bit;
  /// also mapped twice, over no positions, and with arguments that are left whole. Nothing is asked
  /// of a function that reads values, which cannot be mapped.
  VMAP("vmap gives the stacked results of single calls", Batch::law);

  private final String says;
  private final Function1<Site, Option<Violation>> check;

  Law(String says, Function1<Site, Option<Violation>> check) {
    this.says = says;
    this.check = check;
  }

  /// The law as a formula or a sentence.
  public String says() {
    return says;
  }

  Option<Violation> violation(Site site) {
    return check.apply(site);
  }
}
