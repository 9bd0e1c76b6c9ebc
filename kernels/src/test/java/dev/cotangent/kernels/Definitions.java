package dev.cotangent.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Every instruction and elementary function as a definition, and operands for them.
final class Definitions {
  private static final double[] HUGE = {1e10, -1e22, 1e300, 40000, -3e9, 32768.5, -700, 88.7, 104};

  static final List<Definition> ALL =
      List.of(
          Definition.unary("exp", Elementary::exp),
          Definition.unary("expm1", Elementary::expm1),
          Definition.unary("exp2", Elementary::exp2),
          Definition.unary("sigmoid", Elementary::sigmoid),
          Definition.unary("softplus", Elementary::softplus),
          Definition.unary("log", Elementary::log),
          Definition.unary("log1p", Elementary::log1p),
          Definition.unary("log2", Elementary::log2),
          Definition.unary("log10", Elementary::log10),
          Definition.unary("sin", Elementary::sin),
          Definition.unary("cos", Elementary::cos),
          Definition.unary("tan", Elementary::tan),
          Definition.unary("asin", Elementary::asin),
          Definition.unary("acos", Elementary::acos),
          Definition.unary("atan", Elementary::atan),
          Definition.binary("atan2", Elementary::atan2),
          Definition.unary("sinh", Elementary::sinh),
          Definition.unary("cosh", Elementary::cosh),
          Definition.unary("tanh", Elementary::tanh),
          Definition.unary("asinh", Elementary::asinh),
          Definition.unary("acosh", Elementary::acosh),
          Definition.unary("atanh", Elementary::atanh),
          Definition.unary("erf", Elementary::erf),
          Definition.unary("erfc", Elementary::erfc),
          Definition.unary("erfinv", Elementary::erfinv),
          Definition.unary("lgamma", Elementary::lgamma),
          Definition.unary("digamma", Elementary::digamma),
          Definition.unary("trigamma", Elementary::trigamma),
          // Negative arguments are rare ones: without them the vector code is certain to be used.
          Definition.unary("lgamma of |x|", x -> Elementary.lgamma(x.abs())),
          Definition.unary("digamma of |x|", x -> Elementary.digamma(x.abs())),
          Definition.unary("trigamma of |x|", x -> Elementary.trigamma(x.abs())),
          Definition.unary("polygamma", x -> Elementary.polygamma(x.constant(3), x)),
          Definition.unary("logit", Elementary::logit),
          Definition.unary("sinc", Elementary::sinc),
          Definition.unary("cosPi", Elementary::cosPi),
          Definition.unary("gelu", Elementary::gelu),
          Definition.unary("geluSlope", Elementary::geluSlope),
          Definition.unary("silu", Elementary::silu),
          Definition.binary("logaddexp", Elementary::logaddexp),
          Definition.binary("pow", Elementary::pow),
          Definition.unary("cbrt", Elementary::cbrt),
          Definition.binary("hypot", Elementary::hypot),
          Definition.unary("floor", Elementary::floor),
          Definition.unary("ceil", Elementary::ceil),
          Definition.unary("round", Elementary::round),
          Definition.unary("trunc", Elementary::trunc),
          Definition.binary("rem", Elementary::rem),
          Definition.binary("mod", Elementary::mod),
          Definition.binary("add", Expr::add),
          Definition.binary("sub", Expr::sub),
          Definition.binary("mul", Expr::mul),
          Definition.binary("div", Expr::div),
          Definition.unary("neg", Expr::neg),
          Definition.unary("abs", Expr::abs),
          Definition.unary("sqrt", Expr::sqrt),
          Definition.ternary("multiplyAdd", Expr::multiplyAdd),
          Definition.binary("min", Expr::min),
          Definition.binary("max", Expr::max),
          Definition.unary("relu", x -> x.max(x.constant(0))),
          Definition.binary("lt", Expr::lt),
          Definition.binary("le", Expr::le),
          Definition.binary("gt", Expr::gt),
          Definition.binary("ge", Expr::ge),
          Definition.binary("eq", Expr::eq),
          Definition.binary("ne", Expr::ne),
          Definition.ternary("select", Expr::select),
          Definition.binary("clamp", (x, y) -> x.lt(y).select(y, x)),
          Definition.binary("and", Expr::and),
          Definition.binary("or", Expr::or),
          Definition.binary("xor", Expr::xor),
          Definition.unary("not", Expr::not),
          Definition.unary("shl", x -> x.shl(5)),
          Definition.unary("shr", x -> x.shr(3)),
          Definition.unary("ushr", x -> x.ushr(31)),
          Definition.unary("signBit", x -> x.bits().lt(x.bits().constant(0))),
          Definition.binary("copySign", (x, y) -> FloatFormat.of(x).copySign(x, y)),
          Definition.unary("toInt32", x -> x.convert(Type.I32)),
          Definition.unary("toFloat32", x -> x.convert(Type.F32)),
          Definition.unary("toFloat64", x -> x.convert(Type.F64)),
          Definition.unary("isNonZero", x -> x.convert(Type.MASK)));

  private Definitions() {}

  /// The combinations of elements for which a definition is defined.
  static List<Element[]> operands(Definition definition) {
    var defined = new ArrayList<Element[]>();
    int combinations = (int) Math.pow(Element.values().length, definition.arity());
    for (int number = 0; number < combinations; number++) {
      var operands = new Element[definition.arity()];
      int rest = number;
      for (int k = 0; k < operands.length; k++) {
        operands[k] = Element.values()[rest % Element.values().length];
        rest /= Element.values().length;
      }
      try {
        definition.expression(operands);
      } catch (IllegalArgumentException e) {
        continue; // not defined for them
      }
      defined.add(operands);
    }
    return defined;
  }

  /// Elements of which one in `wild`, or none if it is 0, is anywhere in the whole range, and the
  /// others of the order of 1.
  static Object array(Element element, int length, int wild, Random random) {
    var array = element.newArray(length);
    for (int i = 0; i < length; i++) {
      boolean any = wild > 0 && random.nextInt(wild) == 0;
      double value =
          any
              ? random.nextInt(4) == 0
                  ? HUGE[random.nextInt(HUGE.length)]
                  : RandomExpr.number(random)
              : element.isFloating() ? random.nextGaussian() * 3 : random.nextInt(-4, 5);
      element.set(array, i, value);
    }
    return array;
  }
}
