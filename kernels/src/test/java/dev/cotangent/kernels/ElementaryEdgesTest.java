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

  @Test
  void exponentials() {
    Edges.of(Definition.unary("exp", Elementary::exp))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, 0.0)
        .at(0.0, 1.0)
        .at(-0.0, 1.0)
        .at(TINY, 1.0)
        .at(710.0, INF)
        .at(2000.0, INF)
        .at(-746.0, 0.0)
        .at(-1e30, 0.0)
        .at(MAX, INF)
        .at(-MAX, 0.0)
        .at(-745.0, TINY)
        .at(709.782712893384, 0x1.fffffffffff2ap1023);
    Edges.of(Definition.unary("exp2", Elementary::exp2))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, 0.0)
        .at(-0.0, 1.0)
        .at(1024.0, INF)
        .at(-1074.0, TINY)
        .at(-1076.0, 0.0)
        .at(-1e30, 0.0)
        .at(1e30, INF)
        .at(0.5, Math.sqrt(2));
    Edges.of(Definition.unary("expm1", Elementary::expm1))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, -1.0)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(TINY, TINY)
        .at(-TINY, -TINY)
        .at(710.0, INF)
        .at(1e30, INF)
        .at(-100.0, -1.0)
        .at(-1e30, -1.0);
    Edges.of(Definition.unary("sigmoid", Elementary::sigmoid))
        .at(NAN, NAN)
        .at(INF, 1.0)
        .at(-INF, 0.0)
        .at(0.0, 0.5)
        .at(-0.0, 0.5)
        .at(800.0, 1.0)
        .at(-800.0, 0.0)
        .at(TINY, 0.5);
    Edges.of(Definition.unary("softplus", Elementary::softplus))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, 0.0)
        .at(0.0, Math.log(2))
        .at(1e30, 1e30)
        .at(-1e30, 0.0)
        .at(800.0, 800.0);
  }

  @Test
  void logarithms() {
    for (var log :
        new Definition[] {
          Definition.unary("log", Elementary::log),
          Definition.unary("log2", Elementary::log2),
          Definition.unary("log10", Elementary::log10)
        }) {
      Edges.of(log)
          .at(NAN, NAN)
          .at(INF, INF)
          .at(-INF, NAN)
          .at(0.0, -INF)
          .at(-0.0, -INF)
          .at(1.0, 0.0)
          .at(-1.0, NAN)
          .at(-TINY, NAN);
    }
    Edges.of(Definition.unary("log1p", Elementary::log1p))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, NAN)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(-1.0, -INF)
        .at(-2.0, NAN)
        .at(TINY, TINY)
        .at(-TINY, -TINY)
        .at(1.0, Math.log(2));
  }

  @Test
  void trigonometricFunctions() {
    Edges.of(Definition.unary("sin", Elementary::sin))
        .at(NAN, NAN)
        .at(INF, NAN)
        .at(-INF, NAN)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(TINY, TINY)
        .at(-TINY, -TINY)
        .at(1e30, StrictMath.sin(1e30))
        .at(-MAX, StrictMath.sin(-MAX));
    Edges.of(Definition.unary("cos", Elementary::cos))
        .at(NAN, NAN)
        .at(INF, NAN)
        .at(-INF, NAN)
        .at(0.0, 1.0)
        .at(-0.0, 1.0)
        .at(TINY, 1.0)
        .at(MAX, StrictMath.cos(MAX));
    Edges.of(Definition.unary("tan", Elementary::tan))
        .at(NAN, NAN)
        .at(INF, NAN)
        .at(-INF, NAN)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(TINY, TINY)
        .at(MAX, StrictMath.tan(MAX));
    double half = Math.PI / 2;
    Edges.of(Definition.unary("asin", Elementary::asin))
        .at(NAN, NAN)
        .at(INF, NAN)
        .at(1.5, NAN)
        .at(-1.5, NAN)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(1.0, half)
        .at(-1.0, -half)
        .at(TINY, TINY)
        .at(-TINY, -TINY);
    Edges.of(Definition.unary("acos", Elementary::acos))
        .at(NAN, NAN)
        .at(-INF, NAN)
        .at(1.5, NAN)
        .at(-1.5, NAN)
        .at(0.0, half)
        .at(-0.0, half)
        .at(1.0, 0.0)
        .at(-1.0, Math.PI);
    Edges.of(Definition.unary("atan", Elementary::atan))
        .at(NAN, NAN)
        .at(INF, half)
        .at(-INF, -half)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(1.0, half / 2)
        .at(MAX, half)
        .at(TINY, TINY)
        .at(-TINY, -TINY);
  }

  @Test
  void hyperbolicFunctions() {
    Edges.of(Definition.unary("sinh", Elementary::sinh))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, -INF)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(TINY, TINY)
        .at(-TINY, -TINY)
        .at(711.0, INF)
        .at(-1e30, -INF);
    Edges.of(Definition.unary("cosh", Elementary::cosh))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, INF)
        .at(0.0, 1.0)
        .at(-0.0, 1.0)
        .at(TINY, 1.0)
        .at(711.0, INF)
        .at(-1e30, INF);
    Edges.of(Definition.unary("tanh", Elementary::tanh))
        .at(NAN, NAN)
        .at(INF, 1.0)
        .at(-INF, -1.0)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(TINY, TINY)
        .at(30.0, 1.0)
        .at(-1e30, -1.0);
    Edges.of(Definition.unary("asinh", Elementary::asinh))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, -INF)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(TINY, TINY)
        .at(-TINY, -TINY);
    Edges.of(Definition.unary("acosh", Elementary::acosh))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, NAN)
        .at(1.0, 0.0)
        .at(0.5, NAN)
        .at(-2.0, NAN)
        .at(0.0, NAN);
    Edges.of(Definition.unary("atanh", Elementary::atanh))
        .at(NAN, NAN)
        .at(1.0, INF)
        .at(-1.0, -INF)
        .at(2.0, NAN)
        .at(-INF, NAN)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(TINY, TINY);
  }

  @Test
  void errorFunctionsAndRoots() {
    Edges.of(Definition.unary("erf", Elementary::erf))
        .at(NAN, NAN)
        .at(INF, 1.0)
        .at(-INF, -1.0)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(7.0, 1.0)
        .at(-MAX, -1.0);
    Edges.of(Definition.unary("erfc", Elementary::erfc))
        .at(NAN, NAN)
        .at(INF, 0.0)
        .at(-INF, 2.0)
        .at(0.0, 1.0)
        .at(-0.0, 1.0)
        .at(28.0, 0.0)
        .at(-7.0, 2.0)
        .at(MAX, 0.0)
        .at(TINY, 1.0);
    Edges.of(Definition.unary("cbrt", Elementary::cbrt))
        .at(NAN, NAN)
        .at(INF, INF)
        .at(-INF, -INF)
        .at(0.0, 0.0)
        .at(-0.0, -0.0)
        .at(27.0, 3.0)
        .at(-0.125, -0.5);
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
        if (!Edges.isFloat(x) || !Edges.isFloat(y)) continue;
        float narrow = (float) definition.kernel(Element.F32, Element.F32).scalar(x, y, 0);
        boolean exact = (float) value == 0 || !Float.isFinite((float) value);
        if (exact) assertEquals((float) value, narrow, place);
        else assertEquals((float) value, narrow, Math.ulp((float) value), place);
      }
    }
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
