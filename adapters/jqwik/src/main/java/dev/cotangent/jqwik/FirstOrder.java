package dev.cotangent.jqwik;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.concurrent.CompletableFuture;

/// The laws of first derivatives.
final class FirstOrder {
  private FirstOrder() {}

  private static final String GRADIENT = "vjp(u)";

  static Option<Violation> value(Site site) {
    var value = Array.of(site.value());
    var scalar = Array.of(site.projected(site.x()));
    return Violation.unlessSame("f, called again", value, Array.of(site.value()))
        .orElse(
            () -> Violation.unlessSame("vjp's value", value, Array.of(site.recording().value())))
        .orElse(() ->
            Violation.unlessSame(
                "jvp's value",
                value,
                Array.of(Autodiff.jvp(Site.SEQ, site.f(), site.x(), site.dx()).value())))
        .orElse(() ->
            Violation.unlessSame(
                "valueAndGrad's value of <u, f>",
                scalar,
                Array.of(
                    Autodiff.valueAndGrad(Site.SEQ, site::projected).apply(site.x()).value())));
  }

  static Option<Violation> differences(Site site) {
    var check = new SlopeCheck(site, site.f(), "f", site.slack(1));
    var forward = check.forward();
    return forward.isDefined() || check.isKinked() ? forward : reverse(site, check);
  }

  /// Reverse mode along the tangent; entry by entry once that is off.
  private static Option<Violation> reverse(Site site, SlopeCheck check) {
    var gradient = site.pulled();
    if (check.agrees(site.ct(), site.dx(), dot(gradient, site.dx()))) return Option.none();
    var entries = new Entries(GRADIENT, site.x());
    var values = Entries.values(gradient);
    return Array.range(0, entries.size())
        .reject(k -> check.agrees(site.ct(), entries.unit(k), values[k]))
        .headOption()
        .map(k -> Violation.of(entries.name(k), check.slope(site.ct(), entries.unit(k)), values[k]))
        .orElse(() ->
            Option.of(
                Violation.of(
                    "<vjp(u), v>", check.slope(site.ct(), site.dx()), dot(gradient, site.dx()))));
  }

  static Option<Violation> transpose(Site site) {
    var gradient = site.pulled();
    return Violation.unlessAlike(GRADIENT, site.x(), gradient)
        .orElse(() -> transposed(site, gradient));
  }

  private static Option<Violation> transposed(Site site, Seq<Tensor> gradient) {
    var whole = matched(site, "<vjp(u), v>", gradient, site.dx());
    if (whole.isEmpty()) return whole;
    var entries = new Entries(GRADIENT, site.x());
    return Array.range(0, entries.size())
        .flatMap(k -> matched(site, entries.name(k), gradient, entries.unit(k)))
        .headOption()
        .orElse(whole);
  }

  private static Option<Violation> matched(
      Site site, String what, Seq<Tensor> gradient, Seq<Tensor> dx) {
    var pushed = Autodiff.jvp(Site.SEQ, site.f(), site.x(), dx).tangent();
    var along = where(dx, gradient);
    double size = dot(along.map(Tensor::abs), dx.map(Tensor::abs));
    return Violation.unlessClose(
        what,
        dot(site.ct(), pushed),
        dot(along, dx),
        size + dot(site.ct().abs(), pushed.abs()),
        site.tolerance(1));
  }

  /// The gradient where the tangent leads, so that NaN elsewhere is not this entry's.
  private static Seq<Tensor> where(Seq<Tensor> dx, Seq<Tensor> gradient) {
    return dx.zipWith(gradient, (d, g) -> Tensor.where(d.eq(0), g.zerosLike(), g));
  }

  static Option<Violation> linear(Site site) {
    var pullback = site.recording().pullback();
    var other = site.pushed();
    var expected =
        pullback.apply(site.ct()).zipWith(pullback.apply(other), (a, b) -> a.times(3).minus(b));
    var got = pullback.apply(site.ct().times(3).minus(other));
    // Parts may cancel in the sum, and their rounding does not.
    double size = 1 + 1e-3 * largest(pullback.apply(site.ct())) / (1e-300 + largest(expected));
    return Violation.unlessClose(
            "vjp(3 u - w)",
            expected,
            got,
            new Tolerance(site.relative() * size, site.tolerance(1).floor()))
        .orElse(() -> {
          var zero = pullback.apply(other.zerosLike());
          return Violation.unlessClose(
              "vjp(0)", zero.map(Tensor::zerosLike), zero, site.tolerance(1));
        });
  }

  private static double largest(Seq<Tensor> parts) {
    return Violation.largest(Entries.values(parts));
  }

  static Option<Violation> reuse(Site site) {
    var pullback = site.recording().pullback();
    var first = pullback.apply(site.ct());
    pullback.apply(site.pushed());
    var again = pullback.apply(site.ct());
    var elsewhere = CompletableFuture.supplyAsync(() -> pullback.apply(site.ct()));
    return Violation.unlessSame("vjp(u), called again", first, again)
        .orElse(() -> Violation.unlessSame("vjp(u), on another thread", first, elsewhere.join()));
  }

  static double dot(Tensor x, Tensor y) {
    return Site.inner(x, y).item();
  }

  private static double dot(Seq<Tensor> xs, Seq<Tensor> ys) {
    return xs.zipWith(ys, FirstOrder::dot).sum().doubleValue();
  }
}
