package dev.cotangent.jqwik;

import dev.cotangent.Autodiff;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.trace.UnreadableException;
import io.vavr.Function1;
import io.vavr.Tuple2;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.Random;

/// Tensors for each position of a batch; those that are not mapped are the same everywhere.
///
/// @param f of all of them
/// @param mappable whether it is known to read no values
record Batch(
    Function1<Seq<Tensor>, Tensor> f,
    Seq<Seq<Tensor>> positions,
    Seq<Boolean> mapped,
    boolean mappable,
    long seed) {
  static Batch of(
      Function1<Seq<Tensor>, Tensor> f, Seq<Seq<Tensor>> positions, boolean mappable, long seed) {
    var random = new Random(seed);
    int count = positions.head().size();
    int always = random.nextInt(Math.max(count, 1));
    Seq<Boolean> mapped =
        Array.range(0, count).map(k -> k == always || random.nextInt(3) > 0).toArray();
    return new Batch(f, alike(positions, mapped), mapped, mappable, seed);
  }

  private static Seq<Seq<Tensor>> alike(Seq<Seq<Tensor>> positions, Seq<Boolean> mapped) {
    return positions.map(
        xs -> positions.head().zip(xs).zipWith(mapped, (x, own) -> own ? x._2 : x._1));
  }

  static Option<Violation> law(Site site) {
    try {
      return site.batch().violation("vmap(f)").orElse(() -> site.batch().derivatives(site));
    } catch (UnreadableException e) {
      return Option.when(
          site.batch().mappable,
          () -> new Violation("vmap", "what can be mapped", String.valueOf(e.getMessage())));
    }
  }

  private Option<Violation> derivatives(Site site) {
    if (!site.ct().dtype().isDifferentiable() || !floating(positions.head())) return Option.none();
    int count = mapped.size();
    Function1<Seq<Tensor>, Tensor> pull =
        all ->
            Site.flat(Autodiff.vjp(Site.SEQ, f, all.take(count)).pullback().apply(all.get(count)));
    Function1<Seq<Tensor>, Tensor> push =
        all -> Autodiff.jvp(Site.SEQ, f, all.take(count), all.drop(count)).tangent();
    return with(Array.of(site.ct()), pull)
        .violation("vmap(vjp)")
        .orElse(() -> with(positions.head(), push).violation("vmap(jvp)"));
  }

  private static boolean floating(Seq<Tensor> parts) {
    return parts.forAll(part -> part.dtype().isDifferentiable());
  }

  /// A function with further arguments like these.
  private Batch with(Seq<Tensor> like, Function1<Seq<Tensor>, Tensor> g) {
    var random = new Random(seed);
    var more = positions.map(_ -> like.map(part -> Site.direction(random, part)));
    return of(g, positions.zipWith(more, Seq::appendAll), mappable, random.nextLong());
  }

  private Option<Violation> violation(String what) {
    var own = Array.range(0, mapped.size()).filter(mapped::get);
    if (own.isEmpty()) return Option.none();
    Function1<Seq<Tensor>, Tensor> ofOwn =
        parts -> f.apply(own.zip(parts).foldLeft(positions.head(), Batch::put));
    var stacked = own.map(k -> stack(positions.map(xs -> xs.get(k))));
    var singles = stack(positions.map(f));
    var once = vmap(ofOwn);
    return same(what, singles, once.apply(stacked))
        .orElse(() -> {
          var twice = stacked.map(part -> stack(Array.of(part, part.flip(0))));
          return same(
              what + ", mapped again",
              stack(Array.of(singles, singles.flip(0))),
              vmap(once).apply(twice));
        })
        .orElse(() ->
            same(
                what + " over no positions",
                singles.slice(0, 0, 0, 1),
                once.apply(stacked.map(part -> part.slice(0, 0, 0, 1)))));
  }

  private static Option<Violation> same(String what, Tensor expected, Tensor got) {
    return Violation.unlessSame(what, Array.of(expected), Array.of(got));
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
