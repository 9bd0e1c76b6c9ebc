package dev.cotangent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Autodiff;
import dev.cotangent.Linearized;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.collection.Array;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The library as a plain Java project calls it.
class JavaCallsTest {
  private static final Tensor ONE = Tensor.scalar(1);
  private static final Tensor TWO = Tensor.scalar(2);
  private static final Tensor THREE = Tensor.scalar(3);

  record Layer(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
      return weight.times(x).plus(bias);
    }
  }

  record Net(List<Layer> layers, Map<String, Tensor> scales, String name) {
    Tensor apply(Tensor x) {
      var y = x;
      for (var layer : layers) y = layer.apply(y);
      return y.times(scales.getOrDefault("out", ONE));
    }
  }

  private static Tensor square(Tensor x) {
    return x.times(x);
  }

  private static Tensor product(Tensor x, Tensor y) {
    return x.times(y);
  }

  @Test
  void lambdasOfOneToFiveArguments() {
    assertEquals(6, Autodiff.grad(x -> x.times(x)).apply(THREE).item());
    assertEquals(Tuple.of(THREE, TWO), Autodiff.grad((x, y) -> x.times(y)).apply(TWO, THREE));
    assertEquals(
        Tuple.of(THREE, TWO, ONE),
        Autodiff.grad((x, y, z) -> x.times(y).plus(z)).apply(TWO, THREE, TWO));
    assertEquals(
        Tuple.of(THREE, TWO, ONE, ONE.unaryMinus()),
        Autodiff.grad((x, y, z, u) -> x.times(y).plus(z).minus(u)).apply(TWO, THREE, TWO, TWO));
    assertEquals(
        Tuple.of(THREE, TWO, ONE, ONE.unaryMinus(), TWO),
        Autodiff.grad((x, y, z, u, v) -> x.times(y).plus(z).minus(u).plus(v.times(2)))
            .apply(TWO, THREE, TWO, TWO, TWO));
  }

  @Test
  void theOtherTransformationsTakeAsMany() {
    assertEquals(6, Autodiff.valueAndGrad((x, y) -> x.times(y)).apply(TWO, THREE).value().item());
    var recording = Autodiff.vjp((x, y, z) -> x.times(y).plus(z), TWO, THREE, TWO);
    assertEquals(Tuple.of(THREE, TWO, ONE), recording.pullback().apply(ONE));
    var four = Tuple.of(TWO, TWO, TWO, TWO);
    Linearized pushed = Autodiff.jvp((x, y, z, u) -> x.plus(y).plus(z).plus(u), four, four);
    assertEquals(8, pushed.tangent().item());
    var v = Tensor.of(1, 2);
    assertEquals(
        Tensor.of(5, 10),
        Autodiff.vmap((a, b, c, d, e) -> a.plus(b).plus(c).plus(d).plus(e)).apply(v, v, v, v, v));
  }

  @Test
  void methodReferences() {
    assertEquals(1, Autodiff.grad(Tensor::sin).apply(Tensor.scalar(0)).item());
    assertEquals(4, Autodiff.grad(JavaCallsTest::square).apply(TWO).item());
    assertEquals(Tuple.of(THREE, TWO), Autodiff.grad(JavaCallsTest::product).apply(TWO, THREE));
    assertEquals(THREE, Autodiff.grad(THREE::times).apply(TWO));
    Function1<Tensor, Tensor> sum = Tensor::sum;
    assertEquals(Tensor.of(1, 1), Autodiff.grad(sum).apply(Tensor.of(2, 3)));
  }

  @Test
  void functionsOfTheJdkAndOfVavr() {
    Function<Tensor, Tensor> square = x -> x.times(x);
    assertEquals(4, Autodiff.grad(square::apply).apply(TWO).item());
    Function2<Tensor, Tensor, Tensor> power = Tensor::pow;
    assertEquals(12, Autodiff.grad(power.reversed().apply(THREE)).apply(TWO).item());
    assertEquals(12, Autodiff.grad(Autodiff.grad(x -> x.pow(3))).apply(TWO).item());
    var composed = Autodiff.grad(Tensor::square).andThen(Tensor::exp).compose(Tensor::cos);
    assertEquals(Math.exp(2), composed.apply(Tensor.scalar(0)).item(), 1e-12);
  }

  @Test
  void recordsListsAndMaps() {
    var layer = new Layer(TWO, ONE);
    var net = new Net(List.of(layer, layer), Map.of("out", THREE), "net");
    var gradient = Autodiff.grad(Net.class, n -> n.apply(TWO)).apply(net);
    // 3 (2 (2 x + 1) + 1) at x = 2
    assertEquals(
        List.of(
            new Layer(Tensor.scalar(12), Tensor.scalar(6)), new Layer(Tensor.scalar(15), THREE)),
        gradient.layers());
    assertEquals(Map.of("out", Tensor.scalar(11)), gradient.scales());
    assertEquals("net", gradient.name());
    var ofList = Autodiff.grad(Structure.list(Structure.tensor()), p -> p.get(0).times(p.get(1)));
    assertEquals(List.of(THREE, TWO), ofList.apply(List.of(TWO, THREE)));
  }

  @Test
  void streams() {
    var gradient = Autodiff.grad(x -> x.sin().times(x).sum());
    var points = IntStream.range(0, 64).mapToObj(k -> Tensor.arange(0, k + 1, 1)).toList();
    var expected = points.stream().map(gradient).toList();
    assertEquals(expected, points.parallelStream().map(gradient).toList());
    var descent =
        Stream.iterate(TWO, w -> w.minus(Autodiff.grad(Tensor::square).apply(w).times(0.25)));
    assertTrue(descent.skip(40).findFirst().orElseThrow().item() < 1e-11);
    assertEquals(
        Tensor.of(2, 4), Array.of(1, 2).map(k -> k * 2.0).transform(JavaCallsTest::vector));
  }

  private static Tensor vector(Array<Double> values) {
    return Tensor.of(values.toJavaStream().mapToDouble(x -> x).toArray());
  }
}
