package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Tuple;
import org.junit.jupiter.api.Test;

/// Functions of two to five arguments: x y^2 z^3 u^4 v^5 and its first factors, at 2, 3, 5, 7, 11.
class ArityTest {
  private static final Tensor X = Tensor.scalar(2);
  private static final Tensor Y = Tensor.scalar(3);
  private static final Tensor Z = Tensor.scalar(5);
  private static final Tensor U = Tensor.scalar(7);
  private static final Tensor V = Tensor.scalar(11);

  private static final Function2<Tensor, Tensor, Tensor> TWO = (x, y) -> x.times(y.square());
  private static final Function3<Tensor, Tensor, Tensor, Tensor> THREE =
      (x, y, z) -> TWO.apply(x, y).times(z.square().times(z));
  private static final Function4<Tensor, Tensor, Tensor, Tensor, Tensor> FOUR =
      (x, y, z, u) -> THREE.apply(x, y, z).times(u.square().square());
  private static final Function5<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> FIVE =
      (x, y, z, u, v) -> FOUR.apply(x, y, z, u).times(v.square().square()).times(v);

  private static Tensor scalar(double value) {
    return Tensor.scalar(value);
  }

  private static final double F2 = 2 * 9;
  private static final double F3 = F2 * 125;
  private static final double F4 = F3 * 2401;
  private static final double F5 = F4 * 161_051;

  @Test
  void ofTwo() {
    var gradient = Tuple.of(scalar(F2 / 2), scalar(2 * F2 / 3));
    assertEquals(gradient, Autodiff.grad(TWO).apply(X, Y));
    var both = Autodiff.valueAndGrad(TWO).apply(X, Y);
    assertEquals(scalar(F2), both.value());
    assertEquals(gradient, both.gradient());
    var recording = Autodiff.vjp(TWO, X, Y);
    assertEquals(scalar(F2), recording.value());
    assertEquals(gradient, recording.pullback().apply(scalar(1)));
    var linearized = Autodiff.jvp(TWO, Tuple.of(X, Y), Tuple.of(scalar(2), scalar(30)));
    assertEquals(scalar(F2), linearized.value());
    assertEquals(scalar(F2 + 20 * F2), linearized.tangent());
  }

  @Test
  void ofThree() {
    var gradient = Tuple.of(scalar(F3 / 2), scalar(2 * F3 / 3), scalar(3 * F3 / 5));
    assertEquals(gradient, Autodiff.grad(THREE).apply(X, Y, Z));
    var both = Autodiff.valueAndGrad(THREE).apply(X, Y, Z);
    assertEquals(scalar(F3), both.value());
    assertEquals(gradient, both.gradient());
    var recording = Autodiff.vjp(THREE, X, Y, Z);
    assertEquals(gradient, recording.pullback().apply(scalar(1)));
    var linearized =
        Autodiff.jvp(THREE, Tuple.of(X, Y, Z), Tuple.of(scalar(2), scalar(3), scalar(50)));
    assertEquals(scalar(F3), linearized.value());
    assertEquals(scalar(F3 + 2 * F3 + 30 * F3), linearized.tangent());
  }

  @Test
  void ofFour() {
    var gradient =
        Tuple.of(scalar(F4 / 2), scalar(2 * F4 / 3), scalar(3 * F4 / 5), scalar(4 * F4 / 7));
    assertEquals(gradient, Autodiff.grad(FOUR).apply(X, Y, Z, U));
    var both = Autodiff.valueAndGrad(FOUR).apply(X, Y, Z, U);
    assertEquals(scalar(F4), both.value());
    assertEquals(gradient, both.gradient());
    var recording = Autodiff.vjp(FOUR, X, Y, Z, U);
    assertEquals(gradient, recording.pullback().apply(scalar(1)));
    var tangent = Tuple.of(scalar(0), scalar(0), scalar(5), scalar(70));
    var linearized = Autodiff.jvp(FOUR, Tuple.of(X, Y, Z, U), tangent);
    assertEquals(scalar(F4), linearized.value());
    assertEquals(scalar(3 * F4 + 40 * F4), linearized.tangent());
  }

  @Test
  void ofFive() {
    var gradient =
        Tuple.of(
            scalar(F5 / 2),
            scalar(2 * F5 / 3),
            scalar(3 * F5 / 5),
            scalar(4 * F5 / 7),
            scalar(5 * F5 / 11));
    assertEquals(gradient, Autodiff.grad(FIVE).apply(X, Y, Z, U, V));
    var both = Autodiff.valueAndGrad(FIVE).apply(X, Y, Z, U, V);
    assertEquals(scalar(F5), both.value());
    assertEquals(gradient, both.gradient());
    var recording = Autodiff.vjp(FIVE, X, Y, Z, U, V);
    assertEquals(gradient, recording.pullback().apply(scalar(1)));
    var tangent = Tuple.of(scalar(0), scalar(3), scalar(0), scalar(0), scalar(110));
    var linearized = Autodiff.jvp(FIVE, Tuple.of(X, Y, Z, U, V), tangent);
    assertEquals(scalar(F5), linearized.value());
    assertEquals(scalar(2 * F5 + 50 * F5), linearized.tangent());
  }

  @Test
  void argumentsMayBeTheSameTensor() {
    var gradient = Autodiff.grad(TWO).apply(Y, Y); // each argument is a variable of its own
    assertEquals(Tuple.of(scalar(9), scalar(18)), gradient);
    assertEquals(scalar(27), Autodiff.grad(y -> TWO.apply(y, y)).apply(Y));
  }

  @Test
  void argumentsThatDoNotMatterGetZeros() {
    var gradient = Autodiff.grad((Tensor x, Tensor y) -> x.sum()).apply(X, Tensor.floats(1, 2));
    assertEquals(Tuple.of(scalar(1), Tensor.floats(0, 0)), gradient);
  }
}
