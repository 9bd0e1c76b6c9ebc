package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ExprTest {
  private final Expr x = Expr.input(0, Type.F32);
  private final Expr y = Expr.input(1, Type.F64);
  private final Expr n = Expr.input(2, Type.I32);

  @Test
  void wrongTypesAreNamed() {
    assertMessage("ADD: no such instruction on [F32, F64]", () -> x.add(y));
    assertMessage("SQRT: no such instruction on [I32]", n::sqrt);
    assertMessage("SELECT: no such instruction on [F32, F32, F32]", () -> x.select(x, x));
    assertMessage("FMA: no such instruction on [I32, I32, I32]", () -> n.fma(n, n));
    assertMessage("REM: no such instruction on [I64, I64]", () -> y.bits().rem(y.bits()));
    assertMessage("LT: no such instruction on [MASK, MASK]", () -> x.lt(x).lt(x.lt(x)));
    assertMessage("AND: no such instruction on [F32, F32]", () -> x.and(x));
    assertMessage("BITS: no such instruction on [I32]", n::bits);
    assertMessage("CONVERT: F32 to I64", () -> x.convert(Type.I64));
    assertMessage("SHL of I32 by 32", () -> n.shl(32));
    assertMessage("constant: 0.5 is no I32", () -> n.constant(0.5));
    assertMessage("constant: 2 is no MASK", () -> x.lt(x).constant(2));
    assertMessage(
        "RARE: POW takes 2 arguments, not 1", () -> Expr.rare(x.lt(x), ScalarFunction.POW, x, x));
    assertMessage("a floating type is needed, not I32", () -> Elementary.exp(n));
  }

  private static void assertMessage(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  @Test
  void constantsAreOfTheTypeOfTheirExpression() {
    assertEquals(x.constant(0.1), Expr.constant(Type.F32, 0.1f));
    assertNotEquals(x.constant(1.0), y.constant(1.0));
    assertNotEquals(x.constant(0.0), x.constant(-0.0));
    assertEquals(x.constant(-0.0), x.constant(0.0).neg());
    assertEquals(y.add(1L), y.add(1.0));
  }

  @Test
  void equalityIsThatOfStructure() {
    assertEquals(x.add(x.constant(1.0)), x.add(1.0));
    assertNotEquals(x.add(1.0), x.sub(1.0));
    assertNotEquals(n.shl(1), n.shl(2));
    var mask = x.lt(0.0);
    assertNotEquals(
        Expr.rare(mask, ScalarFunction.SIN, x, x), Expr.rare(mask, ScalarFunction.COS, x, x));
  }

  @Test
  void aNumberAndItsNegativeHaveOneMagnitude() {
    assertEquals(x.abs(), x.neg().abs());
    assertEquals(x, x.neg().neg());
    assertNotEquals(n.abs(), n.neg().abs()); // of the least integer neither exists
    int together = Program.of(Elementary.softplus(y), Elementary.softplus(y.neg())).size();
    assertTrue(together < 1.25 * Program.of(Elementary.softplus(y)).size());
  }

  @Test
  void equalPartsAreOneInstruction() {
    var sum = x.add(x.mul(x)).add(x.mul(x));
    assertEquals(4, Program.of(sum).size());
  }

  @Test
  void depthIsNoLimit() {
    var one = x;
    var other = x;
    for (int k = 0; k < 200_000; k++) {
      one = one.add(1.0);
      other = other.add(1.0);
    }
    assertEquals(one, other);
    assertEquals(one.hashCode(), other.hashCode());
    assertNotEquals(one, other.neg());
  }

  @Test
  void textListsTheInstructions() {
    assertEquals(
        """
        %0 = F32 INPUT 0
        %1 = F32 CONSTANT 2.0
        %2 = MASK LT %0 %1
        %3 = F32 RARE SIN %2 %0 %0
        """,
        Expr.rare(x.lt(2.0), ScalarFunction.SIN, x, x).toString());
  }

  @Test
  void elementsKnowTheirArrays() {
    for (var element : Element.values()) {
      var array = element.newArray(3);
      assertTrue(element.isInstance(array));
      assertEquals(3, element.length(array));
      element.set(array, 1, 1.0);
      assertEquals(1.0, element.get(array, 1));
      assertEquals(0.0, element.get(array, 2));
      assertEquals(element, element.type().element());
      for (var other : Element.values()) {
        assertEquals(element == other, other.isInstance(array));
      }
    }
    assertThrows(IllegalArgumentException.class, Type.I64::element);
  }
}
