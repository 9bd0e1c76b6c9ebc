package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Short rows have the bits of the documented order, also where their code has been made.
class LaneTreeTest {
  private static final Definition SUM = Definition.binary("sum", Expr::add);
  private static final int ROWS = 9;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 200, 255, 256})
  void everyLength(int length) {
    int stride = length + 3;
    var values = Model.random(length, 5 + ROWS * stride).values();
    var floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
    var doubleSums = new double[ROWS + 1];
    var floatSums = new float[ROWS + 1];
    tree(Element.F64, length).reduce(ROWS, values, 5, stride, doubleSums, 1);
    tree(Element.F32, length).reduce(ROWS, floats, 5, stride, floatSums, 1);
    for (int row = 0; row < ROWS; row++) {
      int from = 5 + row * stride;
      var doubles = Arrays.copyOfRange(values, from, from + length);
      assertEquals(ReductionTest.sum(doubles), doubleSums[row + 1]);
      var singles = Arrays.copyOfRange(floats, from, from + length);
      assertEquals(ReductionTest.sum(singles), floatSums[row + 1]);
    }
  }

  private static LaneTree tree(Element element, int length) {
    var tree = LaneTreeCompiler.compile("sum", SUM.expression(element, element), length);
    assertNotNull(tree);
    return tree;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 17, 64, 100, 256})
  void theCompiledFormTakesOverWithoutChangingABit(int length) {
    var model = Model.random(length, 40_000 / length, length);
    var x = model.strided(Element.F64);
    var first = Model.of(Reduction.reduce(SUM, -0.0, x.slice(0, 0, 2, 1), 1)); // too few to compile
    var all = Model.of(Reduction.reduce(SUM, -0.0, x, 1));
    assertEquals(first, all.slice(0, 0, 2, 1));
    for (int row = 0; row < all.dims()[0]; row++) {
      var values = Arrays.copyOfRange(model.values(), row * length, (row + 1) * length);
      assertEquals(ReductionTest.sum(values), all.at(row));
    }
  }
}
