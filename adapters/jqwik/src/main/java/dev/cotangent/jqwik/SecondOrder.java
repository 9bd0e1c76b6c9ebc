package dev.cotangent.jqwik;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/// The laws of second derivatives.
final class SecondOrder {
  private SecondOrder() {}

  static Option<Violation> differences(Site site) {
    return new SlopeCheck(site, site::gradient, "vjp(u)", site.slack(2)).forward();
  }

  static Option<Violation> symmetry(Site site) {
    var v = site.dx();
    var w = site.other();
    var hv = forwardOverReverse(site, v);
    var hw = forwardOverReverse(site, w);
    var vs = Site.flat(v);
    var ws = Site.flat(w);
    return Violation.unlessClose(
            "<v, H w>",
            FirstOrder.dot(ws, hv),
            FirstOrder.dot(vs, hw),
            FirstOrder.dot(ws.abs(), hv.abs()) + FirstOrder.dot(vs.abs(), hw.abs()),
            site.tolerance(2))
        .map(whole -> entry(site).getOrElse(whole));
  }

  /// The element of the Hessian that is farthest from its mirror image.
  private static Option<Violation> entry(Site site) {
    var entries = new Entries("x", site.x());
    int n = entries.size();
    var rows = new Tensor[n];
    for (int k = 0; k < n; k++) rows[k] = forwardOverReverse(site, entries.unit(k));
    var hessian = Tensor.stack(0, rows);
    return Violation.unlessClose(
        "H", Array.of(hessian.transpose()), Array.of(hessian), site.tolerance(2));
  }

  private static Tensor forwardOverReverse(Site site, Seq<Tensor> v) {
    return Autodiff.jvp(Site.SEQ, site::gradient, site.x(), v).tangent();
  }

  static Option<Violation> modes(Site site) {
    var expected = forwardOverReverse(site, site.dx());
    return mode(site, "reverse over forward mode", expected, reverseOverForward(site))
        .orElse(() -> mode(site, "reverse over reverse mode", expected, reverseOverReverse(site)))
        .orElse(() -> forwardOverForward(site, expected));
  }

  private static Option<Violation> mode(Site site, String mode, Tensor expected, Tensor got) {
    return Violation.unlessClose(
        mode,
        Array.of(expected),
        Array.of(asked(site, expected, got)),
        site.tolerance(2).times(10));
  }

  /// At a kink of the function or its gradient, nothing is asked where a mode gives infinities or
  /// NaN.
  private static Tensor asked(Site site, Tensor expected, Tensor got) {
    var finite = got.isFinite();
    boolean all = Array.ofAll(finite.toBooleanArray()).forAll(is -> is);
    return all || !isKinked(site) ? got : Tensor.where(finite, got, expected);
  }

  private static boolean isKinked(Site site) {
    if (site.smooth()) return false;
    var first = new SlopeCheck(site, site.f(), "f", site.slack(1));
    var second = new SlopeCheck(site, site::gradient, "vjp(u)", site.slack(2));
    return Array.of(first, second).exists(check -> check.forward().isEmpty() && check.isKinked());
  }

  private static Tensor reverseOverForward(Site site) {
    return Site.flat(
        Autodiff.grad(Site.SEQ, (Seq<Tensor> at) -> Site.inner(site.pushed(at), site.ct()))
            .apply(site.x()));
  }

  private static Tensor reverseOverReverse(Site site) {
    var along = Site.flat(site.dx());
    return Site.flat(
        Autodiff.grad(Site.SEQ, (Seq<Tensor> at) -> Site.inner(site.gradient(at), along))
            .apply(site.x()));
  }

  private static Option<Violation> forwardOverForward(Site site, Tensor hv) {
    var twice = Autodiff.jvp(Site.SEQ, site::pushed, site.x(), site.dx()).tangent();
    var v = Site.flat(site.dx());
    var expected = Tensor.scalar(FirstOrder.dot(v, hv));
    var got = Tensor.scalar(FirstOrder.dot(site.ct(), twice));
    return Violation.unlessClose(
        "<u, d2f(v, v)>, forward over forward mode",
        expected.item(),
        asked(site, expected, got).item(),
        FirstOrder.dot(v.abs(), hv.abs()) + FirstOrder.dot(site.ct().abs(), twice.abs()),
        site.tolerance(2).times(10));
  }
}
