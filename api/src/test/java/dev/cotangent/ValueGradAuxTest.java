package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import java.lang.foreign.Linker;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// What a function returns besides its value comes out as seen from outside.
@NullUnmarked
class ValueGradAuxTest {
  private static final Tensor X = Tensor.of(1, 2, 3);

  private record State(Tensor mean, int step, List<Tensor> history) {}

  private static <A> A beside(A ofTheFunction) {
    return ofTheFunction;
  }

  @Test
  void valueGradientAndTheRest() {
    var all = Autodiff.valueGradAux((Tensor x) -> Tuple.of(x.square().sum(), "text")).apply(X);
    assertEquals(new ValueGradAux<>(Tensor.scalar(14), X.times(2), "text"), all);
  }

  /// An operation on a value that was still followed would be refused.
  @Test
  void tensorsInsideAreNoLongerFollowed() {
    var tensor = Autodiff.valueGradAux((Tensor x) -> Tuple.of(x.sum(), x.exp())).apply(X).aux();
    assertEquals(X.exp().sin(), tensor.sin());
    var state =
        Autodiff.valueGradAux(
                (Tensor x) -> Tuple.of(x.sum(), new State(x.mean(), 7, List.of(x.times(2), X))))
            .apply(X)
            .aux();
    assertEquals(4, state.mean().plus(2).item());
    assertEquals(7, state.step());
    assertEquals(X.times(3), state.history().get(0).plus(state.history().get(1)));
    var map =
        Autodiff.valueGradAux((Tensor x) -> Tuple.of(x.sum(), Map.of("a", HashMap.of("b", x))))
            .apply(X)
            .aux();
    assertEquals(X.sin(), map.get("a").get("b").get().sin());
    var nothing =
        Autodiff.<String>valueGradAux((Tensor x) -> new Tuple2<>(x.sum(), null)).apply(X).aux();
    assertEquals(null, beside(nothing));
  }

  @Test
  void whatHoldsNoTensorsIsHandedOutAsItIs() {
    var log = new LinkedList<>(List.of("a"));
    var settings = new java.util.HashMap<String, String>();
    settings.put("unset", null);
    var closed = Linker.Option.firstVariadicArg(1); // a record that nobody may take apart
    var all =
        Autodiff.valueGradAux((Tensor x) -> Tuple.of(x.sum(), Tuple.of(log, settings, closed)))
            .apply(X)
            .aux();
    assertSame(log, all._1);
    assertSame(settings, all._2);
    assertSame(closed, all._3);
  }

  @Test
  void containersKeepTheirClass() {
    var all =
        Autodiff.valueGradAux((Tensor x) ->
                Tuple.of(
                    x.sum(),
                    Tuple.of(
                        io.vavr.collection.List.of(x, x.exp()),
                        new ArrayList<>(List.of(x, "text")),
                        new TreeMap<>(Map.of("b", x, "a", x.exp())))))
            .apply(X)
            .aux();
    assertEquals(io.vavr.collection.List.of(X, X.exp()), all._1);
    assertEquals(List.of(X, "text"), all._2);
    assertEquals(List.of("a", "b"), List.copyOf(all._3.keySet()));
    assertEquals(X.exp(), all._3.firstEntry().getValue());
  }

  @Test
  void anOuterTransformationStillFollowsThem() {
    var gradient =
        Autodiff.grad((Tensor x) ->
            Autodiff.valueGradAux((Tensor y) -> Tuple.of(y.sum(), y.pow(3))).apply(x).aux().sum());
    assertEquals(X.square().times(3), gradient.apply(X));
    var second =
        Autodiff.grad((Tensor x) ->
            Autodiff.valueGradAux((Tensor y) -> Tuple.of(y.pow(3).sum(), y))
                .apply(x)
                .gradient()
                .sum());
    assertEquals(X.times(6), second.apply(X));
  }

  @Test
  void ofAStructure() {
    var pair = Structure.pair(Structure.tensor(), Structure.tensor());
    var all =
        Autodiff.valueGradAux(pair, p -> Tuple.of(p._1.dot(p._2), p._1))
            .apply(Tuple.of(X, X.exp()));
    assertEquals(Tuple.of(X.exp(), X), all.gradient());
    assertEquals(X, all.aux());
  }

  @Test
  void aFunctionThatReturnsNothing() {
    var step = Autodiff.valueGradAux((Tensor _) -> (Tuple2<Tensor, String>) null);
    var e = assertThrows(IllegalArgumentException.class, () -> step.apply(X));
    Messages.startsWith(e, "valueGradAux", "null");
    var vector = Autodiff.valueGradAux((Tensor x) -> Tuple.of(x, "text"));
    var shape = assertThrows(IllegalArgumentException.class, () -> vector.apply(X));
    Messages.startsWith(shape, "valueGradAux", "rank 0", "(3)");
  }
}
