package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is not reached cannot be seen: an infinite or NaN derivative is annihilated by a cotangent
/// or tangent of zero, to the second order and in both modes. And second derivatives of smooth
/// functions at the points where their rules make a choice.
class TrapTest {
  /// Value, first and second derivative expected of a function at a point.
  private record Expected(
      Function1<Tensor, Tensor> f, double x, double value, double first, double second) {
    void check(String name) {
      assertEquals(value, f.apply(Tensor.scalar(x)).item(), 1e-13 * Math.abs(value), name);
      for (int bits = 0; bits < 4; bits++) {
        var modes = Modes.of(bits, 2);
        var derivative = modes.get(0).derivative(f);
        var message = name + " " + modes;
        assertEquals(first, derivative.apply(Tensor.scalar(x)).item(), 1e-12, message);
        assertEquals(second, modes.get(1).at(derivative, x).item(), 1e-12, message);
      }
    }
  }

  private static Stream<DynamicTest> tests(Map<String, Expected> points) {
    return new TreeMap<>(points)
        .entrySet().stream()
            .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> e.getValue().check(e.getKey())));
  }

  private static Tensor zeros(Tensor x) {
    return x.zerosLike();
  }

  @TestFactory
  Stream<DynamicTest> choicesHideTheOtherSide() {
    var traps =
        Map.ofEntries(
            Map.entry(
                "where(x > 0, sqrt(x), 0)",
                new Expected(x -> Tensor.where(x.gt(0), x.sqrt(), zeros(x)), 0, 0, 0, 0)),
            Map.entry(
                "where(x > 0, sqrt(x), 0) at 4",
                new Expected(x -> Tensor.where(x.gt(0), x.sqrt(), zeros(x)), 4, 2, 0.25, -1 / 32.)),
            Map.entry(
                "where(x != 0, 1 / x, 0)",
                new Expected(x -> Tensor.where(x.ne(0), x.reciprocal(), zeros(x)), 0, 0, 0, 0)),
            Map.entry(
                "where(x != 0, 1 / x, x)",
                new Expected(x -> Tensor.where(x.ne(0), x.onesLike().div(x), x), 0, 0, 1, 0)),
            Map.entry(
                "where(x < 1, e^x, x)",
                new Expected(x -> Tensor.where(x.lt(1), x.exp(), x), 1000, 1000, 1, 0)),
            Map.entry(
                "where(x < 1, e^(x x), x)",
                new Expected(x -> Tensor.where(x.lt(1), x.times(x).exp(), x), 1000, 1000, 1, 0)),
            Map.entry(
                "where(x > 0, log x, x^2)",
                new Expected(x -> Tensor.where(x.gt(0), x.log(), x.square()), 0, 0, 0, 2)),
            Map.entry(
                "where(x > 0, x log x, x^2)",
                new Expected(
                    x -> Tensor.where(x.gt(0), x.times(x.log()), x.square()), -1, 1, -2, 2)),
            Map.entry(
                "where(x > 0, x^1.5, -x)",
                new Expected(x -> Tensor.where(x.gt(0), x.pow(1.5), x.unaryMinus()), -2, 2, -1, 0)),
            Map.entry(
                "where(|x| < 1, asin x, x^3)",
                new Expected(x -> Tensor.where(x.abs().lt(1), x.asin(), x.pow(3)), 2, 8, 12, 12)));
    return tests(traps);
  }

  @TestFactory
  Stream<DynamicTest> smoothWhereTheRuleChooses() {
    var third = -Math.PI * Math.PI / 3;
    var points =
        Map.ofEntries(
            Map.entry("sinc at 0", new Expected(Tensor::sinc, 0, 1, 0, third)),
            Map.entry(
                "logaddexp(x, 0) at 0",
                new Expected(x -> x.logaddexp(zeros(x)), 0, Math.log(2), 0.5, 0.25)),
            Map.entry(
                "logaddexp(2 x, x) at 0",
                new Expected(x -> x.times(2).logaddexp(x), 0, Math.log(2), 1.5, 0.25)),
            Map.entry("softplus at 0", new Expected(Tensor::softplus, 0, Math.log(2), 0.5, 0.25)),
            Map.entry(
                "3^x at 0",
                new Expected(
                    x -> Tensor.scalar(3).pow(x), 0, 1, Math.log(3), Math.log(3) * Math.log(3))),
            // x^y along x = 2 + t, y = t: log at t = 0 is t log(2 + t), so f'' = log(2)^2 + 2 / 2
            Map.entry(
                "(2 + t)^t at 0",
                new Expected(
                    t -> t.plus(2).pow(t), 0, 1, Math.log(2), Math.log(2) * Math.log(2) + 1)),
            Map.entry(
                "std(1, 2, x) at 3",
                new Expected(
                    x -> Tensor.stack(0, zeros(x).plus(1), zeros(x).plus(2), x).std(),
                    3,
                    Math.sqrt(2 / 3.),
                    1 / (3 * Math.sqrt(2 / 3.)),
                    // s = v^(1/2), v' = 2/3, v'' = 4/9, v = 2/3
                    (4 / 9.) / (2 * Math.sqrt(2 / 3.))
                        - (4 / 9.) / (4 * (2 / 3.) * Math.sqrt(2 / 3.)))),
            Map.entry(
                "norm(x, 0) at 2",
                new Expected(x -> Tensor.stack(0, x, zeros(x)).norm(), 2, 2, 1, 0)),
            Map.entry(
                "norm_3(x, 1) at 0",
                new Expected(x -> Tensor.stack(0, x, x.onesLike()).norm(3), 0, 1, 0, 0)),
            Map.entry(
                "norm_4(x, 1) at 0",
                new Expected(x -> Tensor.stack(0, x, x.onesLike()).norm(4), 0, 1, 0, 0)),
            Map.entry(
                "norm_2(x, 1) at 0",
                new Expected(x -> Tensor.stack(0, x, x.onesLike()).norm(), 0, 1, 0, 1)),
            Map.entry("hypot(x, 1) at 0", new Expected(x -> x.hypot(x.onesLike()), 0, 1, 0, 1)),
            Map.entry(
                "gelu at 0", new Expected(Tensor::gelu, 0, 0, 0.5, 2 / Math.sqrt(2 * Math.PI))),
            Map.entry(
                "xlogy(x, 2 + x) at 0",
                new Expected(x -> x.xlogy(x.plus(2)), 0, 0, Math.log(2), 1)));
    return tests(points);
  }

  @Test
  void mixedPartialsOfPowersAgreeAtAnExponentOfZero() {
    // d2/dx dy x^y = x^(y-1) (1 + y log x) = 1 / x at y = 0
    var x = Tensor.scalar(4);
    var y = Tensor.scalar(0);
    var byX = Autodiff.grad((Tensor u, Tensor v) -> Autodiff.grad((Tensor a) -> a.pow(v)).apply(u));
    var byY = Autodiff.grad((Tensor u, Tensor v) -> Autodiff.grad((Tensor b) -> u.pow(b)).apply(v));
    assertEquals(0.25, byY.apply(x, y)._1.item(), 1e-15);
    assertEquals(0.25, byX.apply(x, y)._2.item(), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1})
  void entriesThatAreNotReachedStayZero(double bad) {
    var x = Tensor.of(bad, 4);
    var logs = Autodiff.vjp(Tensor::log, x).pullback().apply(Tensor.of(0, 1));
    assertEquals(Tensor.of(0, 0.25), logs);
    var roots = Autodiff.vjp(Tensor::sqrt, x).pullback().apply(Tensor.of(0, 1));
    assertEquals(Tensor.of(0, 0.25), roots);
    assertEquals(Tensor.of(0, 0.25), Autodiff.jvp(Tensor::log, x, Tensor.of(0, 1)).tangent());
    var sliced = Autodiff.grad(y -> y.sqrt().get(1)).apply(x);
    assertEquals(Tensor.of(0, 0.25), sliced);
    var twice = Autodiff.grad(z -> Autodiff.grad(y -> y.log().get(1)).apply(z).get(1)).apply(x);
    assertEquals(Tensor.of(0, -1 / 16.), twice);
  }
}
