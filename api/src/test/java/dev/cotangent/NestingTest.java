package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives of derivatives, against closed forms, and Siskind and Pearlmutter's perturbation
/// confusion ("Nesting forward-mode AD in a functional framework", 2008).
class NestingTest {
  private static final double[] W = {0.3, -1.2, 2.0, 0.7};

  /// A function of a number, and its third derivative in closed form.
  private record Case(Function1<Tensor, Tensor> f, Function1<Double, Double> third) {}

  private static Map<String, Case> cases() {
    return Map.ofEntries(
        Map.entry(
            "x^3 sin x",
            new Case(
                x -> x.pow(3).times(x.sin()),
                x ->
                    6 * Math.sin(x)
                        + 18 * x * Math.cos(x)
                        - 9 * x * x * Math.sin(x)
                        - x * x * x * Math.cos(x))),
        Map.entry("e^2x", new Case(x -> x.times(2).exp(), x -> 8 * Math.exp(2 * x))),
        Map.entry("x^5", new Case(x -> x.pow(5), x -> 60 * x * x)),
        Map.entry("x x x", new Case(x -> x.times(x).times(x), _ -> 6.0)),
        Map.entry("1 / x", new Case(Tensor::reciprocal, x -> -6 / Math.pow(x, 4))),
        Map.entry("log x", new Case(Tensor::log, x -> 2 / (x * x * x))),
        Map.entry("sqrt x", new Case(Tensor::sqrt, x -> 0.375 * Math.pow(x, -2.5))),
        Map.entry("1 / sqrt x", new Case(Tensor::rsqrt, x -> -1.875 * Math.pow(x, -3.5))),
        Map.entry(
            "x^x",
            new Case(
                x -> x.pow(x),
                x -> {
                  double l = Math.log(x) + 1;
                  return Math.pow(x, x) * (l * l * l + 3 * l / x - 1 / (x * x));
                })),
        Map.entry(
            "product of (t w)",
            new Case(t -> t.times(Tensor.of(W)).prod(), t -> 24 * t * 0.3 * -1.2 * 2.0 * 0.7)),
        Map.entry(
            "(t A) (t B) (t c)",
            new Case(
                t -> {
                  var a = Tensor.of(new double[][] {{1, 2}, {3, 4}}).times(t);
                  var b = Tensor.of(new double[][] {{0, 1}, {-1, 2}}).times(t);
                  return a.matmul(b).matmul(Tensor.of(5, 6).times(t)).sum();
                },
                // A B = [[-2, 5], [-4, 11]], times c = [20, 46]
                _ -> 6.0 * 66)),
        Map.entry(
            "logsumexp(t w)", new Case(t -> t.times(Tensor.of(W)).logsumexp(), NestingTest::skew)));
  }

  /// The third central moment of W under the weights softmax(t w).
  private static double skew(double t) {
    double sum = 0;
    double mean = 0;
    double third = 0;
    for (double w : W) sum += Math.exp(t * w);
    for (double w : W) mean += w * Math.exp(t * w) / sum;
    for (double w : W) third += Math.pow(w - mean, 3) * Math.exp(t * w) / sum;
    return third;
  }

  static Stream<Arguments> threeDeep() {
    return cases().keySet().stream()
        .sorted()
        .flatMap(
            name -> IntStream.range(0, 8).mapToObj(bits -> Arguments.of(name, Modes.of(bits, 3))));
  }

  @ParameterizedTest
  @MethodSource("threeDeep")
  void thirdDerivativesInEveryOrderOfModes(String name, List<Modes> modes) {
    var c = cases().get(name);
    if (c == null) throw new AssertionError(name);
    var third = c.f;
    for (var mode : modes) third = mode.derivative(third);
    for (double x : new double[] {0.7, 1.9}) {
      double expected = c.third.apply(x);
      double got = third.apply(Tensor.scalar(x)).item();
      assertEquals(expected, got, 1e-11 * Math.max(1, Math.abs(expected)));
    }
  }

  static Stream<List<Modes>> twoDeep() {
    return IntStream.range(0, 4).mapToObj(bits -> Modes.of(bits, 2));
  }

  private static double at(Function1<Tensor, Tensor> f, double x) {
    return f.apply(Tensor.scalar(x)).item();
  }

  @ParameterizedTest
  @MethodSource("twoDeep")
  void theClassicConfusion(List<Modes> modes) {
    Modes in = modes.get(0);
    Modes out = modes.get(1);
    // d/dx (x d/dy (x + y)) = 1, not 2
    assertEquals(1, at(out.derivative(x -> x.times(in.at(y -> x.plus(y), 1))), 1));
    // d/dx (x d/dy (x y)) at y = 2: d/dx x^2
    assertEquals(6, at(out.derivative(x -> x.times(in.at(y -> x.times(y), 2))), 3));
    // the inner function evaluated at the outer variable: d/dx (x d/dy (x y^2) at y = x) = 6 x^2
    assertEquals(
        54, at(out.derivative(x -> x.times(in.derivative(y -> x.times(y).times(y)).apply(x))), 3));
  }

  @ParameterizedTest
  @MethodSource("twoDeep")
  void anInnerFunctionThatIgnoresItsArgument(List<Modes> modes) {
    Modes in = modes.get(0);
    Modes out = modes.get(1);
    assertEquals(0, at(out.derivative(x -> x.times(in.at(_ -> x, 5))), 3));
    assertEquals(0, at(out.derivative(x -> x.times(in.at(_ -> x.times(x), 5))), 3));
    assertEquals(1, at(out.derivative(x -> x.plus(in.at(_ -> Tensor.scalar(7), 5))), 3));
    assertEquals(0, at(out.derivative(_ -> in.at(y -> y.square(), 5)), 3));
  }

  @ParameterizedTest
  @MethodSource("twoDeep")
  void closuresOverVariablesOfSeveralLevels(List<Modes> modes) {
    Modes in = modes.get(0);
    Modes out = modes.get(1);
    // d/dx at 2 of d/dy at 3 of d/dz at 5 of x^2 y^3 z^4 + x y z
    var mixed =
        out.derivative(x ->
            in.at(
                y ->
                    out.at(
                        z -> x.square().times(y.pow(3)).times(z.pow(4)).plus(x.times(y).times(z)),
                        5),
                3));
    assertEquals(2 * 2 * 3 * 9 * 4 * 125 + 1, at(mixed, 2), 1e-8);
    // the derivative at one level used as a number at the next
    var chained =
        out.derivative(x -> {
          var slope = in.at(y -> x.times(y).sin(), 0.0); // x cos(0) = x
          return in.derivative(z -> slope.times(z).times(z).times(x)).apply(slope); // 2 x^3
        });
    assertEquals(24, at(chained, 2), 1e-12);
  }

  @Test
  void tangentsAndCotangentsMayDependOnOuterVariables() {
    var x = Tensor.scalar(4);
    var square = (Function1<Tensor, Tensor>) y -> y.square();
    for (var mode : Modes.values()) {
      var ofTangent =
          mode.derivative(t -> Autodiff.jvp(square, Tensor.scalar(3), t.times(t)).tangent());
      assertEquals(48, ofTangent.apply(x).item());
      var recorded = Autodiff.vjp(square, Tensor.scalar(3));
      assertEquals(6, mode.derivative(t -> recorded.pullback().apply(t)).apply(x).item());
      var ofBoth =
          mode.derivative(t -> Autodiff.vjp(y -> y.pow(3), t).pullback().apply(t)); // 3 t^3
      assertEquals(144, ofBoth.apply(x).item(), 1e-12);
    }
  }

  @Test
  void hessianVectorProductsOfAQuadraticForm() {
    var a = Tensor.of(new double[][] {{2, 1, 0}, {1, 3, -1}, {0, -1, 4}});
    Function1<Tensor, Tensor> f = x -> x.matmul(a).matmul(x).times(0.5).plus(x.pow(4).sum());
    var x = Tensor.of(1, -2, 0.5);
    var v = Tensor.of(3, 1, -1);
    // A v + 12 x^2 v
    var expected = Tensor.of(2 * 3 + 1 + 36, 3 + 3 + 1 + 48, -1 - 4 - 3);
    var forwardOverReverse = Autodiff.jvp(Autodiff.grad(f), x, v).tangent();
    var reverseOverForward = Autodiff.grad(y -> Autodiff.jvp(f, y, v).tangent()).apply(x);
    var reverseOverReverse = Autodiff.grad(y -> Autodiff.grad(f).apply(y).dot(v)).apply(x);
    for (var got : List.of(forwardOverReverse, reverseOverForward, reverseOverReverse)) {
      assertEquals(true, got.allClose(expected, 1e-12, 0), got::toString);
    }
  }

  @Test
  void mixedPartialsOfTwoArguments() {
    // d/dx (df/dy) of x^2 y^3 = 6 x y^2
    var partial =
        Autodiff.grad((Tensor x, Tensor y) ->
            Autodiff.grad((Tensor u, Tensor v) -> u.square().times(v.pow(3))).apply(x, y)._2);
    assertEquals(
        Tuple.of(6.0 * 2 * 9, 6.0 * 4 * 3),
        partial.apply(Tensor.scalar(2), Tensor.scalar(3)).map(Tensor::item, Tensor::item));
  }

  @Test
  void stopGradientMakesAConstantAtEveryLevel() {
    for (var modes : twoDeep().toList()) {
      Function1<Tensor, Tensor> cut = x -> x.times(x.stopGradient()); // x c
      assertEquals(9, cut.apply(Tensor.scalar(3)).item());
      assertEquals(3, at(modes.get(0).derivative(cut), 3));
      assertEquals(0, at(modes.get(1).derivative(modes.get(0).derivative(cut)), 3));
      // d/dx of d/dy (y x c) at y = 5, where c is x cut inside
      var inner = modes.get(0);
      var mixed =
          modes.get(1).derivative(x -> inner.at(y -> y.times(x).times(x.stopGradient()), 5));
      assertEquals(3, at(mixed, 3));
    }
  }

  @Test
  void controlFlowOnValues() {
    Function1<Tensor, Tensor> power =
        x -> {
          var y = x;
          while (y.item() < 100) y = y.times(x);
          return y;
        };
    for (var modes : twoDeep().toList()) {
      // 3^5 = 243 is the first power beyond 100: second derivative 20 x^3
      var second = modes.get(1).derivative(modes.get(0).derivative(power));
      assertEquals(540, at(second, 3), 1e-9);
    }
  }
}
