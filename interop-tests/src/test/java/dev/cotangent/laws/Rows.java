package dev.cotangent.laws;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.laws.Operation.Takes;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.collection.Array;

/// The forms that most operations have, and what their misuse says.
final class Rows {
  private Rows() {}

  private static final Tensor MATRIX = Tensor.ones(2, 3);

  /// A tensor and a number.
  interface WithNumber {
    Tensor apply(Tensor x, double y);
  }

  /// A tensor and axes.
  interface WithAxes {
    Tensor apply(Tensor x, int... axes);
  }

  /// A tensor and axes that may be kept.
  interface Keeping {
    Tensor apply(Tensor x, boolean keepDims, int... axes);
  }

  /// One form of an operation, as in `reshape(int[])`.
  static Operation row(String method, Function1<Draw, Call> calls) {
    return Operation.of(method.substring(0, method.indexOf('(')), Array.of(method), calls);
  }

  /// Position by position.
  static Operation unary(String name, Function1<Tensor, Tensor> f) {
    return Operation.of(
        name, Array.of(name + "()"), draw -> Call.of(draw.shape(), f, draw.shape()));
  }

  /// Position by position, with one of these numbers.
  static Operation withNumber(String name, WithNumber f, double... numbers) {
    return Operation.of(name, Array.of(name + "(double)"), draw -> withNumber(draw, f, numbers));
  }

  private static Call withNumber(Draw draw, WithNumber f, double... numbers) {
    double number = numbers[draw.whole(0, numbers.length - 1)];
    return Call.of(draw.shape(), x -> f.apply(x, number), draw.shape());
  }

  /// Two operands that broadcast.
  static Operation binary(String name, Function2<Tensor, Tensor, Tensor> f) {
    return Operation.of(name, Array.of(name + "(S)"), draw -> broadcasting(draw, f))
        .refuses(() -> f.apply(Tensor.ones(2), Tensor.ones(3)), "(2)", "(3)");
  }

  /// Two BOOL operands that broadcast.
  static Operation logical(String name, Function2<Tensor, Tensor, Tensor> f) {
    var two = Tensor.bools(true, false);
    var three = Tensor.bools(true, false, true);
    return Operation.of(name, Array.of(name + "(S)"), draw -> broadcasting(draw, f))
        .takes(Takes.LOGICAL)
        .refuses(() -> f.apply(two, three), "(2)", "(3)");
  }

  private static Call broadcasting(Draw draw, Function2<Tensor, Tensor, Tensor> f) {
    var other = draw.narrower();
    return draw.flag()
        ? Call.of(draw.shape(), other.shape(), f, draw.shape())
        : Call.of(other.shape(), draw.shape(), f, draw.shape());
  }

  /// Two operands that broadcast, the second of which may be one of these numbers.
  static Operation arithmetic(
      String name, Function2<Tensor, Tensor, Tensor> f, WithNumber g, double... numbers) {
    return Operation.of(
            name,
            Array.of(name + "(S)", name + "(double)"),
            draw -> draw.whole(0, 3) == 0 ? withNumber(draw, g, numbers) : broadcasting(draw, f))
        .refuses(() -> f.apply(Tensor.ones(2), Tensor.ones(3)), "(2)", "(3)");
  }

  /// Of all elements, or along axes.
  static Operation reduction(
      String name, Function1<Tensor, Tensor> all, WithAxes along, Keeping keeping) {
    return Operation.of(
            name,
            Array.of(name + "()", name + "(int[])", name + "(boolean, int[])"),
            draw -> reducing(draw, all, along, keeping))
        .refuses(() -> along.apply(MATRIX, 2), "axis 2", "(2, 3)")
        .refuses(() -> along.apply(MATRIX, 0, -2), "axis -2", "(2, 3)", "twice")
        .refuses(() -> keeping.apply(MATRIX, true, -3), "axis -3", "(2, 3)");
  }

  private static Call reducing(
      Draw draw, Function1<Tensor, Tensor> all, WithAxes along, Keeping keeping) {
    var axes = draw.axes();
    boolean keep = draw.flag();
    return switch (draw.whole(0, 2)) {
      case 0 -> Call.of(draw.shape(), all, draw.reduced(false));
      case 1 -> Call.of(draw.shape(), x -> along.apply(x, axes), draw.reduced(false, axes));
      default -> Call.of(draw.shape(), x -> keeping.apply(x, keep, axes), draw.reduced(keep, axes));
    };
  }

  /// Along one axis, which stays as long as it is.
  static Operation alongAxis(String name, Function2<Tensor, Integer, Tensor> f) {
    return onAxis(name, f, (draw, axis) -> draw.shape());
  }

  /// Along one axis, which is gone from the result.
  static Operation overAxis(String name, Function2<Tensor, Integer, Tensor> f) {
    return onAxis(name, f, (draw, axis) -> draw.reduced(false, axis));
  }

  /// Along one axis, with a result of a shape to be told.
  static Operation onAxis(
      String name, Function2<Tensor, Integer, Tensor> f, Function2<Draw, Integer, Shape> result) {
    return Operation.of(
            name,
            Array.of(name + "(int)"),
            any -> {
              var draw = any.rank(1);
              int axis = draw.axis();
              return Call.of(draw.shape(), x -> f.apply(x, axis), result.apply(draw, axis));
            })
        .refuses(() -> f.apply(MATRIX, 2), "axis 2", "(2, 3)")
        .refuses(() -> f.apply(MATRIX, -3), "axis -3", "(2, 3)");
  }
}
