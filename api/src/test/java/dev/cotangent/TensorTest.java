package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void factoriesCopyTheirArrays() {
    double[] doubles = {1, 2};
    float[] floats = {1, 2};
    int[] ints = {1, 2};
    boolean[] booleans = {true, false};
    double[][] rows = {{1, 2}};
    var made =
        List.of(
            Tensor.of(doubles),
            Tensor.of(Shape.of(2, 1), doubles),
            Tensor.floats(floats),
            Tensor.floats(Shape.of(2), floats),
            Tensor.ints(ints),
            Tensor.ints(Shape.of(2), ints),
            Tensor.bools(booleans),
            Tensor.bools(Shape.of(2), booleans),
            Tensor.of(rows));
    doubles[0] = floats[0] = ints[0] = 99;
    booleans[0] = false;
    rows[0][0] = 99;
    for (var x : made) assertEquals(1, x.flatten().get(0).item(), x::toString);
  }

  @Test
  void whatIsReadIsACopy() {
    var x = Tensor.of(1, 2);
    x.toDoubleArray()[0] = 99;
    assertArrayEquals(new double[] {1, 2}, x.toDoubleArray());
    var i = Tensor.ints(1, 2);
    i.toIntArray()[0] = 99;
    assertArrayEquals(new int[] {1, 2}, i.toIntArray());
    var f = Tensor.floats(1, 2);
    f.toFloatArray()[0] = 99;
    assertArrayEquals(new float[] {1, 2}, f.toFloatArray());
    var b = Tensor.bools(true, false);
    b.toBooleanArray()[0] = false;
    assertArrayEquals(new boolean[] {true, false}, b.toBooleanArray());
  }

  @Test
  void typesAndShapesOfFactories() {
    assertEquals(DType.FLOAT64, Tensor.scalar(1).dtype());
    assertEquals(Shape.of(), Tensor.scalar(1).shape());
    assertEquals(Shape.of(2, 2), Tensor.of(new double[][] {{1, 2}, {3, 4}}).shape());
    assertEquals(Shape.of(0, 0), Tensor.of(new double[0][]).shape());
    assertEquals(Shape.of(2, 0), Tensor.of(new double[2][0]).shape());
    assertEquals(DType.FLOAT32, Tensor.floats(1, 2).dtype());
    assertEquals(DType.INT32, Tensor.ints(1, 2).dtype());
    assertEquals(DType.BOOL, Tensor.bools(true).dtype());
    assertEquals(DType.FLOAT64, Tensor.zeros(2, 3).dtype());
    assertEquals(0, Tensor.of().size());
    assertEquals(3, Tensor.zeros(4, 5, 6).rank());
    assertEquals(120, Tensor.zeros(4, 5, 6).size());
    assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1}, Tensor.ones(2, 3).toDoubleArray());
  }

  @Test
  void fullConvertsItsValue() {
    assertArrayEquals(new int[] {2, 2}, Tensor.full(DType.INT32, Shape.of(2), 2.9).toIntArray());
    assertArrayEquals(
        new boolean[] {true}, Tensor.full(DType.BOOL, Shape.of(1), 0.5).toBooleanArray());
    assertEquals((double) 0.1f, Tensor.full(DType.FLOAT32, Shape.of(1), 0.1).item());
    assertEquals(Tensor.floats(0, 0), Tensor.floats(5, 6).zerosLike());
    assertEquals(Tensor.ints(1, 1), Tensor.ints(5, 6).onesLike());
  }

  @Test
  void ranges() {
    assertEquals(Tensor.of(0, 1, 2), Tensor.arange(0, 3, 1));
    assertEquals(Tensor.of(1, 0.5, 0, -0.5), Tensor.arange(1, -1, -0.5));
    assertEquals(Tensor.of(), Tensor.arange(1, 1, 1));
    assertEquals(Tensor.of(), Tensor.arange(1, 0, 1));
    assertEquals(Tensor.of(0, 0.25, 0.5, 0.75, 1), Tensor.linspace(0, 1, 5));
    assertEquals(Tensor.of(3, 1, -1), Tensor.linspace(3, -1, 3));
    assertEquals(Tensor.of(2), Tensor.linspace(2, 9, 1));
    assertEquals(Tensor.of(), Tensor.linspace(2, 9, 0));
    assertEquals(0.7, Tensor.linspace(0.1, 0.7, 11).get(-1).item());
    assertEquals(Tensor.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}), Tensor.eye(3));
    assertEquals(Shape.of(0, 0), Tensor.eye(0).shape());
  }

  @Test
  void equalityIsByBits() {
    assertEquals(Tensor.of(1, NAN), Tensor.of(1, Double.longBitsToDouble(0x7ff8_0000_0000_0009L)));
    assertEquals(
        Tensor.of(1, NAN).hashCode(),
        Tensor.of(1, Double.longBitsToDouble(0xfff8_0000_0000_0009L)).hashCode());
    assertNotEquals(Tensor.of(0.0), Tensor.of(-0.0));
    assertNotEquals(Tensor.floats(0.0f), Tensor.floats(-0.0f));
    assertNotEquals(Tensor.of(1), Tensor.floats(1));
    assertNotEquals(Tensor.ints(1), Tensor.bools(true));
    assertNotEquals(Tensor.of(1), Tensor.scalar(1));
    assertNotEquals(Tensor.zeros(0, 2), Tensor.zeros(0, 3));
    assertNotEquals(Tensor.of(1), null);
    assertFalse(Tensor.of(1).equals((Object) "1"));
    assertEquals(Tensor.scalar(-0.0), Tensor.scalar(0.0).unaryMinus());
    assertNotEquals(Tensor.scalar(-0.0), Tensor.scalar(0.0));
  }

  @Test
  void viewsEqualCopies() {
    var x = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    var transposed = Tensor.of(Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
    assertEquals(transposed, x.transpose());
    assertEquals(transposed.hashCode(), x.transpose().hashCode());
    assertEquals(transposed, x.transpose().copy());
    assertEquals(Tensor.of(7, 7, 7), Tensor.full(Shape.of(3), 7));
    assertEquals(Tensor.of(7, 7, 7).hashCode(), Tensor.full(Shape.of(3), 7).hashCode());
    assertEquals(Tensor.of(6, 4), x.get(1).slice(0, 2, -4, -2));
    assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, x.transpose().toDoubleArray());
    assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, x.transpose().toFloatArray());
  }

  @Test
  void tensorsUnderATransformationCompareByValue() {
    var x = Tensor.of(1, 2);
    Autodiff.grad(
            y -> {
              assertEquals(x, y);
              assertEquals(y, x);
              assertEquals(x.hashCode(), y.hashCode());
              assertEquals(x.toString(), y.toString());
              assertArrayEquals(new double[] {1, 2}, y.toDoubleArray());
              assertArrayEquals(new float[] {1, 2}, y.toFloatArray());
              assertEquals(2, y.get(1).item());
              return y.sum();
            })
        .apply(x);
  }

  @Test
  void itemReadsTheOneElement() {
    assertEquals(2.5, Tensor.scalar(2.5).item());
    assertEquals(2.5, Tensor.of(new double[][] {{2.5}}).item());
    assertEquals(0.1f, Tensor.floats(0.1f).item());
    assertEquals(1, Tensor.bools(true).item());
    assertEquals(-7, Tensor.ints(-7).item());
    assertEquals(3, Tensor.of(1, 2, 3).slice(0, 2, 3, 1).item());
  }

  @Test
  void arraysOfOtherTypes() {
    assertArrayEquals(new double[] {1, 0}, Tensor.bools(true, false).toDoubleArray());
    assertArrayEquals(new int[] {1, 0}, Tensor.bools(true, false).toIntArray());
    assertArrayEquals(new float[] {0.1f}, Tensor.of(0.1).toFloatArray());
    assertArrayEquals(new double[] {0.1f}, Tensor.floats(0.1f).toDoubleArray());
    assertArrayEquals(new float[] {16_777_216}, Tensor.ints(16_777_217).toFloatArray());
  }

  @Test
  void conversionsAreJavasCasts() {
    var x = Tensor.of(1.9, -1.9, NAN, 1e10, 0);
    assertEquals(Tensor.ints(1, -1, 0, Integer.MAX_VALUE, 0), x.toDType(DType.INT32));
    assertEquals(Tensor.bools(true, true, true, true, false), x.toDType(DType.BOOL));
    assertEquals(Tensor.floats(0.1f), Tensor.of(0.1).toDType(DType.FLOAT32));
    assertEquals(Tensor.of(1, 0), Tensor.bools(true, false).toDType(DType.FLOAT64));
  }

  @Test
  void closeness() {
    var x = Tensor.of(1, 100, INF, NAN);
    assertTrue(x.allClose(x, 0, 0));
    assertTrue(x.allClose(Tensor.of(1.01, 101, INF, NAN), 0.01, 0));
    assertFalse(x.allClose(Tensor.of(1.02, 101, INF, NAN), 0.01, 0));
    assertTrue(Tensor.of(1).allClose(Tensor.of(1.5), 0, 0.5));
    assertTrue(Tensor.of(100).allClose(Tensor.of(110), 0.1, 0)); // relative to the other
    assertFalse(Tensor.of(110).allClose(Tensor.of(99), 0.1, 0));
    assertFalse(Tensor.of(INF).allClose(Tensor.of(-INF), 1, 1));
    assertFalse(Tensor.of(1e300).allClose(Tensor.of(INF), 1, 1));
    assertFalse(Tensor.of(INF).allClose(Tensor.of(1e300), 1, 1));
    assertFalse(Tensor.of(1).allClose(Tensor.scalar(1), 1, 1));
    assertFalse(Tensor.of(1).allClose(Tensor.of(NAN), 1, 1));
    assertTrue(Tensor.of(1).allClose(Tensor.ints(1), 0, 0));
  }
}
