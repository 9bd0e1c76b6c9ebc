package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Array;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A checkpoint changes what is kept, and nothing else: whatever its function closes over, under
/// every other transformation.
class CheckpointTest {
  private static final Tensor X = Tensor.of(1, 2, 3);
  private static final Tensor W = Tensor.of(0.5, -1, 2);

  private static Tensor step(Tensor x) {
    return x.sin().times(x).plus(x.exp());
  }

  private static final Function1<Tensor, Tensor> STEP = Autodiff.checkpoint(CheckpointTest::step);

  private static void assertClose(Tensor expected, Tensor actual) {
    assertTrue(actual.allClose(expected, 1e-12, 1e-12), () -> expected + "\nbut was " + actual);
  }

  @Test
  void runsTheFunctionAgainInEachPullbackAndOnceOtherwise() {
    int[] runs = {0};
    var counted =
        Autodiff.checkpoint((Tensor x) -> {
          runs[0]++;
          return step(x);
        });
    assertEquals(step(X), counted.apply(X));
    assertEquals(1, runs[0]);
    var recording = Autodiff.vjp(counted, X);
    assertEquals(2, runs[0]);
    for (int k = 1; k <= 3; k++) {
      var expected = Autodiff.vjp(CheckpointTest::step, X).pullback().apply(W);
      assertEquals(expected, recording.pullback().apply(W));
      assertEquals(2 + k, runs[0]);
    }
  }

  @Test
  void isOneNodeOfTheTape() {
    var tape = Autodiff.vjp((Tensor x) -> STEP.apply(STEP.apply(x)), X).tape();
    assertEquals(
        "[input (3), checkpoint (3), checkpoint (3)]", tape.nodes().toJavaList().toString());
  }

  /// A chain of n steps with sqrt(n) of them a checkpoint holds sqrt(n) values, and sqrt(n) more
  /// while one is pulled back.
  @Test
  void aChainHoldsTheRootOfItsLength() {
    int root = 20;
    Function1<Tensor, Tensor> segment =
        x -> {
          var y = x;
          for (int k = 0; k < root; k++) y = y.sin();
          return y;
        };
    Function1<Tensor, Tensor> chain =
        x -> {
          var y = x;
          for (int k = 0; k < root; k++) y = Autodiff.checkpoint(segment).apply(y);
          return y.sum();
        };
    Function1<Tensor, Tensor> plain =
        x -> {
          var y = x;
          for (int k = 0; k < root; k++) y = segment.apply(y);
          return y.sum();
        };
    assertEquals(root, saving(chain));
    assertEquals(root * root, saving(plain));
    assertEquals(Autodiff.grad(plain).apply(X), Autodiff.grad(chain).apply(X));
  }

  private static int saving(Function1<Tensor, Tensor> f) {
    return Autodiff.vjp(f, X).tape().nodes().count(node -> node.savesValues() && !node.isLeaf());
  }

  /// The same function of weights and data, once as it is and once as a checkpoint that closes over
  /// the weights, uses them alone, and makes values of them.
  private static final Function2<Tensor, Tensor, Tensor> PLAIN =
      (w, x) -> {
        var u = x.square();
        var scale = w.cos();
        return u.times(w.sin()).times(w).plus(scale.times(scale).times(u.sum())).sum();
      };

  private static final Function2<Tensor, Tensor, Tensor> CLOSING =
      (w, x) -> {
        var scale = w.cos();
        return Autodiff.checkpoint((Tensor u) ->
                u.times(w.sin()).times(w).plus(scale.times(scale).times(u.sum())).sum())
            .apply(x.square());
      };

  @Test
  void gradientsReachAllThatTheFunctionClosesOver() {
    assertEquals(PLAIN.apply(W, X), CLOSING.apply(W, X));
    var expected = Autodiff.grad(PLAIN).apply(W, X);
    var got = Autodiff.grad(CLOSING).apply(W, X);
    assertClose(expected._1, got._1);
    assertClose(expected._2, got._2);
    // the argument a constant, only the closure followed
    assertClose(expected._1, Autodiff.grad((Tensor w) -> CLOSING.apply(w, X)).apply(W));
    assertClose(expected._2, Autodiff.grad((Tensor x) -> CLOSING.apply(W, x)).apply(X));
  }

  @Test
  void everyTransformationSeesThroughIt() {
    Function1<Function2<Tensor, Tensor, Tensor>, Tensor> jvp =
        f -> Autodiff.jvp(f, Tuple.of(W, X), Tuple.of(X, W)).tangent();
    assertClose(jvp.apply(PLAIN), jvp.apply(CLOSING));
    Function1<Function2<Tensor, Tensor, Tensor>, Tensor> hessian =
        f -> Autodiff.hessian((Tensor w) -> f.apply(w, w)).apply(W);
    assertClose(hessian.apply(PLAIN), hessian.apply(CLOSING));
    Function1<Function2<Tensor, Tensor, Tensor>, Tensor> reverseTwice =
        f -> Autodiff.jacobian(Autodiff.grad((Tensor w) -> f.apply(w, w))).apply(W);
    assertClose(reverseTwice.apply(PLAIN), reverseTwice.apply(CLOSING));
    Function1<Function2<Tensor, Tensor, Tensor>, Tensor> mixed =
        f ->
            Autodiff.grad((Tensor w) ->
                    Autodiff.grad((Tensor x) -> f.apply(w, x)).apply(X).square().sum())
                .apply(W);
    assertClose(mixed.apply(PLAIN), mixed.apply(CLOSING));
    var batch = Tensor.stack(0, W, X, W.plus(X));
    Function1<Function2<Tensor, Tensor, Tensor>, Tensor> gradients =
        f ->
            Autodiff.vmap((Tensor w) -> Autodiff.grad((Tensor x) -> f.apply(w, x)).apply(X))
                .apply(batch);
    assertClose(gradients.apply(PLAIN), gradients.apply(CLOSING));
    Function1<Function2<Tensor, Tensor, Tensor>, Tensor> ofBatch =
        f ->
            Autodiff.grad((Tensor w) ->
                    Autodiff.vmap((Tensor x) -> f.apply(w, x)).apply(batch).square().sum())
                .apply(W);
    assertClose(ofBatch.apply(PLAIN), ofBatch.apply(CLOSING));
    Function1<Function2<Tensor, Tensor, Tensor>, Tensor> linear =
        f -> Autodiff.linearize((Tensor w) -> f.apply(w, X.times(w)), W).pushforward().apply(X);
    assertClose(linear.apply(PLAIN), linear.apply(CLOSING));
  }

  @Test
  void checkpointsNest() {
    Function1<Tensor, Tensor> inner = Autodiff.checkpoint((Tensor x) -> STEP.apply(x).times(x));
    var nested =
        Autodiff.grad((Tensor w) ->
            Autodiff.checkpoint((Tensor x) -> inner.apply(x.times(w)).plus(STEP.apply(w)))
                .apply(X)
                .sum());
    var plain =
        Autodiff.grad((Tensor w) -> {
          var x = X.times(w);
          return step(x).times(x).plus(step(w)).sum();
        });
    assertClose(plain.apply(W), nested.apply(W));
  }

  @Test
  void aFunctionThatIgnoresItsArgumentOrReturnsWhatItClosesOver() {
    var ignoring =
        Autodiff.grad((Tensor w) -> Autodiff.checkpoint((Tensor _) -> w.square()).apply(X).sum());
    assertEquals(W.times(2), ignoring.apply(W));
    var returning =
        Autodiff.grad((Tensor w) -> Autodiff.checkpoint((Tensor _) -> w).apply(w).sum());
    assertEquals(Tensor.ones(3), returning.apply(W));
    var constant = Autodiff.grad((Tensor w) -> Autodiff.checkpoint((Tensor _) -> X).apply(w).sum());
    assertEquals(Tensor.zeros(3), constant.apply(W));
    var cut =
        Autodiff.grad((Tensor w) ->
            Autodiff.checkpoint((Tensor x) -> x.times(w.stopGradient())).apply(w).sum());
    assertEquals(W, cut.apply(W));
  }

  @Test
  void mayBranchOnWhatItClosesOver() {
    var gradient =
        Autodiff.grad((Tensor w) ->
            Autodiff.checkpoint((Tensor x) -> w.sum().item() > 0 ? x.times(w) : x).apply(X).sum());
    assertEquals(X, gradient.apply(W));
  }

  @Test
  void ofAStructure() {
    var pair = Structure.pair(Structure.tensor(), Structure.tensor());
    Function1<Tuple2<Tensor, Tensor>, Tensor> f = p -> p._1.times(p._2).exp().sum();
    var at = Tuple.of(X, W);
    assertEquals(
        Autodiff.grad(pair, f).apply(at),
        Autodiff.grad(pair, Autodiff.checkpoint(pair, f)).apply(at));
  }

  @Test
  void integersMayPassThrough() {
    var pair = Structure.pair(Structure.tensor(), Structure.tensor());
    var take = Autodiff.checkpoint(pair, p -> p._1.take(p._2, 0).square());
    var gradient = Autodiff.grad((Tensor x) -> take.apply(Tuple.of(x, Tensor.ints(2, 2))).sum());
    assertEquals(Tensor.of(0, 0, 12), gradient.apply(X));
  }

  @Test
  void onManyThreadsAtOnce() {
    var expected = Autodiff.grad(CLOSING).apply(W, X);
    IntStream.range(0, 200)
        .parallel()
        .forEach(_ -> assertEquals(expected, Autodiff.grad(CLOSING).apply(W, X)));
  }

  /// As a hash set of objects without a hash code of their own gives them.
  @Test
  void whatIsMadeAnewMayBeMetInAnotherOrder() {
    int[] runs = {0};
    Function1<Tensor, Tensor> checkpointed =
        w -> {
          return Autodiff.checkpoint(
                  (Tensor x) -> {
                    runs[0]++;
                    var factors = Array.range(1, 5).map(k -> w.times(k));
                    return Array.range(0, 4)
                        .map(k -> (k + runs[0]) % 4)
                        .map(k -> x.sin().times(factors.get(k)).times((k + 1) * (k + 1)))
                        .reduce(Tensor::plus);
                  })
              .apply(w)
              .sum();
        };
    var plain = Autodiff.grad((Tensor w) -> w.sin().times(w).times(100).sum());
    for (int k = 0; k < 5; k++) assertClose(plain.apply(W), Autodiff.grad(checkpointed).apply(W));
  }

  @Test
  void tangentsMayBelongToATransformationThatHasEnded() {
    Function1<Tensor, Tensor> checkpointed =
        z -> Autodiff.checkpoint((Tensor y) -> y.times(z.times(2))).apply(z).sin().sum();
    Function1<Tensor, Tensor> plain = z -> z.times(z.times(2)).sin().sum();
    assertClose(
        Autodiff.jacobian(Autodiff.jacobianForward(plain)).apply(W),
        Autodiff.jacobian(Autodiff.jacobianForward(checkpointed)).apply(W));
  }

  @Test
  void aFunctionThatIsNotPureIsFoundOut() {
    int[] runs = {0};
    var gradient =
        Autodiff.grad((Tensor w) ->
            Autodiff.checkpoint((Tensor x) -> runs[0]++ == 0 ? x : x.times(w.sum()))
                .apply(w)
                .sum());
    var e = assertThrows(IllegalArgumentException.class, () -> gradient.apply(W));
    Messages.startsWith(e, "checkpoint", "pure", "FLOAT64 (3)", "grad");
  }
}
