package dev.cotangent.interop;

import static dev.cotangent.Autodiff.grad;
import static dev.cotangent.Autodiff.valueAndGrad;
import static dev.cotangent.Autodiff.vjp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.Tuple;
import org.junit.jupiter.api.Test;

/// The well-known first examples of automatic differentiation, with the numbers that PyTorch gives.
class SeedsTest {
  @Test
  void sum() {
    var recording = vjp((a, b) -> a.plus(b), Tensor.of(1), Tensor.of(2));
    assertEquals(Tensor.of(3), recording.value());
    assertEquals(Tuple.of(Tensor.of(1), Tensor.of(1)), recording.pullback().apply(Tensor.of(1)));
  }

  @Test
  void cubesAndSquares() {
    var recording =
        vjp((a, b) -> a.pow(3).times(3).minus(b.square()), Tensor.of(2, 3), Tensor.of(6, 4));
    assertEquals(Tensor.of(-12, 65), recording.value());
    assertEquals(
        Tuple.of(Tensor.of(36, 81), Tensor.of(-12, -8)),
        recording.pullback().apply(Tensor.ones(2)));
  }

  @Test
  void squaredErrorOfALine() {
    var loss =
        valueAndGrad((Tensor w, Tensor x, Tensor b) -> w.times(x).plus(b).minus(10).square());
    var result = loss.apply(Tensor.scalar(2), Tensor.scalar(3), Tensor.scalar(1));
    assertEquals(9, result.value().item());
    assertEquals(-18, result.gradient()._1.item());
    assertEquals(-12, result.gradient()._2.item());
    assertEquals(-6, result.gradient()._3.item());
  }

  @Test
  void squaredErrorOfALineWithConstantData() {
    var x = Tensor.of(1);
    var loss = valueAndGrad((Tensor w, Tensor b) -> w.times(x).plus(b).minus(3).square().sum());
    var result = loss.apply(Tensor.of(2), Tensor.of(0.5));
    assertEquals(0.25, result.value().item());
    assertEquals(Tuple.of(Tensor.of(-1), Tensor.of(-1)), result.gradient());
  }

  @Test
  void meanSquaredErrorAgainstOnes() {
    var x = Tensor.of(3);
    var loss = valueAndGrad((Tensor w) -> x.times(w).minus(Tensor.ones(1)).square().mean());
    var result = loss.apply(Tensor.of(2));
    assertEquals(25, result.value().item());
    assertEquals(Tensor.of(30), result.gradient());
  }

  @Test
  void branchOnAValue() {
    var gradient = grad((Tensor x) -> x.item() > 0 ? x.times(2) : x.times(x));
    assertEquals(2, gradient.apply(Tensor.scalar(3)).item());
    assertEquals(-6, gradient.apply(Tensor.scalar(-3)).item());
  }

  @Test
  void loopUntilAValue() {
    var f =
        valueAndGrad((Tensor x) -> {
          var y = x;
          while (y.item() < 10) y = y.times(x);
          return y;
        });
    var result = f.apply(Tensor.scalar(1.5));
    assertEquals(11.390625, result.value().item());
    assertEquals(45.5625, result.gradient().item());
  }

  @Test
  void productWithAConstantCopyOfItself() {
    var result = valueAndGrad((Tensor x) -> x.times(x.stopGradient())).apply(Tensor.scalar(3));
    assertEquals(9, result.value().item());
    assertEquals(3, result.gradient().item());
  }

  @Test
  void nothingAccumulates() {
    var gradient = grad((Tensor x) -> x.pow(2));
    assertEquals(4, gradient.apply(Tensor.scalar(2)).item());
    assertEquals(4, gradient.apply(Tensor.scalar(2)).item());
    var pullback = vjp(x -> x.pow(2), Tensor.scalar(2)).pullback();
    assertEquals(4, pullback.apply(Tensor.scalar(1)).item());
    assertEquals(4, pullback.apply(Tensor.scalar(1)).item());
  }

  @Test
  void gradientOfAGradient() {
    Function1<Tensor, Tensor> cube = x -> x.pow(3);
    assertEquals(12, grad(cube).apply(Tensor.scalar(2)).item());
    assertEquals(12, grad(grad(cube)).apply(Tensor.scalar(2)).item());
  }

  @Test
  void unusedArgumentHasAGradientOfZeros() {
    var gradient = grad((Tensor x, Tensor unused) -> x.times(x).sum());
    assertEquals(
        Tuple.of(Tensor.scalar(6), Tensor.zeros(2, 3)),
        gradient.apply(Tensor.scalar(3), Tensor.ones(2, 3)));
  }
}
