package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowTest {
  @Property
  void positionsAreThoseThatFit(
      @ForAll @IntRange(max = 9) int length,
      @ForAll @IntRange(min = 1, max = 4) int taps,
      @ForAll @IntRange(min = 1, max = 4) int stride,
      @ForAll @IntRange(max = 4) int padding,
      @ForAll @IntRange(min = 1, max = 3) int dilation) {
    var window = new Window(length, taps, stride, padding, dilation);
    int fitting = 0;
    while (window.at(fitting, taps - 1) < length + padding) fitting++;
    assertEquals(fitting, window.positions());
    for (int tap = 0; tap < taps; tap++) {
      for (int position = 0; position < fitting; position++) {
        int at = window.at(position, tap);
        boolean sees = position >= window.first(tap) && position < window.end(tap);
        assertEquals(at >= 0 && at < length, sees);
      }
    }
  }

  @Property
  void whatIsTurnedSeesThePositionsThatSeeAnElement(
      @ForAll @IntRange(min = 1, max = 9) int length,
      @ForAll @IntRange(min = 1, max = 4) int taps,
      @ForAll @IntRange(max = 4) int padding,
      @ForAll @IntRange(min = 1, max = 3) int dilation) {
    var window = new Window(length, taps, 1, padding, dilation);
    if (!window.canTurn() || window.positions() == 0) return;
    var turned = window.turned();
    assertEquals(length, turned.positions());
    for (int element = 0; element < length; element++) {
      for (int tap = 0; tap < taps; tap++) {
        int position = turned.at(element, tap);
        assertEquals(element, window.at(position, taps - 1 - tap));
      }
    }
  }

  @Test
  void hugeNumbersDoNotOverflow() {
    assertEquals(0, new Window(5, 3, 1, 0, Integer.MAX_VALUE).positions());
    assertEquals(1, new Window(5, 1, Integer.MAX_VALUE, 0, 1).positions());
  }
}
