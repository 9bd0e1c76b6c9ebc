package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DTypeTest {
  @ParameterizedTest
  @CsvSource({
    "FLOAT64, FLOAT64, FLOAT64",
    "FLOAT64, FLOAT32, FLOAT64",
    "FLOAT64, INT32, FLOAT64",
    "FLOAT64, BOOL, FLOAT64",
    "FLOAT32, FLOAT32, FLOAT32",
    "FLOAT32, INT32, FLOAT32",
    "FLOAT32, BOOL, FLOAT32",
    "INT32, INT32, INT32",
    "INT32, BOOL, INT32",
    "BOOL, BOOL, BOOL"
  })
  void promotes(DType x, DType y, DType expected) {
    assertEquals(expected, x.promote(y));
    assertEquals(expected, y.promote(x));
  }

  @Test
  void onlyFloatingTypesAreDifferentiable() {
    assertEquals(true, DType.FLOAT32.isDifferentiable());
    assertEquals(true, DType.FLOAT64.isDifferentiable());
    assertEquals(false, DType.INT32.isDifferentiable());
    assertEquals(false, DType.BOOL.isDifferentiable());
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void elementsAndTypesCorrespond(DType dtype) {
    assertEquals(dtype, DType.of(dtype.element()));
  }
}
