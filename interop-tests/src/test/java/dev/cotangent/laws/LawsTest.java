package dev.cotangent.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.jqwik.DerivativeLaws;
import dev.cotangent.jqwik.Law;
import dev.cotangent.laws.Draw.Seed;
import io.vavr.collection.Array;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The laws that hold for every operation with a derivative, each at shapes, parameters and
/// elements that jqwik draws: against finite differences, one mode against the other, to the second
/// order, in every layout and in FLOAT32.
class LawsTest {
  private static final int TRIES = 60;

  @Provide
  Arbitrary<Seed> seeds() {
    return Seed.any();
  }

  @Provide
  Arbitrary<Seed> largeSeeds() {
    return Seed.large();
  }

  /// Laws for all rows; every row that breaks one is told.
  private static void each(Seed seed, int order, double tolerance, Law... laws) {
    seed.each(
        row -> row.order() >= order,
        (row, call, draw) ->
            DerivativeLaws.of(Site.SEQ, call.f())
                .only(laws)
                .withTolerance(tolerance)
                .smooth()
                .checkAll(Array.of(row.sample(call, draw))));
  }

  @Property(tries = TRIES)
  void bothModesAgreeWithFiniteDifferences(@ForAll("seeds") Seed seed) {
    each(seed, 1, 1e-12, Law.FINITE_DIFFERENCES);
  }

  @Property(tries = TRIES)
  void firstDerivatives(@ForAll("seeds") Seed seed) {
    each(
        seed,
        1,
        1e-12,
        Law.VALUE,
        Law.TRANSPOSE,
        Law.LINEAR_PULLBACK,
        Law.PULLBACK_REUSE,
        Law.CHAIN_RULE);
  }

  @Property(tries = TRIES)
  void secondDerivativesAgreeWithFiniteDifferences(@ForAll("seeds") Seed seed) {
    each(seed, 2, 1e-11, Law.SECOND_DIFFERENCES);
  }

  @Property(tries = TRIES)
  void secondDerivativesAgreeInAllModes(@ForAll("seeds") Seed seed) {
    each(seed, 2, 1e-12, Law.HESSIAN_SYMMETRY, Law.SECOND_ORDER_MODES);
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
    each(seed, 1, 1e-12, Law.TRANSPOSE);
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

  private static void assertClose(Tensor expected, Tensor actual, double tolerance) {
    var close = actual.allClose(expected, tolerance, tolerance);
    assertTrue(close, () -> "expected " + expected + "\nbut was " + actual);
  }
}
