package dev.cotangent.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.laws.Draw.Seed;
import io.vavr.Function1;
import io.vavr.collection.Seq;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The laws that hold for every operation with a derivative, each at shapes, parameters and
/// elements that jqwik draws: against finite differences, one mode against the other, to the second
/// order, in every layout and in FLOAT32.
class LawsTest {
  private static final int TRIES = 60;

  private interface Law {
    void check(Site site);
  }

  @Provide
  Arbitrary<Seed> seeds() {
    return Seed.any();
  }

  @Provide
  Arbitrary<Seed> largeSeeds() {
    return Seed.large();
  }

  /// A law for all rows; every row that breaks it is told.
  private static void each(Seed seed, int order, Law law) {
    seed.each(
        row -> row.order() >= order, (row, call, draw) -> law.check(Site.of(row, call, draw)));
  }

  @Property(tries = TRIES)
  void forwardModeAgreesWithFiniteDifferences(@ForAll("seeds") Seed seed) {
    each(seed, 1, site -> assertSlope(Differences.of(site.curve(site.f())), site.pushed(), 1e-10));
  }

  @Property(tries = TRIES)
  void reverseModeIsTheTransposeOfForwardMode(@ForAll("seeds") Seed seed) {
    each(
        seed,
        1,
        site -> {
          var cotangents = site.pulled();
          assertEquals(site.x().map(Tensor::shape), cotangents.map(Tensor::shape));
          assertClose(inner(site.ct(), site.pushed()), inner(cotangents, site.dx()), 1e-12);
        });
  }

  @Property(tries = TRIES)
  void thePullbackIsLinear(@ForAll("seeds") Seed seed) {
    each(
        seed,
        1,
        site -> {
          var pullback = Autodiff.vjp(Site.SEQ, site.f(), site.x()).pullback();
          var other = site.pushed();
          var sum = Site.flat(pullback.apply(site.ct().times(3).minus(other)));
          var parts =
              Site.flat(pullback.apply(site.ct())).times(3).minus(Site.flat(pullback.apply(other)));
          assertClose(parts, sum, 1e-12);
          for (var none : pullback.apply(other.zerosLike())) {
            assertEquals(none.zerosLike(), none.plus(0));
          }
        });
  }

  @Property(tries = TRIES)
  void thereIsOneValue(@ForAll("seeds") Seed seed) {
    each(
        seed,
        1,
        site -> {
          var value = site.value();
          assertEquals(value, Autodiff.vjp(Site.SEQ, site.f(), site.x()).value());
          assertEquals(value, Autodiff.jvp(Site.SEQ, site.f(), site.x(), site.dx()).value());
        });
  }

  @Property(tries = TRIES)
  void secondDerivativesAgreeWithFiniteDifferences(@ForAll("seeds") Seed seed) {
    each(
        seed,
        2,
        site -> {
          Function1<Seq<Tensor>, Tensor> gradient = y -> Site.flat(site.pulled(y, site.ct()));
          var hessian = Autodiff.jvp(Site.SEQ, gradient, site.x(), site.dx()).tangent();
          assertSlope(Differences.of(site.curve(gradient)), hessian, 1e-9);
        });
  }

  @Property(tries = TRIES)
  void secondDerivativesAgreeInAllModes(@ForAll("seeds") Seed seed) {
    each(
        seed,
        2,
        site -> {
          Function1<Seq<Tensor>, Tensor> gradient = y -> Site.flat(site.pulled(y, site.ct()));
          var forwardOverReverse = Autodiff.jvp(Site.SEQ, gradient, site.x(), site.dx()).tangent();
          Function1<Seq<Tensor>, Tensor> slope = y -> site.pushed(y).times(site.ct()).sum();
          var reverseOverForward = Site.flat(Autodiff.grad(Site.SEQ, slope).apply(site.x()));
          assertClose(forwardOverReverse, reverseOverForward, 1e-11);
          var along = Site.flat(site.dx());
          Function1<Seq<Tensor>, Tensor> product = y -> gradient.apply(y).times(along).sum();
          var reverseOverReverse = Site.flat(Autodiff.grad(Site.SEQ, product).apply(site.x()));
          assertClose(forwardOverReverse, reverseOverReverse, 1e-11);
          var forwardOverForward =
              Autodiff.jvp(Site.SEQ, site::pushed, site.x(), site.dx()).tangent();
          assertClose(
              inner(along, forwardOverReverse), inner(site.ct(), forwardOverForward), 1e-11);
        });
  }

  @Property(tries = TRIES)
  void layoutsCannotBeSeenInDerivatives(@ForAll("seeds") Seed seed) {
    layoutsCannotBeSeen(seed);
  }

  @Property(tries = 5)
  void norInThoseOfLargeTensors(@ForAll("largeSeeds") Seed seed) {
    layoutsCannotBeSeen(seed);
  }

  private static void layoutsCannotBeSeen(Seed seed) {
    seed.each(
        Operation::isDifferentiable,
        (row, call, draw) -> {
          var viewed = Site.of(row, call, draw).map(x -> Layout.any(draw.random(), x));
          var copied = viewed.map(Tensor::copy);
          assertEquals(copied.value(), viewed.value());
          assertEquals(copied.pulled(), viewed.pulled());
          assertEquals(copied.pushed(), viewed.pushed());
        });
  }

  @Property(tries = 5)
  void reverseModeIsTheTransposeForLargeTensors(@ForAll("largeSeeds") Seed seed) {
    each(
        seed,
        1,
        site -> {
          double expected = inner(site.ct(), site.pushed()).item();
          double size = 1 + inner(site.ct().abs(), site.pushed().abs()).item();
          double got = inner(site.pulled(), site.dx()).item();
          assertEquals(0, (got - expected) / size, 1e-12);
        });
  }

  @Property(tries = TRIES)
  void singlePrecisionAgreesWithDouble(@ForAll("seeds") Seed seed) {
    seed.each(
        Operation::isDifferentiable,
        (row, call, draw) -> {
          var narrow = Site.of(row, call, draw).map(x -> x.toDType(DType.FLOAT32));
          var wide = narrow.map(x -> x.toDType(DType.FLOAT64));
          assertEquals(DType.FLOAT32, narrow.value().dtype());
          assertClose(wide.value(), narrow.value(), row.single());
          assertEquals(DType.FLOAT32, narrow.pushed().dtype());
          assertClose(wide.pushed(), narrow.pushed(), 10 * row.single());
          for (var part : narrow.pulled()) assertEquals(DType.FLOAT32, part.dtype());
          var expected = Site.flat(wide.pulled());
          assertClose(expected, Site.flat(narrow.pulled()), 10 * row.single());
        });
  }

  private static Tensor inner(Tensor x, Tensor y) {
    return x.times(y).sum();
  }

  private static Tensor inner(Seq<Tensor> xs, Seq<Tensor> ys) {
    return xs.zipWith(ys, LawsTest::inner).fold(Tensor.scalar(0), Tensor::plus);
  }

  private static void assertSlope(Differences expected, Tensor actual, double slack) {
    assertTrue(
        expected.agreesWith(actual, slack), () -> "expected " + expected + "\nbut was " + actual);
  }

  private static void assertClose(Tensor expected, Tensor actual, double tolerance) {
    var close = actual.allClose(expected, tolerance, tolerance);
    assertTrue(close, () -> "expected " + expected + "\nbut was " + actual);
  }
}
