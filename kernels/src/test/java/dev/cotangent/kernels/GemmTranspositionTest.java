package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rectangles of sizes around those of the squares, beside a loop over single elements.
class GemmTranspositionTest {
  private static final int GAP = 3;
  private static final int START = 5;

  @ParameterizedTest
  @EnumSource
  void rowsBecomeColumns(Element element) {
    check(element, 0);
    if (!VectorSupport.isPresent()) return;
    for (int bits = 128; bits <= VectorSupport.bits(); bits *= 2) check(element, bits);
  }

  private static void check(Element element, int bits) {
    var transposition = GemmTransposition.of(element, bits, 1, true);
    int lanes = Math.max(4, transposition.lanes());
    int[] sizes = {0, 1, lanes - 1, lanes, lanes + 1, 2 * lanes + 3};
    for (int outer : sizes) {
      for (int inner : sizes) {
        int fromStep = inner + GAP;
        int toStep = outer + GAP;
        var from = element.newArray(START + outer * fromStep);
        var expected = element.newArray(START + inner * toStep);
        var actual = element.newArray(START + inner * toStep);
        for (int k = 0; k < element.length(from); k++) element.set(from, k, number(element, k));
        for (int o = 0; o < outer; o++) {
          for (int i = 0; i < inner; i++) {
            int at = START + o * fromStep + i;
            element.set(expected, START + i * toStep + o, element.get(from, at));
          }
        }
        transposition.run(outer, inner, from, START, fromStep, actual, START, toStep);
        assertEquals(model(element, expected), model(element, actual), outer + " x " + inner);
      }
    }
  }

  private static double number(Element element, int k) {
    return element == Element.BOOL ? k % 3 % 2 : k + 1;
  }

  private static Model model(Element element, Object array) {
    return Model.of(Strided.of(element, array, element.length(array)));
  }

  @Test
  void bitsAreKept() {
    int n = 35;
    var from = new float[n * n];
    for (int k = 0; k < from.length; k++) from[k] = Float.intBitsToFloat(0x7f80_0001 + k);
    var to = new float[n * n];
    var transposition = GemmTransposition.of(Element.F32, VectorSupport.bits(), 1, true);
    transposition.run(n, n, from, 0, n, to, 0, n);
    for (int k = 0; k < from.length; k++) {
      int expected = Float.floatToRawIntBits(from[k % n * n + k / n]);
      assertEquals(expected, Float.floatToRawIntBits(to[k]));
    }
  }
}
