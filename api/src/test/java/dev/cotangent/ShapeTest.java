package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
  @Test
  void tellsRankLengthsAndSize() {
    var shape = Shape.of(2, 3, 4);
    assertEquals(3, shape.rank());
    assertEquals(24, shape.size());
    assertEquals(2, shape.dim(0));
    assertEquals(4, shape.dim(-1));
    assertEquals(2, shape.dim(-3));
    assertEquals("(2, 3, 4)", shape.toString());
  }

  @Test
  void aScalarHasOneElement() {
    assertEquals(0, Shape.of().rank());
    assertEquals(1, Shape.of().size());
    assertEquals("()", Shape.of().toString());
    assertArrayEquals(new int[0], Shape.of().toArray());
  }

  @Test
  void emptyAxesHaveNoElements() {
    assertEquals(0, Shape.of(3, 0, 2).size());
    assertEquals(3, Shape.of(3, 0, 2).rank());
  }

  @Test
  void sizesAreLong() {
    assertEquals(10_000_000_000L, Shape.of(100_000, 100_000).size());
  }

  @Test
  void arraysAreCopied() {
    int[] dims = {2, 3};
    var shape = Shape.of(dims);
    dims[0] = 99;
    shape.toArray()[1] = 99;
    shape.dims()[1] = 99;
    assertArrayEquals(new int[] {2, 3}, shape.toArray());
  }

  @Test
  void equalByLengths() {
    assertEquals(Shape.of(2, 3), new Shape(2, 3));
    assertEquals(Shape.of(2, 3).hashCode(), new Shape(2, 3).hashCode());
    assertEquals(Shape.of(), new Shape());
    assertNotEquals(Shape.of(2, 3), Shape.of(3, 2));
    assertNotEquals(Shape.of(2), Shape.of(2, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2,3; 2,3; 2,3", "2,3; 3; 2,3", "3; 2,3; 2,3", "2,1; 1,3; 2,3", "; 4,5; 4,5", "5; ; 5",
        "1; 0; 0", "0; 1; 0", "0; 0; 0", "4,1,3; 2,1; 4,2,3", "1,1,1; 7; 1,1,7", "2,0; 1,1; 2,0"
      })
  void broadcastsAsNumPy(String x, String y, String expected) {
    assertEquals(shape(expected), shape(x).broadcast(shape(y)));
  }

  private static Shape shape(String dims) {
    if (dims == null || dims.isBlank()) return Shape.of();
    var parts = dims.split(",", -1);
    var lengths = new int[parts.length];
    for (int k = 0; k < parts.length; k++) lengths[k] = Integer.parseInt(parts[k].strip());
    return Shape.of(lengths);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"2; 3", "2,3; 2", "2; 0", "2,3; 3,3", "1,2,3; 2,2"})
  void doesNotBroadcastOtherLengths(String x, String y) {
    var e = assertThrows(IllegalArgumentException.class, () -> shape(x).broadcast(shape(y)));
    Messages.contains(e, shape(x).toString(), shape(y).toString(), "broadcast");
  }

  @Test
  void positionsAreCountedRowByRow() {
    assertArrayEquals(new int[] {0, 0, 0}, Shape.of(2, 3, 4).position(0));
    assertArrayEquals(new int[] {1, 0, 3}, Shape.of(2, 3, 4).position(15));
    assertArrayEquals(new int[0], Shape.of().position(0));
  }

  @Test
  void negativeLengthsAreRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> Shape.of(2, -3));
    Messages.startsWith(e, "Shape", "[2, -3]");
  }

  @ParameterizedTest
  @CsvSource({"2", "-3", "100"})
  void axesOutOfRangeAreRefused(int axis) {
    var e = assertThrows(IllegalArgumentException.class, () -> Shape.of(2, 3).dim(axis));
    Messages.startsWith(e, "Shape.dim", String.valueOf(axis), "(2, 3)", "-2", "1");
  }

  @Test
  void aScalarHasNoAxes() {
    var e = assertThrows(IllegalArgumentException.class, () -> Shape.of().axis("sum", 0));
    Messages.startsWith(e, "sum", "axis 0", "()");
  }
}
