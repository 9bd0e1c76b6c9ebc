package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RoundingTest {
  private static final Definition FLOOR = Definition.unary("floor", Elementary::floor);
  private static final Definition CEIL = Definition.unary("ceil", Elementary::ceil);
  private static final Definition ROUND = Definition.unary("round", Elementary::round);
  private static final Definition TRUNC = Definition.unary("trunc", Elementary::trunc);
  private static final Definition REM = Definition.binary("rem", Elementary::rem);
  private static final Definition MOD = Definition.binary("mod", Elementary::mod);

  /// Numbers of all magnitudes, and many around which something changes.
  @Provide
  Arbitrary<Double> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(Double::longBitsToDouble),
        Arbitraries.integers().map(i -> (double) Float.intBitsToFloat(i)),
        Arbitraries.integers().between(-41, 41).map(i -> i / 4.0),
        Arbitraries.integers()
            .between(-10, 10)
            .flatMap(i -> Arbitraries.of(0x1p52, 0x1p53, 0x1p23, 0x1p31).map(x -> x + i / 2.0)),
        Arbitraries.of(0.0, -0.0, 0.49999999999999994, -0.49999999999999994, 0x1.fffffep-2));
  }

  @Property
  void roundingIsMaths(@ForAll("numbers") double x) {
    check(FLOOR, Math::floor, x);
    check(CEIL, Math::ceil, x);
    check(ROUND, Math::rint, x);
    check(TRUNC, a -> Math.copySign(Math.floor(Math.abs(a)), a), x);
  }

  private static void check(Definition definition, DoubleUnaryOperator expected, double x) {
    assertEquals(
        expected.applyAsDouble(x), definition.kernel(Element.F64).scalar(x, 0, 0), () -> "" + x);
    assertEquals(
        (float) expected.applyAsDouble((float) x),
        (float) definition.kernel(Element.F32).scalar(x, 0, 0),
        () -> "" + x);
  }

  @Property
  void remainderIsJavas(@ForAll("numbers") double a, @ForAll("numbers") double b) {
    assertEquals(a % b, REM.kernel(Element.F64, Element.F64).scalar(a, b, 0));
    assertEquals(
        (float) a % (float) b, (float) REM.kernel(Element.F32, Element.F32).scalar(a, b, 0));
  }

  @Property
  void modHasTheSignOfTheDivisor(@ForAll int a, @ForAll int b) {
    if (b == 0) return;
    assertEquals(Math.floorMod(a, b), MOD.kernel(Element.I32, Element.I32).scalar(a, b, 0));
    double mod = MOD.kernel(Element.F64, Element.F64).scalar(a, b, 0);
    assertEquals(Math.floorMod((long) a, (long) b), mod + 0.0); // a zero may be negative
  }

  /// The values that NumPy's `mod` gives.
  @Test
  void modAtEdges() {
    double[][] table = {
      {5.5, 2, 1.5},
      {-5.5, 2, 0.5},
      {5.5, -2, -0.5},
      {-5.5, -2, -1.5},
      {-4, 2, 0.0},
      {4, -2, -0.0},
      {-0.0, 2, 0.0},
      {1, Double.POSITIVE_INFINITY, 1},
      {-1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY},
      {1, 0, Double.NaN},
      {Double.POSITIVE_INFINITY, 2, Double.NaN},
      {Double.NaN, 2, Double.NaN}
    };
    for (var row : table) {
      for (var element : new Element[] {Element.F32, Element.F64}) {
        assertEquals(row[2], MOD.kernel(element, element).scalar(row[0], row[1], 0));
      }
    }
  }

  @Test
  void integersStayAsTheyAre() {
    for (var definition : new Definition[] {FLOOR, CEIL, ROUND, TRUNC}) {
      assertEquals(-7, definition.kernel(Element.I32).scalar(-7, 0, 0));
    }
  }
}
