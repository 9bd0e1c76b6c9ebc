package dev.cotangent.jqwik;

import static dev.cotangent.Autodiff.customVjp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The annotation: what methods it takes, and what it says of those that are wrong.
class DifferentiableTest {
  record Layer(@TensorOf(shape = {2, 3}) Tensor weight, @TensorOf(shape = 3) Tensor bias) {}

  @Differentiable
  Tensor aTensor(@ForAll @TensorOf(maxRank = 2) Tensor x) {
    return x.sigmoid();
  }

  @Differentiable
  Tensor aRecordAndATensor(@ForAll Layer layer, @ForAll @TensorOf(shape = 2) Tensor x) {
    return x.matmul(layer.weight).plus(layer.bias).tanh();
  }

  @Differentiable
  Tensor tensorsThatBroadcast(@ForAll @Broadcasting Tuple2<Tensor, Tensor> pair) {
    return pair._1.times(pair._2.sin());
  }

  @Differentiable
  Tensor listsNumbersAndIndices(
      @ForAll List<@TensorOf(rank = 1) Tensor> parts,
      @ForAll @IntRange(min = 1, max = 3) int factor,
      @ForAll @TensorOf(dtype = DType.INT32, rank = 1, min = 0, max = 0) Tensor index) {
    Assume.that(!parts.isEmpty());
    return parts.getFirst().take(index, 0).times(factor).exp();
  }

  @Differentiable(without = Law.SECOND_DIFFERENCES)
  Tensor toTheFirstOrder(@ForAll Tensor x) {
    return customVjp(Tensor::sin, (at, _) -> ct -> ct.times(at.stopGradient().cos())).apply(x);
  }

  @Differentiable(only = {Law.VALUE, Law.TRANSPOSE})
  Tensor straightThrough(@ForAll Tensor x) {
    return customVjp(Tensor::round, (_, _) -> ct -> ct).apply(x);
  }

  @Differentiable(
      only = {Law.TRANSPOSE, Law.FINITE_DIFFERENCES},
      without = Law.FINITE_DIFFERENCES)
  Tensor onlySomeAndWithoutOneOfThem(@ForAll Tensor x) {
    return customVjp(Tensor::round, (_, _) -> ct -> ct).apply(x);
  }

  @Differentiable(tolerance = 1e-4)
  Tensor rough(@ForAll Tensor x) {
    return customVjp(Tensor::sin, (at, _) -> ct -> ct.times(at.cos()).times(1 + 1e-5)).apply(x);
  }

  @Differentiable
  @Property(tries = 5, seed = "42")
  Tensor anyPropertyBesides(@ForAll Tensor x) {
    return x.exp();
  }

  @Test
  void aFailureNamesItsArgumentsAndTheSeed() {
    var error = failure("notTransposed");
    assertEquals(Law.FINITE_DIFFERENCES, error.law());
    var message = error.getMessage();
    assertTrue(
        message.contains(
            "  at:         layer = new Layer(Tensor.of(Shape.of(2, 3), 0.0, 0.0, 0.0, 0.0, 0.0,"
                + " 0.0), Tensor.of(0.0, 0.0, 0.0))\n              x = Tensor.of("),
        message);
    assertTrue(
        message.contains("  seed:       11, to replay with @Property(seed = \"11\")"), message);
  }

  /// The same arguments come again with as many tries alone: jqwik decides by their number how
  /// often it draws the simple ones.
  @Test
  void whatIsToldReplaysTheFailure() {
    var told = failure("ofUsualTries").getMessage();
    assertTrue(told.contains(", to replay with @Property(tries = 200, seed = "), told);
    var first = drawn("simpleOnes");
    assertEquals(first, drawn("simpleOnesAgain"));
    assertNotEquals(first, drawn("simpleOnesInMoreTries"));
  }

  private static List<List<Object>> drawn(String property) {
    Failing.DRAWN.clear();
    var message = failure(property).getMessage();
    assertTrue(message.contains("seed = \"14\")"), message);
    return List.copyOf(Failing.DRAWN);
  }

  @Test
  void aSeedIsToldOfPlainPropertiesToo() {
    assertTrue(failure("plain").getMessage().contains("  seed:       12, to replay"));
  }

  @Test
  void shrinkingStaysWithTheLaw() {
    var error = failure("wrongTwice");
    assertEquals(Law.FINITE_DIFFERENCES, error.law());
    assertTrue(error.getMessage().contains("x = Tensor.scalar(4.0)"), error::getMessage);
  }

  @Test
  void asStrictAsAsked() {
    assertEquals("d f / d x", failure("smooth").entry());
  }

  @Test
  void aMethodMustReturnATensor() {
    var e = assertInstanceOf(IllegalArgumentException.class, Runs.failure(Failing.class, "number"));
    assertTrue(String.valueOf(e.getMessage()).contains("number returns double"), e::getMessage);
  }

  @Test
  void whatTheMethodThrowsIsTheFailure() {
    var e = assertInstanceOf(IllegalStateException.class, Runs.failure(Failing.class, "throwing"));
    assertEquals("mine", e.getMessage());
  }

  private static DerivativeLawError failure(String property) {
    return assertInstanceOf(DerivativeLawError.class, Runs.failure(Failing.class, property));
  }

  /// Not a test of its own: all of these fail.
  static class Failing {
    @Differentiable
    @Property(seed = "11")
    Tensor notTransposed(@ForAll Layer layer, @ForAll @TensorOf(shape = 2) Tensor x) {
      var wrong =
          customVjp(Tensor::tanh, (_, y) -> ct -> ct.times(y.square().unaryMinus().plus(2)));
      return wrong.apply(x.matmul(layer.weight).plus(layer.bias)).plus(x.sum());
    }

    @Property(seed = "12")
    void plain(@ForAll Tensor x) {
      DerivativeLaws.of(customVjp(Tensor::exp, (_, y) -> ct -> ct.times(y).times(2))).check(x);
    }

    /// For numbers above 3 to the first order, for all others to the second.
    @Differentiable
    @Property(seed = "13")
    Tensor wrongTwice(@ForAll @TensorOf(min = 3.5) Tensor x) {
      return customVjp(
              Tensor::square,
              (at, _) ->
                  ct -> ct.times(at.stopGradient()).times(at.gt(3).toDType(DType.FLOAT64).plus(2)))
          .apply(x);
    }

    /// What was drawn until the first failure, up to its shrinking.
    static final List<List<Object>> DRAWN = new ArrayList<>();

    @Differentiable
    Tensor ofUsualTries(@ForAll Tensor x) {
      return customVjp((Tensor at) -> at, (_, _) -> ct -> ct.times(2)).apply(x);
    }

    @Property(tries = 200, seed = "14")
    void simpleOnes(@ForAll List<Tensor> parts, @ForAll int m, @ForAll int n) {
      wrongInTheEnd(parts, m, n);
    }

    @Property(tries = 200, seed = "14")
    void simpleOnesAgain(@ForAll List<Tensor> parts, @ForAll int m, @ForAll int n) {
      wrongInTheEnd(parts, m, n);
    }

    @Property(seed = "14")
    void simpleOnesInMoreTries(@ForAll List<Tensor> parts, @ForAll int m, @ForAll int n) {
      wrongInTheEnd(parts, m, n);
    }

    private static void wrongInTheEnd(List<Tensor> parts, int m, int n) {
      if (DRAWN.size() < 100) DRAWN.add(List.of(parts, m, n));
      if (DRAWN.size() == 100) {
        DerivativeLaws.of(customVjp((Tensor at) -> at, (_, _) -> ct -> ct.times(2)))
            .check(Tensor.scalar(1));
      }
    }

    @Differentiable(smooth = true)
    Tensor smooth(@ForAll @TensorOf(kinks = 0, onKinks = true) Tensor x) {
      return x.relu();
    }

    @Differentiable
    double number(@ForAll Tensor x) {
      return x.size();
    }

    @Differentiable
    Tensor throwing(@ForAll Tensor x) {
      throw new IllegalStateException("mine");
    }
  }
}
