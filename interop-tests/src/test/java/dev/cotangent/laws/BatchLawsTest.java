package dev.cotangent.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.laws.Draw.Seed;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Batched is stacked singles, bit for bit: values, and derivatives in both modes.
class BatchLawsTest {
  private static final int TRIES = 40;
  private static final Structure<Tensor> TENSOR = Structure.tensor();

  @Provide
  Arbitrary<Seed> seeds() {
    return Seed.any();
  }

  @Property(tries = TRIES)
  void values(@ForAll("seeds") Seed seed) {
    seed.each(
        _ -> true,
        (row, call, draw) -> {
          for (var dtype : row.takes().dtypes) {
            var batch = Batch.of(row, call, draw).map(x -> Operation.as(dtype, x));
            batch.checkStacked(call.f());
          }
        });
  }

  @Property(tries = TRIES)
  void pullbacks(@ForAll("seeds") Seed seed) {
    seed.each(
        Operation::isDifferentiable,
        (row, call, draw) -> {
          var site = Site.of(row, call, draw);
          Batch.of(row, call, draw).checkStacked(x -> Site.flat(site.pulled(x, site.ct())));
        });
  }

  @Property(tries = TRIES)
  void pushforwards(@ForAll("seeds") Seed seed) {
    seed.each(
        Operation::isDifferentiable,
        (row, call, draw) -> {
          var site = Site.of(row, call, draw);
          Batch.of(row, call, draw)
              .map(x -> x.toDType(DType.FLOAT64))
              .checkStacked(site::pushed);
        });
  }

  /// Operands for each position of a batch; those that are not mapped are the same everywhere.
  private record Batch(Seq<Seq<Tensor>> operands, Seq<Boolean> mapped) {
    static Batch of(Operation row, Call call, Draw draw) {
      var first = row.sample(call, draw);
      var mapped = first.map(_ -> draw.whole(0, 2) > 0);
      int size = draw.whole(1, 3);
      Seq<Seq<Tensor>> operands =
          Array.range(0, size)
              .map(_ -> row.sample(call, draw)
                          .zip(first)
                          .zipWith(mapped, (both, own) -> own ? both._1 : both._2));
      return new Batch(operands, mapped);
    }

    Batch map(Function1<Tensor, Tensor> change) {
      return new Batch(operands.map(xs -> xs.map(change)), mapped);
    }

    void checkStacked(Function1<Seq<Tensor>, Tensor> f) {
      if (!mapped.contains(true)) return;
      var singles = operands.map(f).toJavaArray(Tensor[]::new);
      var stacked =
          mapped
              .zipWithIndex()
              .filter(pair -> pair._1)
              .map(pair -> stack(operands.map(xs -> xs.get(pair._2))));
      Function1<Seq<Tensor>, Tensor> rest = own -> f.apply(whole(own));
      var batched = Autodiff.vmap(Site.SEQ, TENSOR, rest).apply(stacked);
      assertEquals(Tensor.stack(0, singles), batched);
    }

    /// With the operands that are not mapped in their places.
    private Seq<Tensor> whole(Seq<Tensor> own) {
      var next = own.iterator();
      return mapped
          .zipWith(operands.head(), (isOwn, fixed) -> isOwn ? next.next() : fixed)
          .toArray();
    }

    private static Tensor stack(Seq<Tensor> parts) {
      return Tensor.stack(0, parts.toJavaArray(Tensor[]::new));
    }
  }
}
