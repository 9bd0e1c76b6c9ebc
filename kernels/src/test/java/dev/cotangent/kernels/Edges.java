package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// A function whose values are asserted one by one; for float too, where the argument is one.
record Edges(Definition function) {
  static Edges of(Definition function) {
    return new Edges(function);
  }

  Edges at(double x, double value) {
    var f64 = function.kernel(Element.F64);
    assertEquals(value, f64.scalar(x, 0, 0), function.name() + " F64 at " + x);
    if (isFloat(x)) {
      float f32 = (float) function.kernel(Element.F32).scalar(x, 0, 0);
      assertEquals((float) value, f32, function.name() + " F32 at " + x);
    }
    return this;
  }

  static boolean isFloat(double x) {
    return Double.isNaN(x) || (float) x == x;
  }
}
