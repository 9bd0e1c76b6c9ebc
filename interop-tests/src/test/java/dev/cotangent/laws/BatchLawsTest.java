package dev.cotangent.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cotangent.Autodiff;
import dev.cotangent.Shape;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.laws.Draw.Seed;
import io.vavr.Function1;
import io.vavr.Tuple2;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Batched is stacked singles, bit for bit: values, and derivatives in both modes; nested, and for
/// a batch of none.
class BatchLawsTest {
  private static final int TRIES = 30;

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
            Batch.of(row, call, draw).map(x -> Operation.as(dtype, x)).check(call.f());
          }
        });
  }

  @Property(tries = TRIES)
  void pullbacks(@ForAll("seeds") Seed seed) {
    seed.each(
        Operation::isDifferentiable,
        (row, call, draw) -> {
          int count = call.operands().size();
          Batch.of(row, call, draw)
              .with(draw, Array.of(call.result()))
              .check(all -> {
                var recording = Autodiff.vjp(Site.SEQ, call.f(), all.take(count));
                return Site.flat(recording.pullback().apply(all.get(count)));
              });
        });
  }

  @Property(tries = TRIES)
  void pushforwards(@ForAll("seeds") Seed seed) {
    seed.each(
        Operation::isDifferentiable,
        (row, call, draw) -> {
          int count = call.operands().size();
          Batch.of(row, call, draw)
              .with(draw, call.operands())
              .check(all ->
                  Autodiff.jvp(Site.SEQ, call.f(), all.take(count), all.drop(count)).tangent());
        });
  }

  /// Tensors for each position of a batch; those that are not mapped are the same everywhere.
  private record Batch(Seq<Seq<Tensor>> positions, Seq<Boolean> mapped) {
    static Batch of(Operation row, Call call, Draw draw) {
      return of(draw, Array.fill(draw.whole(1, 3), () -> row.sample(call, draw)));
    }

    private static Batch of(Draw draw, Seq<Seq<Tensor>> samples) {
      var mapped = samples.head().map(_ -> draw.whole(0, 2) > 0);
      return new Batch(
          samples.map(xs -> samples.head().zip(xs).zipWith(mapped, (x, own) -> own ? x._2 : x._1)),
          mapped);
    }

    Batch map(Function1<Tensor, Tensor> change) {
      return new Batch(positions.map(xs -> xs.map(change)), mapped);
    }

    /// With further tensors of these shapes.
    Batch with(Draw draw, Seq<Shape> shapes) {
      var more =
          of(
              draw,
              positions.map(
                  _ -> shapes.map(shape -> Site.direction(draw.random(), shape)).toArray()));
      return new Batch(
          positions.zipWith(more.positions, Seq::appendAll), mapped.appendAll(more.mapped));
    }

    void check(Function1<Seq<Tensor>, Tensor> f) {
      var own = Array.range(0, mapped.size()).filter(mapped::get);
      if (own.isEmpty()) return;
      Function1<Seq<Tensor>, Tensor> ofOwn =
          parts -> f.apply(own.zip(parts).foldLeft(positions.head(), Batch::put));
      var stacked = own.map(k -> stack(positions.map(xs -> xs.get(k))));
      var singles = stack(positions.map(f));
      var once = vmap(ofOwn);
      assertEquals(singles, once.apply(stacked));
      var twice = stacked.map(part -> stack(Array.of(part, part.flip(0))));
      assertEquals(stack(Array.of(singles, singles.flip(0))), vmap(once).apply(twice));
      var none = once.apply(stacked.map(part -> part.slice(0, 0, 0, 1)));
      assertEquals(singles.slice(0, 0, 0, 1), none);
    }

    private static Seq<Tensor> put(Seq<Tensor> all, Tuple2<Integer, Tensor> part) {
      return all.update(part._1, part._2);
    }

    private static Function1<Seq<Tensor>, Tensor> vmap(Function1<Seq<Tensor>, Tensor> f) {
      return Autodiff.vmap(Site.SEQ, Structure.tensor(), f);
    }

    private static Tensor stack(Seq<Tensor> parts) {
      return Tensor.stack(0, parts.toJavaArray(Tensor[]::new));
    }
  }
}
