package dev.cotangent.laws;

import dev.cotangent.Tensor;
import dev.cotangent.jqwik.DerivativeLaws;
import dev.cotangent.jqwik.Law;
import dev.cotangent.laws.Draw.Seed;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Batched is stacked singles, bit for bit: values of every type, and derivatives in both modes.
class BatchLawsTest {
  private static final int TRIES = 30;

  @Provide
  Arbitrary<Seed> seeds() {
    return Seed.any();
  }

  @Property(tries = TRIES)
  void batchedIsStackedSingles(@ForAll("seeds") Seed seed) {
    seed.each(
        _ -> true,
        (row, call, draw) -> {
          for (var dtype : row.takes().dtypes) {
            Array<Seq<Tensor>> positions =
                Array.fill(
                    draw.whole(1, 3),
                    () -> row.sample(call, draw).map(x -> Operation.as(dtype, x)).toArray());
            DerivativeLaws.of(Site.SEQ, call.f()).mappable().only(Law.VMAP).checkAll(positions);
          }
        });
  }
}
