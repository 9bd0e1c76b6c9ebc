package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefinitionTest {
  private final Definition less = Definition.binary("less", Expr::lt);

  @Test
  void knowsItsResult() {
    assertEquals(Element.BOOL, less.result(Element.F64, Element.F64));
    assertEquals(Element.F32, Definition.unary("exp", Elementary::exp).result(Element.F32));
    assertEquals("less/2", less.toString());
  }

  @Test
  void oneKernelForEachCombinationOfElements() {
    var kernel = less.kernel(Element.F32, Element.F32);
    assertSame(kernel, less.kernel(Element.F32, Element.F32));
    assertNotSame(kernel, less.kernel(Element.I32, Element.I32));
    assertEquals(1, less.kernel(Element.I32, Element.I32).scalar(1, 2, 0));
  }

  @Test
  void aKernelThatTheBuildHasNotMadeIsMadeNow() {
    assertTrue(
        VectorKernel.scalarForm(less.kernel(Element.F64, Element.F64)).getClass().isHidden());
  }

  @Test
  void oneKernelUnderRaces() {
    var fresh = Definition.ternary("f", (a, b, c) -> a.fma(b, c));
    long kernels =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(i -> fresh.kernel(Element.F64, Element.F64, Element.F64))
            .distinct()
            .count();
    assertEquals(1, kernels);
  }

  @Test
  void refusesWhatItIsNotDefinedFor() {
    assertThrows(IllegalArgumentException.class, () -> less.kernel(Element.F32, Element.I32));
    assertThrows(IllegalArgumentException.class, () -> less.result(Element.BOOL, Element.BOOL));
    var e = assertThrows(IllegalArgumentException.class, () -> less.kernel(Element.F32));
    assertEquals("less: takes 2 operands, not 1", e.getMessage());
  }

  @Test
  void definitionsCompose() {
    var square = Definition.unary("square", x -> x.mul(x));
    var sum = Definition.binary("sumOfSquares", (x, y) -> square.apply(x).add(square.apply(y)));
    assertEquals(25, sum.kernel(Element.I32, Element.I32).scalar(3, 4, 0));
  }
}
