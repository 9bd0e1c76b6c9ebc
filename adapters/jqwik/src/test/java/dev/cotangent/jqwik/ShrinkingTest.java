package dev.cotangent.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import io.vavr.Tuple2;
import io.vavr.collection.Array;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What jqwik is left with once it has shrunk what failed.
class ShrinkingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          large                | Tensor.scalar(6.0)
          anAxisOfThree        | Tensor.of(0.0, 0.0, 0.0)
          twoElements          | Tensor.of(1.0, 1.0)
          negative             | Tensor.scalar(-3.0)
          betweenWholeNumbers  | Tensor.scalar(0.5)
          withinItsRange       | Tensor.scalar(2.5)
          offItsKinks          | Tensor.scalar(2.0)
          onItsKinks           | Tensor.scalar(7.0)
          notANumber           | Tensor.scalar(Double.NaN)
          singlePrecision      | Tensor.floats(Shape.of(), 6.0f)
          aFractionOfIt        | Tensor.floats(Shape.of(), 0.2f)
          onAKinkOfIt          | Tensor.floats(Shape.of(), 0.1f)
          wholeNumbers         | Tensor.ints(Shape.of(), 3)
          emptyTensors         | Tensor.of(Shape.of(0))
          pairs                | Tuple.of(Tensor.scalar(0.0), Tensor.scalar(4.0))
          records              | new Point(Tensor.of(0.0, 2.0), Tensor.scalar(0.0))
          matrices             | Tensor.of(Shape.of(2, 2), 1.0, 0.0, 0.0, 1.0)
          permutations         | Tensor.ints(1, 0, 2)
          """)
  void theSmallestIsFound(String property, String expected) {
    assertEquals(expected, Runs.failure(Failing.class, property).getMessage());
  }

  @ParameterizedTest
  @CsvSource("programs")
  void programsLoseTheirSteps(String property) {
    var message = String.valueOf(Runs.failure(Failing.class, property).getMessage());
    assertTrue(message.matches("%0 = input\\n%1 = GELU\\(%0, %0\\) choice 0"), message);
  }

  /// Not a test of its own: all of these fail.
  static class Failing {
    record Point(@TensorOf(shape = 2) Tensor at, Tensor mass) {}

    private static void fail(Object value) {
      throw new AssertionError(Source.of(value));
    }

    private static boolean any(Tensor x, double above) {
      return x.gt(above).any().toBooleanArray()[0];
    }

    @Property
    void large(@ForAll Tensor x) {
      if (any(x, 5)) fail(x);
    }

    @Property
    void anAxisOfThree(@ForAll Tensor x) {
      if (Array.ofAll(x.shape().toArray()).contains(3)) fail(x);
    }

    @Property
    void twoElements(@ForAll Tensor x) {
      if (x.gt(0.5).toDType(DType.INT32).sum().item() >= 2) fail(x);
    }

    @Property
    void negative(@ForAll Tensor x) {
      if (any(x.unaryMinus(), 2)) fail(x);
    }

    @Property
    void betweenWholeNumbers(@ForAll Tensor x) {
      if (any(x.minus(x.floor()), 0.4)) fail(x);
    }

    @Property
    void withinItsRange(@ForAll @TensorOf(min = 2.5, max = 2.9) Tensor x) {
      if (x.size() > 0) fail(x);
    }

    @Property
    void offItsKinks(
        @ForAll
            @TensorOf(
                kinks = {0, 1},
                distance = 0.9,
                min = 0)
            Tensor x) {
      if (x.size() > 0) fail(x);
    }

    @Property
    void onItsKinks(@ForAll @TensorOf(kinks = 7, onKinks = true) Tensor x) {
      if (x.eq(7).any().toBooleanArray()[0]) fail(x);
    }

    @Property
    void notANumber(@ForAll @TensorOf(specials = {Special.NAN, Special.INFINITY}) Tensor x) {
      if (x.isNaN().any().toBooleanArray()[0]) fail(x);
    }

    @Property
    void singlePrecision(@ForAll @TensorOf(dtype = DType.FLOAT32) Tensor x) {
      if (any(x, 5)) fail(x);
    }

    @Property
    void aFractionOfIt(@ForAll @TensorOf(dtype = DType.FLOAT32, min = 0.15, max = 0.45) Tensor x) {
      fail(x);
    }

    @Property
    void onAKinkOfIt(
        @ForAll @TensorOf(dtype = DType.FLOAT32, kinks = 0.1, onKinks = true) Tensor x) {
      if (x.eq(Tensor.floats(0.1f)).any().toBooleanArray()[0]) fail(x);
    }

    @Property
    void wholeNumbers(@ForAll @TensorOf(dtype = DType.INT32) Tensor x) {
      if (any(x, 2)) fail(x);
    }

    @Property
    void emptyTensors(@ForAll @TensorOf(minDim = 0) Tensor x) {
      if (x.size() == 0) fail(x);
    }

    @Property
    void pairs(@ForAll Tuple2<Tensor, Tensor> pair) {
      if (any(pair._2, 3)) fail(pair);
    }

    @Property
    void records(@ForAll Point point) {
      if (point.at.get(1).item() > 1) fail(point);
    }

    @Provide
    Arbitrary<Tensor> conditioned() {
      return Matrices.wellConditioned(4, 10);
    }

    @Property
    void matrices(@ForAll("conditioned") Tensor a) {
      if (a.size() > 1) fail(a);
    }

    @Provide
    Arbitrary<Tensor> orders() {
      return Tensors.permutations(3);
    }

    @Property
    void permutations(@ForAll("orders") Tensor p) {
      if (p.get(0).item() == 1) fail(p);
    }

    @Property
    void programs(@ForAll Program program) {
      if (program.toString().contains("GELU")) throw new AssertionError(program.toString());
    }
  }
}
