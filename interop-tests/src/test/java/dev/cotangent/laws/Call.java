package dev.cotangent.laws;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;

/// An operation with its parameters chosen: a function of tensors of these shapes.
///
/// @param result the shape that the result must have
record Call(Seq<Shape> operands, Function1<Seq<Tensor>, Tensor> f, Shape result) {
  static Call of(Shape x, Function1<Tensor, Tensor> f, Shape result) {
    return new Call(Array.of(x), xs -> f.apply(xs.get(0)), result);
  }

  static Call of(Shape x, Shape y, Function2<Tensor, Tensor, Tensor> f, Shape result) {
    return new Call(Array.of(x, y), xs -> f.apply(xs.get(0), xs.get(1)), result);
  }

  /// Whether one tensor may stand for all the operands.
  boolean mayRepeat() {
    return operands.size() > 1 && operands.distinct().size() == 1;
  }

  /// With one tensor for all the operands.
  Call repeated() {
    return new Call(
        operands.take(1), xs -> f.apply(Array.fill(operands.size(), xs.get(0))), result);
  }
}
