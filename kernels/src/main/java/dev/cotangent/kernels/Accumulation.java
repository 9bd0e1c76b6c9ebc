package dev.cotangent.kernels;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// What vector code keeps of the elements that have been combined so far: one vector or several,
/// from which the result is computed only at the end, where that takes fewer instructions for each
/// element.
///
/// @param result of inputs that are the states of the parts, in order
/// @param inAnyOrder whether the bits of the result do not depend on the order of the elements
record Accumulation(List<Part> parts, Expr result, boolean inAnyOrder) {
  /// One of the vectors that are kept.
  ///
  /// @param start of input 0, an element
  /// @param next of input 0, the state, and input 1, an element
  /// @param merge of inputs 0 and 1, two states
  record Part(Expr start, Expr next, Expr merge) {}

  /// @param combine of inputs 0 and 1, two elements
  static Accumulation of(Expr combine) {
    boolean extreme = combine.op() == Op.MAX || combine.op() == Op.MIN;
    if (extreme && combine.type().isFloating() && combine.arg(0).op() == combine.arg(1).op()) {
      return combine.op() == Op.MAX
          ? extreme(combine.type(), Expr::max)
          : extreme(combine.type(), Expr::min);
    }
    var element = Expr.input(0, combine.type());
    return new Accumulation(List.of(new Part(element, combine, combine)), element, false);
  }

  /// The processor has no instruction for the largest of floating numbers where NaN and the sign of
  /// zero count, but one for integers. Ordered as integers, bits are -0 to -infinity, negative NaNs,
  /// +0 to +infinity, positive NaNs; with the sign turned over, the positive half comes first. Of
  /// the largest in both orders and the smallest in the first, one is the extreme of all, or a NaN
  /// if there is any: the largest positive number, or else the smallest in the first order, is the
  /// largest number, and each kind of NaN comes last in one order.
  private static Accumulation extreme(Type type, BinaryOperator<Expr> combine) {
    var integer = type.bits();
    var sign =
        Expr.constant(integer, integer == Type.I32 ? (long) Integer.MIN_VALUE : Long.MIN_VALUE);
    var states = new Expr[] {Expr.input(0, integer), Expr.input(1, integer)};
    var other = Expr.input(2, integer).xor(sign).asFloat();
    var result =
        combine.apply(states[0].asFloat(), combine.apply(states[1].asFloat(), other));
    return new Accumulation(
        List.of(
            part(type, Expr::bits, Expr::max),
            part(type, Expr::bits, Expr::min),
            part(type, x -> x.bits().xor(sign), Expr::max)),
        result,
        true);
  }

  private static Part part(
      Type type, UnaryOperator<Expr> key, BinaryOperator<Expr> choose) {
    var integer = type.bits();
    var state = Expr.input(0, integer);
    return new Part(
        key.apply(Expr.input(0, type)),
        choose.apply(state, key.apply(Expr.input(1, type))),
        choose.apply(state, Expr.input(1, integer)));
  }
}
