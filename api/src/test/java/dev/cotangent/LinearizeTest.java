package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import io.vavr.Tuple;
import org.junit.jupiter.api.Test;

/// One run of a function, many pushforwards.
class LinearizeTest {
  private static final Tensor X = Tensor.of(1, 2, 3);

  @Test
  void theFunctionRunsOnceAndTheTangentsAreThoseOfForwardMode() {
    int[] runs = {0};
    Function1<Tensor, Tensor> f =
        x -> {
          runs[0]++;
          return Tensor.stack(0, x.sin().times(x.sum()), x.prod().times(x).exp());
        };
    var linearized = Autodiff.linearize(f, X);
    var tangents = Tensor.of(new double[][] {{1, 0, 0}, {0.5, -2, 0}, {1e-3, 1, 1e3}, {0, 0, 0}});
    var pushed = new Tensor[4];
    for (int k = 0; k < 4; k++) pushed[k] = linearized.pushforward().apply(tangents.get(k));
    assertEquals(1, runs[0]);
    assertEquals(f.apply(X), linearized.value());
    for (int k = 0; k < 4; k++) {
      var expected = Autodiff.jvp(f, X, tangents.get(k)).tangent();
      assertTrue(pushed[k].allClose(expected, 1e-13, 0), () -> "expected " + expected);
    }
  }

  /// d/dx (x^2)' dx = 2 x dx, and its derivative in x is 2 dx.
  @Test
  void whatSurroundsItSeesBothThePointAndTheTangent() {
    Function1<Tensor, Tensor> ofPoint =
        x -> Autodiff.linearize(Tensor::square, x).pushforward().apply(Tensor.scalar(5));
    Function1<Tensor, Tensor> ofTangent =
        dx -> Autodiff.linearize(Tensor::square, Tensor.scalar(3)).pushforward().apply(dx);
    for (var mode : Modes.values()) {
      assertEquals(10, mode.at(ofPoint, 3).item());
      assertEquals(6, mode.at(ofTangent, 7).item());
    }
  }

  @Test
  void thePushforwardBatches() {
    var push = Autodiff.linearize((Tensor x) -> x.square(), X).pushforward();
    assertEquals(Tensor.eye(3).times(X.times(2)), Autodiff.vmap(push).apply(Tensor.eye(3)));
  }

  @Test
  void ofAStructure() {
    var pair = Structure.pair(Structure.tensor(), Structure.tensor());
    var push =
        Autodiff.linearize(pair, p -> p._1.times(p._2), Tuple.of(X, Tensor.scalar(2)))
            .pushforward();
    assertEquals(
        Tensor.of(12, 24, 36).plus(Tensor.of(2, 0, 0)),
        push.apply(Tuple.of(Tensor.of(1, 0, 0), Tensor.scalar(12))));
  }

  @Test
  void aConstantHasNoTangent() {
    var linearized = Autodiff.linearize(_ -> Tensor.of(1, 2), X);
    assertEquals(Tensor.of(1, 2), linearized.value());
    assertEquals(Tensor.zeros(2), linearized.pushforward().apply(X));
  }

  @Test
  void aTangentOfAnotherShapeOrTypeIsRefused() {
    var push = Autodiff.linearize(Tensor::sin, X).pushforward();
    for (var bad : new Tensor[] {Tensor.of(1, 2), Tensor.floats(1, 2, 3)}) {
      var e = assertThrows(IllegalArgumentException.class, () -> push.apply(bad));
      Messages.startsWith(e, "linearize", "tangent", "FLOAT64 (3)");
    }
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Autodiff.linearize((Tensor x) -> x.gt(0), X));
    Messages.startsWith(e, "linearize", "BOOL");
  }
}
