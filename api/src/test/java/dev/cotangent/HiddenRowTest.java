package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A row that a `where` does not choose has no derivative, whatever stands in it: as of attention
/// whose mask leaves a row nothing to look at.
class HiddenRowTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Tensor FIRST = Tensor.bools(Shape.of(2, 1), true, false);

  private static final Map<String, Function1<Tensor, Tensor>> BY_ROW =
      Map.ofEntries(
          Map.entry("softmax", x -> x.softmax(1)),
          Map.entry("logSoftmax", x -> x.logSoftmax(1)),
          Map.entry("logsumexp", x -> x.logsumexp(true, 1)),
          Map.entry("norm", x -> x.norm(2, true, 1)),
          Map.entry("std", x -> x.std(0, true, 1)),
          Map.entry("prod", x -> x.prod(true, 1)),
          Map.entry("max", x -> x.max(true, 1)),
          Map.entry("cumProd", x -> x.cumProd(1)),
          Map.entry("sort", x -> x.sort(1)),
          Map.entry("quotient", x -> x.exp().div(x.exp().sum(true, 1))));

  @TestFactory
  Stream<DynamicTest> whatIsHiddenStaysZero() {
    return BY_ROW.entrySet().stream()
        .flatMap(entry ->
            Stream.of(-INF, INF, Double.NaN)
                .map(bad ->
                    DynamicTest.dynamicTest(
                        entry.getKey() + " of " + bad, () -> check(entry.getValue(), bad))));
  }

  private static void check(Function1<Tensor, Tensor> f, double bad) {
    var x = Tensor.of(new double[][] {{1, 2}, {bad, bad}});
    Function1<Tensor, Tensor> hidden =
        y -> {
          var rows = f.apply(y);
          return Tensor.where(FIRST, rows, rows.zerosLike()).square().sum();
        };
    var gradient = Autodiff.grad(hidden).apply(x);
    assertEquals(Tensor.of(0, 0), gradient.get(1));
    var alone = Autodiff.grad((Tensor y) -> f.apply(y).square().sum());
    assertEquals(alone.apply(x.slice(0, 0, 1, 1)), gradient.slice(0, 0, 1, 1));
    var along = Tensor.of(new double[][] {{1, 0}, {0, 0}});
    assertEquals(gradient.get(0, 0).item(), Autodiff.jvp(hidden, x, along).tangent().item(), 1e-14);
    assertEquals(
        Tensor.of(0, 0), Autodiff.grad((Tensor y) -> f.apply(y).get(0, 0)).apply(x).get(1));
  }
}
