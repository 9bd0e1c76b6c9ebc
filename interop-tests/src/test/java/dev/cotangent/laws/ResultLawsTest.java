package dev.cotangent.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.laws.Draw.Seed;
import dev.cotangent.laws.Operation.Takes;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The laws of results, for every operation: their shape and type, whatever the layout, and for
/// whole numbers what it is for the same numbers in FLOAT64.
class ResultLawsTest {
  private static final int TRIES = 60;

  @Provide
  Arbitrary<Seed> seeds() {
    return Seed.any();
  }

  @Property(tries = TRIES)
  void shapeAndTypeAreThoseOfTheTable(@ForAll("seeds") Seed seed) {
    seed.each(
        _ -> true,
        (row, call, draw) -> {
          var x = row.sample(call, draw);
          for (var dtype : row.takes().dtypes) {
            var y = call.f().apply(x.map(part -> Operation.as(dtype, part)));
            assertEquals(call.result(), y.shape());
            boolean told = row.takes() != Takes.NUMERIC || dtype.isDifferentiable();
            if (told) assertEquals(row.gives().apply(dtype), y.dtype());
          }
        });
  }

  @Property(tries = TRIES)
  void layoutsCannotBeSeen(@ForAll("seeds") Seed seed) {
    seed.each(
        _ -> true,
        (row, call, draw) -> {
          var x = row.sample(call, draw);
          for (var dtype : row.takes().dtypes) {
            var views =
                x.map(part -> Layout.any(draw.random(), Operation.as(dtype, part))).toArray();
            assertEquals(call.f().apply(views.map(Tensor::copy)), call.f().apply(views));
          }
        });
  }

  @Property(tries = TRIES)
  void wholeNumbersAreNumbers(@ForAll("seeds") Seed seed) {
    seed.each(
        row -> row.takes() == Takes.NUMERIC,
        (row, call, draw) -> {
          var ints = row.sample(call, draw).map(part -> Operation.as(DType.INT32, part)).toArray();
          var expected = call.f().apply(ints.map(part -> part.toDType(DType.FLOAT64)));
          var y = call.f().apply(ints);
          assertEquals(expected.shape(), y.shape());
          assertTrue(
              y.allClose(expected, 1e-12, 1e-12),
              () -> "expected " + expected + "\nbut was " + y + " of " + ints);
        });
  }
}
