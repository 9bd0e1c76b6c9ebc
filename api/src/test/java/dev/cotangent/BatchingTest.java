package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The law of batching, for every operation and both derivatives: what is computed for a batch has
/// the bits of the single calls, whichever operands are mapped.
class BatchingTest {
  private static final Structure<Seq<Tensor>> SEQ = Structure.seq();

  private interface Law {
    void check(Function1<Seq<Tensor>, Tensor> f, Seq<Seq<Tensor>> samples);
  }

  /// With three samples of every row's operands.
  private static Stream<DynamicTest> each(Law law) {
    return DerivativeTest.eachRow((row, shapes) ->
        law.check(row.f(), Array.range(0, 3).map(seed -> row.sample(shapes, seed))));
  }

  /// `f` of the batch whose operands are mapped where a bit of `mask` says so, and of each sample.
  private static void compare(
      Function1<Seq<Tensor>, Tensor> f, Seq<Seq<Tensor>> samples, int mask) {
    var first = samples.head();
    var mapped = Array.range(0, first.size()).filter(k -> (mask >> k & 1) == 1);
    Function1<Seq<Tensor>, Seq<Tensor>> completed =
        parts -> mapped.zip(parts).foldLeft(first, (all, part) -> all.update(part._1, part._2));
    var singles = samples.map(sample -> f.apply(completed.apply(mapped.map(sample::get))));
    var batch = mapped.map(k -> stack(samples.map(sample -> sample.get(k))));
    var batched = Autodiff.vmap(SEQ, Structure.tensor(), completed.andThen(f)).apply(batch);
    assertEquals(stack(singles), batched);
  }

  private static Tensor stack(Seq<Tensor> parts) {
    return Tensor.stack(0, parts.toJavaArray(Tensor[]::new));
  }

  @TestFactory
  Stream<DynamicTest> aBatchIsTheStackOfItsSingles() {
    return each((f, samples) -> {
      for (int mask = 1; mask < 1 << samples.head().size(); mask++) {
        compare(f, samples, mask);
        compare(f, samples.take(1), mask);
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> aBatchOfNothingHasTheShapeOfOne() {
    return each((f, samples) -> {
      var single = f.apply(samples.head());
      var none = samples.head().map(x -> stack(Array.of(x)).slice(0, 0, 0, 1)).toArray();
      var batched = Autodiff.vmap(SEQ, Structure.tensor(), f).apply(none);
      assertEquals(single.shape().prepended(0), batched.shape());
      assertEquals(single.dtype(), batched.dtype());
    });
  }

  /// An operand mapped by the inner batch alone, by the outer one alone, or by both.
  @TestFactory
  Stream<DynamicTest> batchesNest() {
    return each((f, samples) -> {
      var all = samples.map(BatchingTest::together);
      Function1<Tensor, Tensor> of = flat -> f.apply(apart(flat, samples.head()));
      var singles = stack(all.map(x -> stack(all.map(y -> of.apply(x.plus(y))))));
      var batch = stack(all);
      var nested =
          Autodiff.vmap(
              (Tensor x) -> Autodiff.vmap((Tensor y) -> of.apply(x.plus(y))).apply(batch));
      assertEquals(singles, nested.apply(batch));
      var sums = batch.expandDims(1).plus(batch.expandDims(0));
      assertEquals(singles, Autodiff.vmap(Autodiff.vmap(of)).apply(sums));
    });
  }

  @TestFactory
  Stream<DynamicTest> pullbacksBatch() {
    return each((f, samples) -> {
      var ct = normal(f.apply(samples.head()));
      Function1<Seq<Tensor>, Tensor> pulled =
          all -> together(Autodiff.vjp(SEQ, f, all.tail()).pullback().apply(all.head()));
      var withCotangent = samples.zipWithIndex().map(s -> s._1.prepend(ct.times(1 + s._2)));
      for (int mask = 1; mask < 1 << withCotangent.head().size(); mask++) {
        compare(pulled, withCotangent, mask);
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> pushforwardsBatch() {
    return each((f, samples) -> {
      int count = samples.head().size();
      Function1<Seq<Tensor>, Tensor> pushed =
          all -> Autodiff.jvp(SEQ, f, all.take(count), all.drop(count)).tangent();
      var withTangents = samples.map(s -> s.appendAll(s.map(BatchingTest::normal)));
      for (int mask = 1; mask < 1 << 2 * count; mask++) compare(pushed, withTangents, mask);
    });
  }

  @TestFactory
  Stream<DynamicTest> theDerivativesOfABatchAreTheBatchOfDerivatives() {
    return each((f, samples) -> {
      int count = samples.head().size();
      var batch = Array.range(0, count).map(k -> stack(samples.map(sample -> sample.get(k))));
      var dx = Array.range(0, count).map(k -> stack(samples.map(s -> normal(s.get(k)))));
      var whole = Autodiff.vmap(SEQ, Structure.tensor(), f);
      var ct = normal(f.apply(samples.head()));
      var cts = stack(samples.map(_ -> ct));
      var pulled = Autodiff.vjp(SEQ, whole, batch).pullback().apply(cts);
      var pushed = Autodiff.jvp(SEQ, whole, batch, dx).tangent();
      for (int k = 0; k < samples.size(); k++) {
        int at = k;
        var single = samples.get(k);
        var cotangents = Autodiff.vjp(SEQ, f, single).pullback().apply(ct);
        assertEquals(cotangents.toArray(), pulled.map(part -> part.get(at)).toArray());
        assertEquals(
            Autodiff.jvp(SEQ, f, single, single.map(BatchingTest::normal)).tangent(),
            pushed.get(at));
      }
    });
  }

  private static Tensor normal(Tensor like) {
    return Tensor.of(like.shape(), new Random(5).doubles(like.size(), -1.5, 1.5).toArray());
  }

  private static Tensor together(Seq<Tensor> parts) {
    return Tensor.concat(0, parts.map(Tensor::flatten).toJavaArray(Tensor[]::new));
  }

  private static Seq<Tensor> apart(Tensor flat, Seq<Tensor> like) {
    var sizes = like.map(x -> (int) x.size()).toJavaStream().mapToInt(n -> n).toArray();
    return flat.split(0, sizes)
        .zipWith(like, (part, x) -> part.reshape(x.shape().toArray()))
        .toArray();
  }
}
