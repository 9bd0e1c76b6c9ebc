package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What the build step has left in the library: it needs the build, which some editors leave out.
class PrebuiltTest {
  /// As the operations define them. The last calls a function of ours for its rare arguments.
  static final List<Definition> FUNCTIONS =
      List.of(
          Definition.binary("times", Expr::mul),
          Definition.unary("exp", Elementary::exp),
          Definition.unary("lgamma", LogGamma::lgamma));

  private static Class<?> scalarForm(Definition f, Element... operands) {
    return VectorKernel.scalarForm(f.kernel(operands)).getClass();
  }

  private static Element[] operands(Definition f, Element element) {
    var operands = new Element[f.arity()];
    Arrays.fill(operands, element);
    return operands;
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void isWhatRuns(Definition f) {
    for (var element : List.of(Element.F32, Element.F64)) {
      var found = scalarForm(f, operands(f, element));
      assertFalse(found.isHidden(), found.getName());
    }
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void hasTheBitsOfWhatIsMadeAtRunTime(Definition f) {
    for (var element : List.of(Element.F32, Element.F64)) {
      var operands = operands(f, element);
      var made = KernelCompiler.compile(f.name(), f.expression(operands), operands);
      var found = VectorKernel.scalarForm(f.kernel(operands));
      assertTrue(made.getClass().isHidden());
      for (int stride = 0; stride < 3; stride++) {
        assertEquals(bits(made, element, stride, operands), bits(found, element, stride, operands));
      }
    }
  }

  private static List<Long> bits(Kernel kernel, Element element, int stride, Element... operands) {
    int n = 500;
    var in = new Object[operands.length];
    var strides = new int[operands.length];
    for (int k = 0; k < in.length; k++) {
      in[k] = MadeUp.array(element, n * 2, k, true);
      strides[k] = k == 0 ? stride : 1;
    }
    var out = element.newArray(n);
    kernel.map(n, out, 0, 1, in, new int[in.length], strides);
    var bits = new Long[n];
    for (int i = 0; i < n; i++) bits[i] = Double.doubleToRawLongBits(element.get(out, i));
    return List.of(bits);
  }

  @Test
  void anotherFunctionOfTheNameIsNotIt() {
    var f = Definition.unary("exp", x -> x.add(x));
    assertTrue(scalarForm(f, Element.F64).isHidden());
    assertEquals(6, f.kernel(Element.F64).scalar(3, 0, 0));
  }

  @Test
  void neitherIsOneForOtherOperands() {
    var f = Definition.binary("times", (x, y) -> x);
    assertTrue(scalarForm(f, Element.F32, Element.F32).isHidden());
    assertTrue(scalarForm(f, Element.F32, Element.I32).isHidden());
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void isTheSameInEveryBuild(Definition f) throws Exception {
    var file = only(Prebuilt.classFile(f, operands(f, Element.F32)));
    var resource = "/" + file.getKey().replace('.', '/') + ".class";
    try (var built = Prebuilt.class.getResourceAsStream(resource)) {
      assertArrayEquals(built == null ? new byte[0] : built.readAllBytes(), file.getValue());
    }
  }

  private static Map.Entry<String, byte[]> only(Map<String, byte[]> files) {
    assertEquals(1, files.size());
    return files.entrySet().iterator().next();
  }

  @Test
  void thereIsNoneWhereTheFunctionIsNotDefined() {
    var less = Definition.binary("less", Expr::lt);
    assertEquals(Map.of(), Prebuilt.classFile(less, Element.BOOL, Element.BOOL));
  }
}
