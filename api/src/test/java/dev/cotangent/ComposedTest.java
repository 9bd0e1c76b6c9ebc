package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import io.vavr.Function2;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Batching together with both modes, in every order; reverse and forward alone are for
/// [NestingTest].
class ComposedTest {
  private static final Tensor XS = Tensor.of(new double[][] {{1, 2, 3}, {0.5, -1, 2}});
  private static final Tensor W = Tensor.of(0.3, -0.7, 1.1);

  private static Tensor loss(Tensor w, Tensor x) {
    return w.dot(x).tanh().square().plus(w.exp().prod());
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertTrue(actual.allClose(expected, 1e-12, 1e-12), () -> expected + "\nbut was " + actual);
  }

  private static Tensor each(Function1<Tensor, Tensor> f) {
    return Tensor.stack(0, f.apply(XS.get(0)), f.apply(XS.get(1)));
  }

  @Test
  void vmapOfGradIsAGradientPerSample() {
    Function1<Tensor, Tensor> perSample = x -> Autodiff.grad((Tensor w) -> loss(w, x)).apply(W);
    assertEquals(each(perSample), Autodiff.vmap(perSample).apply(XS));
  }

  @Test
  void gradOfVmapIsTheSumOfThem() {
    var ofAll =
        Autodiff.grad((Tensor w) -> Autodiff.vmap((Tensor x) -> loss(w, x)).apply(XS).sum());
    var sum = each(x -> Autodiff.grad((Tensor w) -> loss(w, x)).apply(W)).sum(0);
    assertClose(sum, ofAll.apply(W));
  }

  /// One step of descent per task, then the gradient of what that leads to by the start: (I - a
  /// H)^T grad at the new point, for each task.
  @Test
  void gradOfAVmappedGradAsInMetaLearning() {
    double rate = 0.1;
    var meta =
        Autodiff.grad((Tensor w) ->
            Autodiff.vmap(
                    (Tensor x) -> {
                      var step = Autodiff.grad((Tensor v) -> loss(v, x)).apply(w).times(rate);
                      return loss(w.minus(step), x);
                    })
                .apply(XS)
                .sum());
    var expected =
        each(
                x -> {
                  Function1<Tensor, Tensor> task = v -> loss(v, x);
                  var moved = W.minus(Autodiff.grad(task).apply(W).times(rate));
                  var after = Autodiff.grad(task).apply(moved);
                  return after.minus(Autodiff.hvp(task).apply(W, after).times(rate));
                })
            .sum(0);
    assertClose(expected, meta.apply(W));
  }

  @Test
  void hessiansAndJacobiansPerSample() {
    Function1<Tensor, Tensor> f = x -> loss(W, x);
    assertClose(each(Autodiff.hessian(f)), Autodiff.vmap(Autodiff.hessian(f)).apply(XS));
    Function1<Tensor, Tensor> g = x -> x.times(x.sum()).sin();
    assertClose(each(Autodiff.jacobian(g)), Autodiff.vmap(Autodiff.jacobian(g)).apply(XS));
    assertClose(
        each(Autodiff.jacobianForward(g)), Autodiff.vmap(Autodiff.jacobianForward(g)).apply(XS));
    Function2<Tensor, Tensor, Tensor> hvp = Autodiff.hvp(f);
    assertClose(each(x -> hvp.apply(x, W)), Autodiff.vmap((Tensor x) -> hvp.apply(x, W)).apply(XS));
    Function1<Tensor, Tensor> pushed = x -> Autodiff.linearize(g, x).pushforward().apply(W);
    assertClose(each(pushed), Autodiff.vmap(pushed).apply(XS));
  }

  @Test
  void theHessianOfAMappedFunctionIsDiagonalByBlocks() {
    Function1<Tensor, Tensor> f = x -> loss(W, x);
    var whole = Autodiff.hessian((Tensor xs) -> Autodiff.vmap(f).apply(xs).sum()).apply(XS);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        var block = whole.slice(0, i, i + 1, 1).slice(2, j, j + 1, 1).reshape(3, 3);
        assertClose(i == j ? Autodiff.hessian(f).apply(XS.get(i)) : Tensor.zeros(3, 3), block);
      }
    }
  }

  static List<List<Modes>> twoDeep() {
    return NestingTest.twoDeep().toList();
  }

  /// d/dx of x d/dy (x + y), with each of the two derivatives mapped or not.
  @ParameterizedTest
  @MethodSource("twoDeep")
  void noConfusionUnderVmap(List<Modes> modes) {
    var in = modes.get(0);
    var out = modes.get(1);
    var points = Tensor.of(1, 2, 5);
    Function1<Tensor, Tensor> sum = x -> x.times(in.derivative((Tensor y) -> x.plus(y)).apply(x));
    assertEquals(Tensor.ones(3), Autodiff.vmap(out.derivative(sum)).apply(points));
    Function1<Tensor, Tensor> mappedInside =
        x -> x.times(Autodiff.vmap(in.derivative((Tensor y) -> x.times(y))).apply(points).sum());
    // x (3 x), at 2: 12
    assertEquals(12, out.at(mappedInside, 2).item());
    // a perturbation that is the same for all positions, and one that is not
    Function1<Tensor, Tensor> both =
        x ->
            Autodiff.vmap((Tensor y) ->
                    in.derivative((Tensor z) -> x.times(y).times(z.square())).apply(y))
                .apply(points)
                .sum();
    // sum of 2 x y^2: 2 (1 + 4 + 25)
    assertEquals(60, out.at(both, 3).item(), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("twoDeep")
  void mappedFunctionsThatIgnoreTheirArgument(List<Modes> modes) {
    var in = modes.get(0);
    var out = modes.get(1);
    var points = Tensor.of(1, 2, 5);
    Function1<Tensor, Tensor> outer =
        x -> Autodiff.vmap(in.derivative((Tensor _) -> x)).apply(points).sum().plus(x);
    assertEquals(1, out.at(outer, 3).item());
    Function1<Tensor, Tensor> constant =
        x -> Autodiff.vmap((Tensor _) -> Tensor.scalar(7)).apply(points).sum().times(x);
    assertEquals(21, out.at(constant, 3).item());
    Function1<Tensor, Tensor> ofTheOuter = x -> Autodiff.vmap((Tensor _) -> x).apply(points).sum();
    assertEquals(3, out.at(ofTheOuter, 3).item());
    assertEquals(
        Tensor.zeros(3),
        Autodiff.vmap(out.derivative((Tensor _) -> Tensor.scalar(7))).apply(points));
  }

  @Test
  void aPullbackIsMappedOverItsCotangents() {
    var recording = Autodiff.vjp((Tensor x) -> x.times(x.sum()), W);
    var cotangents = Tensor.eye(3);
    var rows =
        Tensor.stack(
            0,
            recording.pullback().apply(cotangents.get(0)),
            recording.pullback().apply(cotangents.get(1)),
            recording.pullback().apply(cotangents.get(2)));
    assertEquals(rows, Autodiff.vmap(recording.pullback()).apply(cotangents));
    // and differentiated, by the cotangent, on the way
    var slope = Autodiff.grad((Tensor ct) -> Autodiff.vmap(recording.pullback()).apply(ct).sum());
    assertClose(
        Autodiff.jacobianForward((Tensor x) -> x.times(x.sum())).apply(W).matmul(Tensor.ones(3)),
        slope.apply(cotangents).get(0));
  }

  @Test
  void jvpOfACheckpoint() {
    Function1<Tensor, Tensor> f = x -> x.sin().times(x);
    var plain = Autodiff.jvp(f, W, XS.get(0));
    var checked = Autodiff.jvp(Autodiff.checkpoint(f), W, XS.get(0));
    assertEquals(plain, checked);
    var gradient = Autodiff.grad((Tensor x) -> Autodiff.checkpoint(f).apply(x).sum());
    var second = Autodiff.jvp(gradient, W, XS.get(0)).tangent();
    assertClose(Autodiff.hvp(f.andThen(y -> y.sum())).apply(W, XS.get(0)), second);
  }
}
