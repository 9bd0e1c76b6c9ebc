package dev.cotangent.jqwik;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/// The chain rule: with sines before and after the function, whose derivatives are known.
final class Chain {
  private Chain() {}

  static Option<Violation> rule(Site site) {
    return after(site).orElse(() -> before(site));
  }

  /// <u, sin(f(x))> has the gradient vjp(u cos(f(x))).
  private static Option<Violation> after(Site site) {
    Function1<Seq<Tensor>, Tensor> composition =
        x -> Site.inner(site.f().apply(x).sin(), site.ct());
    var recording = site.recording();
    var expected = recording.pullback().apply(site.ct().times(recording.value().cos()));
    var got = Autodiff.grad(Site.SEQ, composition).apply(site.x());
    return Violation.unlessClose("the gradient of <u, sin(f)>", expected, got, site.tolerance(1));
  }

  /// f(x + v sin(z)) has the gradient v vjp(u) at z = 0, and the pushforward of 1 is jvp(v).
  private static Option<Violation> before(Site site) {
    Function1<Seq<Tensor>, Tensor> composition =
        z ->
            site.f()
                .apply(
                    site.x()
                        .zip(site.dx())
                        .zipWith(z, (at, part) -> at._1.plus(at._2.times(part.sin()))));
    var zeros = site.x().map(Tensor::zerosLike);
    var expected = site.pulled().zipWith(site.dx(), Tensor::times);
    var got = Autodiff.vjp(Site.SEQ, composition, zeros).pullback().apply(site.ct());
    return Violation.unlessClose("vjp(u) of f(x + v sin(z)) by z", expected, got, site.tolerance(1))
        .orElse(() -> {
          var ones = site.x().map(Tensor::onesLike);
          var pushed = Autodiff.jvp(Site.SEQ, composition, zeros, ones).tangent();
          return Violation.unlessClose(
              "jvp(1) of f(x + v sin(z)) by z",
              Array.of(site.pushed()),
              Array.of(pushed),
              site.tolerance(1));
        });
  }
}
