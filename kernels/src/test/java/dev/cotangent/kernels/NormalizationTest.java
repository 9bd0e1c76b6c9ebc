package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows that lie one behind the other are taken another way than others, with the same bits.
class NormalizationTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "5, 1", "700, 10", "300, 63", "70, 64", "40, 65", "9, 1000", "2, 40000"})
  void theLayoutCannotBeSeen(int rows, int length) {
    var model = Model.random(rows + length, rows, length);
    if (length > 2) {
      model.values()[1] = Double.NEGATIVE_INFINITY;
      model.values()[length] = Double.POSITIVE_INFINITY;
      model.values()[model.values().length - 1] = Double.NaN;
    }
    for (var element : new Element[] {Element.F64, Element.F32}) {
      check(Normalization::softmax, model, element);
      check(Normalization::logSoftmax, model, element);
    }
  }

  private static void check(BiFunction<Strided, Integer, Strided> f, Model model, Element element) {
    var columns = model.permute(1, 0).strided(element);
    var expected = Model.of(f.apply(columns, 0)).permute(1, 0);
    assertEquals(expected, Model.of(f.apply(model.strided(element), 1)));
    assertEquals(expected, Model.of(f.apply(columns.permute(1, 0), 1)));
  }

  @ParameterizedTest
  @CsvSource({"50, 10", "50, 100"})
  void rowsSumToOne(int rows, int length) {
    var weights = Normalization.softmax(Model.random(1, rows, length).strided(Element.F64), 1);
    var sums = Reduction.reduce(Definition.binary("sum", Expr::add), -0.0, weights, 1);
    for (int row = 0; row < rows; row++) assertEquals(1, Model.of(sums).at(row), 1e-14);
    var logs = Normalization.logSoftmax(Model.random(1, rows, length).strided(Element.F64), 1);
    for (int k = 0; k < length; k++) {
      assertEquals(Model.of(weights).at(0, k), Math.exp(Model.of(logs).at(0, k)), 1e-13);
    }
  }
}
