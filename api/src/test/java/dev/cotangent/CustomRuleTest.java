package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Derivatives that the user gives: in both modes, at every order, batched. The rules here are ten
/// times the true ones, so that one can see which is used.
class CustomRuleTest {
  private static final Tensor X = Tensor.of(1, 2, 3);
  private static final Tensor Y = Tensor.of(0.5, -1, 2);

  private static final Function1<Tensor, Tensor> SIN_VJP =
      Autodiff.customVjp(Tensor::sin, (x, y) -> ct -> ct.times(x.cos()).times(10));

  private static final Function1<Tensor, Tensor> SIN_JVP =
      Autodiff.customJvp(Tensor::sin, (x, dx) -> dx.times(x.cos()).times(10));

  private static final List<Function1<Tensor, Tensor>> BOTH = List.of(SIN_VJP, SIN_JVP);

  private static void assertClose(Tensor expected, Tensor actual) {
    assertTrue(actual.allClose(expected, 1e-12, 1e-12), () -> expected + "\nbut was " + actual);
  }

  @Test
  void oneRuleServesBothModes() {
    for (var f : BOTH) {
      assertEquals(X.sin(), f.apply(X));
      assertClose(X.cos().times(10), Autodiff.grad(f.andThen(y -> y.sum())).apply(X));
      var moved = Autodiff.jvp(f, X, Y);
      assertEquals(X.sin(), moved.value());
      assertClose(X.cos().times(Y).times(10), moved.tangent());
      var diagonal = Tensor.eye(3).times(X.cos().times(10));
      assertClose(diagonal, Autodiff.jacobian(f).apply(X));
      assertClose(diagonal, Autodiff.jacobianForward(f).apply(X));
      assertClose(diagonal.matmul(Y), Autodiff.linearize(f, X).pushforward().apply(Y));
    }
  }

  /// The second derivative is that of the rule, 10 cos.
  @Test
  void theRuleIsDifferentiatedInEveryOrderOfModes() {
    for (var f : BOTH) {
      for (int bits = 0; bits < 4; bits++) {
        var modes = Modes.of(bits, 2);
        var second = modes.get(1).derivative(modes.get(0).derivative(f));
        assertEquals(-10 * Math.sin(0.7), second.apply(Tensor.scalar(0.7)).item(), 1e-12);
      }
    }
  }

  @Test
  void batches() {
    var batch = Tensor.stack(0, X, Y);
    for (var f : BOTH) {
      assertEquals(batch.sin(), Autodiff.vmap(f).apply(batch));
      var gradient = Autodiff.grad(f.andThen(y -> y.sum()));
      assertClose(batch.cos().times(10), Autodiff.vmap(gradient).apply(batch));
      var ofBatch = Autodiff.grad((Tensor x) -> Autodiff.vmap(f).apply(x).sum());
      assertClose(batch.cos().times(10), ofBatch.apply(batch));
    }
  }

  @Test
  void ofTwoAndThreeArguments() {
    Function2<Tensor, Tensor, Tensor> product = (x, y) -> x.times(y);
    var byVjp =
        Autodiff.customVjp(
            product, (p, _) -> ct -> Tuple.of(ct.times(p._2).times(10), ct.times(p._1).times(100)));
    var byJvp =
        Autodiff.customJvp(
            product, (p, dp) -> dp._1.times(p._2).times(10).plus(dp._2.times(p._1).times(100)));
    for (var f : List.of(byVjp, byJvp)) {
      var gradient = Autodiff.grad((Tensor x, Tensor y) -> f.apply(x, y).sum()).apply(X, Y);
      assertEquals(Tuple.of(Y.times(10), X.times(100)), gradient);
      // one of the two a constant
      assertEquals(X.times(100), Autodiff.grad((Tensor y) -> f.apply(X, y).sum()).apply(Y));
      assertEquals(
          Y.times(10), Autodiff.jvp((Tensor x) -> f.apply(x, Y), X, Tensor.ones(3)).tangent());
    }
    var threeByVjp =
        Autodiff.customVjp(
            (Tensor x, Tensor y, Tensor z) -> x.plus(y).plus(z),
            (_, _) -> ct -> Tuple.of(ct, ct.times(2), ct.times(3)));
    var threeByJvp =
        Autodiff.customJvp(
            (Tensor x, Tensor y, Tensor z) -> x.plus(y).plus(z),
            (_, d) -> d._1.plus(d._2.times(2)).plus(d._3.times(3)));
    for (var f : List.of(threeByVjp, threeByJvp)) {
      var gradient =
          Autodiff.grad((Tensor x, Tensor y, Tensor z) -> f.apply(x, y, z).sum()).apply(X, X, X);
      assertEquals(
          Tuple.of(Tensor.ones(3), Tensor.full(Shape.of(3), 2), Tensor.full(Shape.of(3), 3)),
          gradient);
    }
  }

  @Test
  void theRuleMayCloseOverWhatIsFollowed() {
    // d/ds of sum of ct s: the rule's own dependence on s
    var mixed =
        Autodiff.grad((Tensor s) -> {
          var f = Autodiff.customVjp((Tensor x) -> x, (_, _) -> ct -> ct.times(s));
          return Autodiff.grad((Tensor x) -> f.apply(x).sum()).apply(X).sum();
        });
    assertEquals(3, mixed.apply(Tensor.scalar(5)).item());
  }

  @Test
  void integersHaveNoCotangent() {
    var take =
        Autodiff.customVjp(
            (Tensor x, Tensor i) -> x.take(i, 0),
            (p, _) -> ct -> Tuple.of(p._1.zerosLike().scatterAdd(p._2, ct, 0).times(10), p._2));
    var gradient = Autodiff.grad((Tensor x) -> take.apply(x, Tensor.ints(2, 2)).sum());
    assertEquals(Tensor.of(0, 0, 20), gradient.apply(X));
  }

  @Test
  void whatIsFollowedAndIsNoArgumentIsRefused() {
    for (var mode : Modes.values()) {
      var name = mode == Modes.REVERSE ? "grad" : "jvp";
      Function1<Tensor, Tensor> vjp =
          w -> Autodiff.customVjp((Tensor x) -> x.times(w), (_, _) -> ct -> ct).apply(w);
      Function1<Tensor, Tensor> jvp =
          w -> Autodiff.customJvp((Tensor x) -> x.plus(w.sin()), (_, dx) -> dx).apply(w);
      Function1<Tensor, Tensor> returned =
          w -> Autodiff.customVjp((Tensor _) -> w, (_, _) -> ct -> ct).apply(Tensor.scalar(1));
      refused(() -> mode.at(vjp, 2), "customVjp", name);
      refused(() -> mode.at(jvp, 2), "customJvp", name);
      refused(() -> mode.at(returned, 2), "customVjp", name);
    }
    Function1<Tensor, Tensor> mapped =
        w -> Autodiff.customVjp((Tensor x) -> x.times(w), (_, _) -> ct -> ct).apply(X);
    refused(() -> Autodiff.vmap(mapped).apply(X), "customVjp", "vmap");
    // a constant, and what was made one, may be closed over
    var fine =
        Autodiff.grad((Tensor w) ->
            Autodiff.customVjp((Tensor x) -> x.times(w.stopGradient()).times(X), (_, _) -> ct -> ct)
                .apply(w)
                .sum());
    assertEquals(Tensor.ones(3), fine.apply(Y));
  }

  private static void refused(Executable call, String rule, String transformation) {
    var e = assertThrows(IllegalArgumentException.class, call);
    Messages.startsWith(e, rule, "FLOAT64 (", transformation, "not an argument", "stopGradient");
  }

  @Test
  void aRuleOfTheWrongShapeOrType() {
    var flat = Autodiff.customVjp((Tensor x) -> x.sum(), (x, _) -> ct -> ct);
    var e = assertThrows(IllegalArgumentException.class, () -> Autodiff.grad(flat).apply(X));
    Messages.startsWith(e, "customVjp", "cotangent 0", "FLOAT64 ()", "FLOAT64 (3)");
    var narrow = Autodiff.customJvp((Tensor x) -> x, (_, dx) -> dx.toDType(DType.FLOAT32));
    var type = assertThrows(IllegalArgumentException.class, () -> Autodiff.jvp(narrow, X, X));
    Messages.startsWith(type, "customJvp", "tangent", "FLOAT32 (3)", "FLOAT64 (3)");
    assertThrows(
        IllegalArgumentException.class,
        () -> Autodiff.grad((Tensor x) -> narrow.apply(x).sum()).apply(X));
  }
}
