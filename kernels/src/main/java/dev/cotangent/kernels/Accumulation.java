package dev.cotangent.kernels;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// What vector code keeps of the elements that a lane has got so far: one value or several, from
/// which the result is computed only at the end, where that takes fewer instructions for each
/// element.
///
/// @param result of inputs that are the states of the parts, in order
/// @param inAnyOrder whether the result does not depend on the order of the elements
record Accumulation(List<Part> parts, Expr result, boolean inAnyOrder) {
  /// One of the values that are kept.
  ///
  /// @param start of input 0, an element
  /// @param next of input 0, the state, and input 1, an element
  record Part(Expr start, Expr next) {}

  /// @param combine of inputs 0 and 1, two elements
  static Accumulation of(Expr combine) {
    var type = combine.type();
    boolean extreme = combine.op() == Op.MAX || combine.op() == Op.MIN;
    if (extreme && type.isFloating()) {
      boolean ofInputs = combine.arg(0).op() == Op.INPUT && combine.arg(1).op() == Op.INPUT;
      if (ofInputs) return extreme(type, combine.op() == Op.MAX ? Expr::max : Expr::min);
    }
    var element = Expr.input(0, type);
    return new Accumulation(List.of(new Part(element, combine)), element, false);
  }

  /// Processors have no instruction for extremes of floating numbers among which NaN and the sign
  /// of zero count, but they have for integers. As integers, bits are ordered from -0 to -infinity,
  /// negative NaNs, +0 to +infinity, positive NaNs; with the sign turned over, the positive half
  /// comes first. The largest number is the last in the first order, or, if none is positive, the
  /// first; the smallest is the last in the second order, or, if none is negative, the first in the
  /// first one. And NaNs are last in one order or the other. So the extreme of these three is the
  /// extreme of all. All NaNs count as one.
  private static Accumulation extreme(Type type, BinaryOperator<Expr> combine) {
    var integer = type.bits();
    long bit = integer == Type.I32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
    var sign = Expr.constant(integer, bit);
    var last = Expr.input(0, integer).asFloat();
    var first = Expr.input(1, integer).asFloat();
    var lastOfTurned = Expr.input(2, integer).xor(sign).asFloat();
    return new Accumulation(
        List.of(
            part(type, Expr::bits, Expr::max),
            part(type, Expr::bits, Expr::min),
            part(type, x -> x.bits().xor(sign), Expr::max)),
        combine.apply(last, combine.apply(first, lastOfTurned)),
        true);
  }

  private static Part part(Type type, UnaryOperator<Expr> key, BinaryOperator<Expr> choose) {
    var state = Expr.input(0, type.bits());
    return new Part(
        key.apply(Expr.input(0, type)), choose.apply(state, key.apply(Expr.input(1, type))));
  }
}
