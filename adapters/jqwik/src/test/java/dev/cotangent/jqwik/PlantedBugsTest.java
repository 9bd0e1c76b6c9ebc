package dev.cotangent.jqwik;

import static dev.cotangent.Autodiff.customJvp;
import static dev.cotangent.Autodiff.customVjp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.HashSet;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Wrong derivatives of many kinds, each of which [Differentiable] finds within its usual number of
/// tries.
class PlantedBugsTest {
  private static final Set<String> TO_THE_FIRST_ORDER =
      Set.of(
          "sign",
          "missingFactor",
          "factorSlightlyOff",
          "wrongForNegativeNumbers",
          "wrongBroadcastSum",
          "droppedTerm",
          "swappedOperands",
          "transposeForgotten",
          "lastElementForgotten",
          "outsideTheGraph",
          "twiceAtTheKink",
          "notANumberAtTheKink",
          "notANumberInReverseMode",
          "steepOscillation",
          "bothAtTies",
          "notLinear",
          "notLinearForward",
          "anotherFunctionsValue",
          "slightlyOffInSinglePrecision",
          "slightlyOffWhereItIsSteep",
          "infiniteAtAMinimum");
  private static final Set<String> TO_THE_SECOND_ORDER =
      Set.of("constantToTheSecondOrder", "halfToTheSecondOrder");

  @TestFactory
  Stream<DynamicTest> mistakesOfTheFirstOrderAreFound() {
    return TO_THE_FIRST_ORDER.stream().map(bug -> DynamicTest.dynamicTest(bug, () -> found(bug)));
  }

  @TestFactory
  Stream<DynamicTest> mistakesOfTheSecondOrderAreFound() {
    return TO_THE_SECOND_ORDER.stream()
        .map(bug ->
            DynamicTest.dynamicTest(
                bug, () -> assertEquals(Law.SECOND_DIFFERENCES, found(bug).law())));
  }

  /// What is shown must be small.
  private static DerivativeLawError found(String bug) {
    var error = assertInstanceOf(DerivativeLawError.class, Runs.failure(Bugs.class, bug), bug);
    var at =
        error.getMessage().replaceFirst("(?s).*\n  at: *", "").replaceFirst("(?s)\n  entry:.*", "");
    assertTrue(at.length() < 100, () -> "not small: " + at);
    return error;
  }

  @Test
  void everyBugIsListed() {
    var written =
        Arrays.stream(Bugs.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Differentiable.class))
            .map(Method::getName)
            .toList();
    assertEquals(
        HashSet.ofAll(TO_THE_FIRST_ORDER).addAll(TO_THE_SECOND_ORDER), HashSet.ofAll(written));
  }

  /// Not a test of its own: all of these fail.
  static class Bugs {
    @Differentiable
    Tensor sign(@ForAll Tensor x) {
      return customVjp(Tensor::cos, (at, _) -> ct -> ct.times(at.sin())).apply(x);
    }

    @Differentiable
    Tensor missingFactor(@ForAll Tensor x) {
      return customVjp(Tensor::square, (at, _) -> ct -> ct.times(at)).apply(x);
    }

    @Differentiable
    Tensor factorSlightlyOff(@ForAll Tensor x) {
      return customVjp(Tensor::tanh, (_, y) -> ct -> ct.times(y.square().unaryMinus().plus(1.0001)))
          .apply(x);
    }

    @Differentiable
    Tensor wrongForNegativeNumbers(@ForAll Tensor x) {
      return customVjp(
              (Tensor at) -> at.pow(3), (at, _) -> ct -> ct.times(at.times(at.abs()).times(3)))
          .apply(x);
    }

    /// Where the second operand was stretched, its cotangents must be summed.
    @Differentiable
    Tensor wrongBroadcastSum(
        @ForAll @Broadcasting(@TensorOf(maxRank = 2)) Tuple2<Tensor, Tensor> pair) {
      return customVjp(
              (Tensor x, Tensor y) -> x.times(y),
              (at, _) ->
                  ct -> {
                    var whole = ct.times(at._2).plus(at._1.times(0));
                    return Tuple.of(
                        like(at._1, whole), like(at._2, ct.times(at._1).plus(at._2.times(0))));
                  })
          .apply(pair._1, pair._2);
    }

    private static Tensor like(Tensor x, Tensor ct) {
      var part = ct;
      while (part.rank() > x.rank()) part = part.mean(0);
      for (int axis = 0; axis < x.rank(); axis++) {
        if (x.shape().dim(axis) == 1) part = part.mean(true, axis);
      }
      return part;
    }

    @Differentiable
    Tensor droppedTerm(@ForAll @TensorOf(rank = 1, maxRank = 2) Tensor x) {
      return customVjp(
              (Tensor at) -> at.softmax(-1),
              (_, y) -> ct -> ct.times(y).minus(y.times(y).times(ct)))
          .apply(x);
    }

    @Differentiable
    Tensor swappedOperands(
        @ForAll @TensorOf(shape = 3) Tensor x, @ForAll @TensorOf(shape = 3) Tensor y) {
      return customVjp(
              (Tensor a, Tensor b) -> a.times(b),
              (at, _) -> ct -> Tuple.of(ct.times(at._1), ct.times(at._2)))
          .apply(x, y);
    }

    @Differentiable
    Tensor transposeForgotten(@ForAll @TensorOf(shape = {2, 2}) Tensor x) {
      var weight = Tensor.of(new double[][] {{1, 2}, {3, 4}});
      return customVjp((Tensor at) -> at.matmul(weight), (_, _) -> ct -> ct.matmul(weight))
          .apply(x);
    }

    @Differentiable
    Tensor lastElementForgotten(@ForAll @TensorOf(rank = 1, maxDim = 8) Tensor x) {
      int n = (int) x.size();
      var mask = Tensor.arange(0, n, 1).lt(Math.max(n - 1, 1)).toDType(x.dtype());
      return customVjp(Tensor::exp, (_, y) -> ct -> ct.times(y).times(mask)).apply(x);
    }

    @Differentiable
    Tensor outsideTheGraph(@ForAll Tensor x) {
      return x.times(x.stopGradient().sin());
    }

    @Differentiable
    Tensor twiceAtTheKink(@ForAll @TensorOf(kinks = 0, onKinks = true) Tensor x) {
      return customVjp(
              Tensor::relu,
              (at, _) ->
                  ct -> ct.times(at.ge(0).toDType(at.dtype()).plus(at.eq(0).toDType(at.dtype()))))
          .apply(x);
    }

    /// The kink is not declared: 0 is drawn often enough.
    @Differentiable
    Tensor notANumberAtTheKink(@ForAll Tensor x) {
      return customVjp(Tensor::abs, (at, y) -> ct -> ct.times(at.div(y))).apply(x);
    }

    /// At 0 forward mode gives 0, which is among the derivatives nearby, and is no slope that
    /// differences give.
    @Differentiable
    Tensor notANumberInReverseMode(@ForAll Tensor x) {
      return x.square().sqrt().plus(x.relu());
    }

    /// So steep that differences have to settle within a small part of a period.
    @Differentiable
    Tensor steepOscillation(@ForAll Tensor x) {
      return customVjp(
              (Tensor at) -> at.times(300).sin(),
              (at, _) -> ct -> ct.times(at.times(300).cos()).times(299))
          .apply(x);
    }

    @Differentiable
    Tensor bothAtTies(
        @ForAll
            @TensorOf(
                rank = 1,
                kinks = {1, 2},
                onKinks = true)
            Tensor x) {
      return customVjp(
              (Tensor at) -> at.max(),
              (at, y) ->
                  ct ->
                      ct.times(at.eq(y).toDType(at.dtype()))
                          .times(at.eq(y).toDType(at.dtype()).sum()))
          .apply(x);
    }

    @Differentiable
    Tensor notLinear(@ForAll Tensor x) {
      return customVjp((Tensor at) -> at, (_, _) -> ct -> ct.clamp(-0.2, 0.2)).apply(x);
    }

    @Differentiable
    Tensor notLinearForward(@ForAll Tensor x) {
      return customJvp((Tensor at) -> at, (_, dx) -> dx.abs()).apply(x);
    }

    @Differentiable
    Tensor constantToTheSecondOrder(@ForAll Tensor x) {
      return customVjp(Tensor::sin, (at, _) -> ct -> ct.times(at.stopGradient().cos())).apply(x);
    }

    @Differentiable
    Tensor halfToTheSecondOrder(@ForAll Tensor x) {
      var half = Autodiff.customJvp((Tensor at) -> at, (_, dx) -> dx.times(0.5));
      return customJvp(Tensor::square, (at, dx) -> dx.times(half.apply(at)).times(2)).apply(x);
    }

    /// Where differences reach far, as those of FLOAT32 do, what a slope changes is no kink.
    @Differentiable
    Tensor slightlyOffInSinglePrecision(
        @ForAll @TensorOf(dtype = DType.FLOAT32, min = -2, max = 2) Tensor x) {
      return customVjp(Tensor::exp, (_, y) -> ct -> ct.times(y).times(1.05)).apply(x);
    }

    @Differentiable
    Tensor slightlyOffWhereItIsSteep(@ForAll @TensorOf(min = 40, max = 50) Tensor x) {
      return customVjp(Tensor::exp, (_, y) -> ct -> ct.times(y).times(1.05)).apply(x);
    }

    @Differentiable
    Tensor infiniteAtAMinimum(@ForAll @TensorOf(kinks = 0, onKinks = true) Tensor x) {
      return customJvp(
              Tensor::square,
              (at, dx) -> Tensor.where(at.eq(0), dx.div(at.abs()), dx.times(at).times(2)))
          .apply(x);
    }

    @Differentiable
    Tensor anotherFunctionsValue(@ForAll Tensor x) {
      return customVjp(Tensor::sigmoid, (_, y) -> ct -> ct.times(y.square().unaryMinus().plus(1)))
          .apply(x);
    }
  }
}
