package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Where the result is exactly prescribed: at NaN, infinities, zeros, and where a function begins
/// to overflow or underflow, or is undefined.
class ElementaryEdgesTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final double TINY = Double.MIN_VALUE;
  private static final double MAX = Double.MAX_VALUE;

  /// Argument and value, alternately; for float too, where the arguments are floats.
  private static void check(Definition definition, double... table) {
    for (int k = 0; k < table.length; k += 2) {
      double x = table[k];
      double value = table[k + 1];
      assertEquals(
          value, definition.kernel(Element.F64).scalar(x, 0, 0), definition + " F64 at " + x);
      if (isFloat(x)) {
        assertEquals(
            (float) value,
            (float) definition.kernel(Element.F32).scalar(x, 0, 0),
            definition + " F32 at " + x);
      }
    }
  }

  @Test
  void exponentials() {
    check(
        Definition.unary("exp", Elementary::exp),
        NAN,
        NAN,
        INF,
        INF,
        -INF,
        0.0,
        0.0,
        1.0,
        -0.0,
        1.0,
        TINY,
        1.0,
        710.0,
        INF,
        2000.0,
        INF,
        -746.0,
        0.0,
        -1e30,
        0.0,
        MAX,
        INF,
        -MAX,
        0.0,
        -745.0,
        TINY,
        709.782712893384,
        0x1.fffffffffff2ap1023);
    check(
        Definition.unary("exp2", Elementary::exp2),
        NAN,
        NAN,
        INF,
        INF,
        -INF,
        0.0,
        -0.0,
        1.0,
        1024.0,
        INF,
        -1074.0,
        TINY,
        -1076.0,
        0.0,
        -1e30,
        0.0,
        1e30,
        INF,
        0.5,
        Math.sqrt(2));
    check(
        Definition.unary("expm1", Elementary::expm1),
        NAN,
        NAN,
        INF,
        INF,
        -INF,
        -1.0,
        0.0,
        0.0,
        -0.0,
        -0.0,
        TINY,
        TINY,
        -TINY,
        -TINY,
        710.0,
        INF,
        1e30,
        INF,
        -100.0,
        -1.0,
        -1e30,
        -1.0);
    check(
        Definition.unary("sigmoid", Elementary::sigmoid),
        NAN,
        NAN,
        INF,
        1.0,
        -INF,
        0.0,
        0.0,
        0.5,
        -0.0,
        0.5,
        800.0,
        1.0,
        -800.0,
        0.0,
        TINY,
        0.5);
    check(
        Definition.unary("softplus", Elementary::softplus),
        NAN,
        NAN,
        INF,
        INF,
        -INF,
        0.0,
        0.0,
        Math.log(2),
        1e30,
        1e30,
        -1e30,
        0.0,
        800.0,
        800.0);
  }

  @Test
  void logarithms() {
    for (var log :
        new Definition[] {
          Definition.unary("log", Elementary::log),
          Definition.unary("log2", Elementary::log2),
          Definition.unary("log10", Elementary::log10)
        }) {
      check(
          log, NAN, NAN, INF, INF, -INF, NAN, 0.0, -INF, -0.0, -INF, 1.0, 0.0, -1.0, NAN, -TINY,
          NAN);
    }
    check(
        Definition.unary("log1p", Elementary::log1p),
        NAN,
        NAN,
        INF,
        INF,
        -INF,
        NAN,
        0.0,
        0.0,
        -0.0,
        -0.0,
        -1.0,
        -INF,
        -2.0,
        NAN,
        TINY,
        TINY,
        -TINY,
        -TINY,
        1.0,
        Math.log(2));
  }

  @Test
  void trigonometricFunctions() {
    check(
        Definition.unary("sin", Elementary::sin),
        NAN,
        NAN,
        INF,
        NAN,
        -INF,
        NAN,
        0.0,
        0.0,
        -0.0,
        -0.0,
        TINY,
        TINY,
        -TINY,
        -TINY,
        1e30,
        StrictMath.sin(1e30),
        -MAX,
        StrictMath.sin(-MAX));
    check(
        Definition.unary("cos", Elementary::cos),
        NAN,
        NAN,
        INF,
        NAN,
        -INF,
        NAN,
        0.0,
        1.0,
        -0.0,
        1.0,
        TINY,
        1.0,
        MAX,
        StrictMath.cos(MAX));
    check(
        Definition.unary("tan", Elementary::tan),
        NAN,
        NAN,
        INF,
        NAN,
        -INF,
        NAN,
        0.0,
        0.0,
        -0.0,
        -0.0,
        TINY,
        TINY,
        MAX,
        StrictMath.tan(MAX));
    double half = Math.PI / 2;
    check(
        Definition.unary("asin", Elementary::asin),
        NAN,
        NAN,
        INF,
        NAN,
        1.5,
        NAN,
        -1.5,
        NAN,
        0.0,
        0.0,
        -0.0,
        -0.0,
        1.0,
        half,
        -1.0,
        -half,
        TINY,
        TINY,
        -TINY,
        -TINY);
    check(
        Definition.unary("acos", Elementary::acos),
        NAN,
        NAN,
        -INF,
        NAN,
        1.5,
        NAN,
        -1.5,
        NAN,
        0.0,
        half,
        -0.0,
        half,
        1.0,
        0.0,
        -1.0,
        Math.PI);
    check(
        Definition.unary("atan", Elementary::atan),
        NAN,
        NAN,
        INF,
        half,
        -INF,
        -half,
        0.0,
        0.0,
        -0.0,
        -0.0,
        1.0,
        half / 2,
        MAX,
        half,
        TINY,
        TINY,
        -TINY,
        -TINY);
  }

  @Test
  void hyperbolicFunctions() {
    check(
        Definition.unary("sinh", Elementary::sinh),
        NAN,
        NAN,
        INF,
        INF,
        -INF,
        -INF,
        0.0,
        0.0,
        -0.0,
        -0.0,
        TINY,
        TINY,
        -TINY,
        -TINY,
        711.0,
        INF,
        -1e30,
        -INF);
    check(
        Definition.unary("cosh", Elementary::cosh),
        NAN,
        NAN,
        INF,
        INF,
        -INF,
        INF,
        0.0,
        1.0,
        -0.0,
        1.0,
        TINY,
        1.0,
        711.0,
        INF,
        -1e30,
        INF);
    check(
        Definition.unary("tanh", Elementary::tanh),
        NAN,
        NAN,
        INF,
        1.0,
        -INF,
        -1.0,
        0.0,
        0.0,
        -0.0,
        -0.0,
        TINY,
        TINY,
        30.0,
        1.0,
        -1e30,
        -1.0);
    check(
        Definition.unary("asinh", Elementary::asinh),
        NAN,
        NAN,
        INF,
        INF,
        -INF,
        -INF,
        0.0,
        0.0,
        -0.0,
        -0.0,
        TINY,
        TINY,
        -TINY,
        -TINY);
    check(
        Definition.unary("acosh", Elementary::acosh),
        NAN,
        NAN,
        INF,
        INF,
        -INF,
        NAN,
        1.0,
        0.0,
        0.5,
        NAN,
        -2.0,
        NAN,
        0.0,
        NAN);
    check(
        Definition.unary("atanh", Elementary::atanh),
        NAN,
        NAN,
        1.0,
        INF,
        -1.0,
        -INF,
        2.0,
        NAN,
        -INF,
        NAN,
        0.0,
        0.0,
        -0.0,
        -0.0,
        TINY,
        TINY);
  }

  @Test
  void errorFunctionsAndRoots() {
    check(
        Definition.unary("erf", Elementary::erf),
        NAN,
        NAN,
        INF,
        1.0,
        -INF,
        -1.0,
        0.0,
        0.0,
        -0.0,
        -0.0,
        7.0,
        1.0,
        -MAX,
        -1.0);
    check(
        Definition.unary("erfc", Elementary::erfc),
        NAN,
        NAN,
        INF,
        0.0,
        -INF,
        2.0,
        0.0,
        1.0,
        -0.0,
        1.0,
        28.0,
        0.0,
        -7.0,
        2.0,
        MAX,
        0.0,
        TINY,
        1.0);
    check(
        Definition.unary("cbrt", Elementary::cbrt),
        NAN,
        NAN,
        INF,
        INF,
        -INF,
        -INF,
        0.0,
        0.0,
        -0.0,
        -0.0,
        27.0,
        3.0,
        -0.125,
        -0.5);
  }

  private static final double[] SPECIAL = {
    NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 0.5, -0.5, 1e30, -1e30
  };

  /// Specified by the JDK for all pairs of special values, and for the others known to be exact.
  @Test
  void powIsMathPowButForOne() {
    everyPair(
        Definition.binary("pow", Elementary::pow),
        (x, y) -> {
          boolean unit = x == 1 || x == -1 && Double.isInfinite(y);
          return unit ? 1 : StrictMath.pow(x, y);
        });
  }

  @Test
  void atan2IsMathAtan2() {
    everyPair(Definition.binary("atan2", Elementary::atan2), StrictMath::atan2);
  }

  @Test
  void hypotIsMathHypot() {
    everyPair(Definition.binary("hypot", Elementary::hypot), StrictMath::hypot);
  }

  private static void everyPair(Definition definition, DoubleBinaryOperator expected) {
    for (double x : SPECIAL) {
      for (double y : SPECIAL) {
        double value = expected.applyAsDouble(x, y);
        double ours = definition.kernel(Element.F64, Element.F64).scalar(x, y, 0);
        String place = definition + " at " + x + ", " + y;
        if (value == 0 || !Double.isFinite(value)) assertEquals(value, ours, place);
        else assertEquals(value, ours, Math.ulp(value), place);
        if (!isFloat(x) || !isFloat(y)) continue;
        float narrow = (float) definition.kernel(Element.F32, Element.F32).scalar(x, y, 0);
        boolean exact = (float) value == 0 || !Float.isFinite((float) value);
        if (exact) assertEquals((float) value, narrow, place);
        else assertEquals((float) value, narrow, Math.ulp((float) value), place);
      }
    }
  }

  private static boolean isFloat(double x) {
    return Double.isNaN(x) || (float) x == x;
  }

  /// Where the JDK has the function, over all magnitudes: no result is far off.
  @Test
  void agreesWithStrictMathEverywhere() {
    sweep(Definition.unary("exp", Elementary::exp), StrictMath::exp);
    sweep(Definition.unary("expm1", Elementary::expm1), StrictMath::expm1);
    sweep(Definition.unary("log", Elementary::log), StrictMath::log);
    sweep(Definition.unary("log1p", Elementary::log1p), StrictMath::log1p);
    sweep(Definition.unary("log10", Elementary::log10), StrictMath::log10);
    sweep(Definition.unary("sin", Elementary::sin), StrictMath::sin);
    sweep(Definition.unary("cos", Elementary::cos), StrictMath::cos);
    sweep(Definition.unary("tan", Elementary::tan), StrictMath::tan);
    sweep(Definition.unary("asin", Elementary::asin), StrictMath::asin);
    sweep(Definition.unary("acos", Elementary::acos), StrictMath::acos);
    sweep(Definition.unary("atan", Elementary::atan), StrictMath::atan);
    sweep(Definition.unary("sinh", Elementary::sinh), StrictMath::sinh);
    sweep(Definition.unary("cosh", Elementary::cosh), StrictMath::cosh);
    sweep(Definition.unary("tanh", Elementary::tanh), StrictMath::tanh);
    sweep(Definition.unary("cbrt", Elementary::cbrt), StrictMath::cbrt);
  }

  private static void sweep(Definition definition, DoubleUnaryOperator expected) {
    var kernel = definition.kernel(Element.F64);
    long step = 0x0003_1234_5678_9abcL;
    for (long bits = 0; bits <= 0x7ff0_0000_0000_0000L; bits += step) {
      double magnitude = Double.longBitsToDouble(bits);
      for (double x : new double[] {magnitude, -magnitude}) {
        double value = expected.applyAsDouble(x);
        double ours = kernel.scalar(x, 0, 0);
        if (Double.isFinite(value) && value != 0) {
          assertEquals(value, ours, 3 * Math.ulp(value), () -> definition + " at " + x);
        } else {
          assertEquals(value, ours, () -> definition + " at " + x);
        }
      }
    }
  }
}
