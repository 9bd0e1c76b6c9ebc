package dev.cotangent.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import io.vavr.Tuple2;
import io.vavr.collection.Array;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.Test;

/// Functions that are right and look wrong: steep, flat, large, small, with kinks, edges and
/// branches. No law may say that one of them is broken, in 10,000 tries together.
class NastyFunctionsTest {
  private static final int TRIES = 400;

  private int tries;

  @AfterTry
  void count() {
    tries++;
  }

  /// jqwik makes an instance for each property.
  @AfterProperty
  void allTriesWereMade() {
    assertEquals(TRIES, tries);
  }

  @Test
  void thereAreTenThousandTries() {
    long properties =
        Arrays.stream(NastyFunctionsTest.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Differentiable.class))
            .count();
    assertTrue(properties * TRIES >= 10_000, () -> properties + " properties");
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor oscillation(@ForAll Tensor x) {
    return x.times(300).sin();
  }

  /// Differences of FLOAT32 reach across the pole, if they are let.
  @Differentiable
  @Property(tries = TRIES)
  Tensor besideAPole(
      @ForAll @TensorOf(dtype = DType.FLOAT32, min = -1e-3, max = 1e-3, kinks = 0, distance = 1e-6)
          Tensor x) {
    return x.reciprocal().plus(x.abs().log());
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor roundPeriods(@ForAll Tensor x) {
    return x.times(20 * Math.PI).cos();
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor hugeScale(@ForAll @TensorOf(min = -1e6, max = 1e6) Tensor x) {
    return x.pow(3).times(1e12);
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor tinyScale(@ForAll Tensor x) {
    return x.tanh().times(1e-30);
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor everyScale(
      @ForAll @TensorOf(min = 0, max = 1e3, distribution = Distribution.LOGARITHMIC) Tensor x) {
    return x.square().plus(1).log();
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor saturated(@ForAll @TensorOf(min = -100, max = 100) Tensor x) {
    return x.sigmoid();
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor nearThePole(@ForAll @TensorOf(min = 1e-4, max = 1) Tensor x) {
    return x.reciprocal();
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor edgeOfTheDomain(@ForAll @TensorOf(min = 0, max = 4, kinks = 0, onKinks = true) Tensor x) {
    return x.times(x.sqrt());
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor infiniteSlope(
      @ForAll @TensorOf(min = -4, max = 4, kinks = 0, onKinks = true, distance = 1e-3) Tensor x) {
    return x.cbrt();
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor relu(@ForAll @TensorOf(minDim = 0, kinks = 0, onKinks = true) Tensor x) {
    return x.relu();
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor nearTheKink(
      @ForAll @TensorOf(max = 1e-3, min = -1e-3, distribution = Distribution.LOGARITHMIC)
          Tensor x) {
    return x.abs().plus(x.relu().square());
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor ties(
      @ForAll
          @TensorOf(
              rank = 1,
              maxRank = 2,
              kinks = {1, 2},
              onKinks = true)
          Tensor x) {
    return x.max(-1).plus(x.min(0).mean());
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor sorted(
      @ForAll
          @TensorOf(
              rank = 1,
              kinks = {-1, 3},
              onKinks = true)
          Tensor x) {
    return x.sort(0).times(Tensor.arange(1, x.size() + 1, 1));
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor median(@ForAll @TensorOf(rank = 1, kinks = 0, onKinks = true) Tensor x) {
    return x.median(0);
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor steps(
      @ForAll
          @TensorOf(
              kinks = {0, 1, 2},
              onKinks = true)
          Tensor x) {
    return x.floor().plus(x.sign());
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor lengthOfNothing(@ForAll @TensorOf(rank = 1, kinks = 0, onKinks = true) Tensor x) {
    return x.norm();
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor farApart(@ForAll @TensorOf(rank = 1, maxRank = 2, min = -1000, max = 1000) Tensor x) {
    return x.logsumexp().plus(x.softmax(-1));
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor branches(@ForAll Tensor x) {
    return x.sum().item() > 0 ? x.sin() : x.times(2);
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor iterated(@ForAll @TensorOf(max = 2, min = -2) Tensor x) {
    var y = x;
    for (int k = 0; k < 12; k++) y = y.minus(y.square().minus(2).div(8)).tanh();
    return y;
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor singlePrecision(@ForAll @TensorOf(dtype = DType.FLOAT32) Tensor x) {
    return x.sin().times(x).plus(x.relu());
  }

  @Differentiable(tolerance = 1e-4)
  @Property(tries = TRIES)
  Tensor mixedPrecision(@ForAll @Broadcasting Tuple2<Tensor, Tensor> pair) {
    return pair._1.toDType(DType.FLOAT32).exp().times(pair._2);
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor constant(@ForAll Tensor x) {
    return Tensor.of(1, 2).plus(x.sum().times(0));
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor cancellation(@ForAll Tensor x) {
    return x.plus(1e5).square().minus(1e10);
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor chosen(
      @ForAll Tensor x,
      @ForAll @TensorOf(dtype = DType.INT32, rank = 1, min = 0, max = 0) Tensor indices) {
    return x.expandDims(0).take(indices, 0).exp();
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor checkpointed(@ForAll Tensor x) {
    return Autodiff.checkpoint((Tensor y) -> y.sin().exp()).apply(x);
  }

  @Differentiable
  @Property(tries = TRIES)
  Tensor random(@ForAll Program program, @ForAll @TensorOf(maxRank = 2) Tensor x) {
    return program.apply(Array.of(x));
  }
}
