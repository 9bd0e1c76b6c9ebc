package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Copies;
import java.util.Arrays;

/// Margins around tensors: a pair (before, after) for each axis.
public final class Padding {
  private Padding() {}

  /// Zeros around; the transpose cuts them off.
  private record Pad(int[][] margins) implements Linear {
    @Override
    public String name() {
      return "pad";
    }

    @Override
    public Linear lifted(int size) {
      var more = new int[margins.length + 1][];
      more[0] = new int[2];
      System.arraycopy(margins, 0, more, 1, margins.length);
      return new Pad(more);
    }

    @Override
    public Spec infer(Spec... operands) {
      var dims = operands[0].shape().toArray();
      for (int axis = 0; axis < dims.length; axis++) {
        long dim = (long) dims[axis] + margins[axis][0] + margins[axis][1];
        if (dim > Integer.MAX_VALUE) {
          throw new IllegalArgumentException(
              "pad: axis " + axis + " would have " + dim + " positions, more than 2^31 - 1");
        }
        dims[axis] = (int) dim;
      }
      return new Spec(operands[0].dtype(), Shape.of(dims));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]).operand();
      var dims = infer(Spec.of(xs[0])).shape().toArray();
      return new Dense(
          Copies.embedded(
              x,
              dims,
              zeros -> {
                var inner = zeros;
                for (int axis = 0; axis < dims.length; axis++) {
                  inner = inner.slice(axis, margins[axis][0], x.dim(axis), 1);
                }
                return inner;
              }));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      var inner = ct;
      for (int axis = 0; axis < margins.length; axis++) {
        int start = margins[axis][0];
        int stop = start + residual.spec(0).shape().dim(axis);
        inner = Slicing.slice(inner, axis, start, stop, 1);
      }
      return inner;
    }
  }

  /// Zeros around `x`, and elsewhere than on them the value.
  public static Tensor pad(Tensor x, int[][] beforeAfter, double value) {
    var margins = checked("pad", x, beforeAfter);
    boolean truth = x.dtype() == DType.BOOL && (value == 0 || value == 1);
    var number = truth ? Dense.scalar(DType.BOOL, value) : Numbers.like(x, value);
    var typed = x.toDType(x.dtype().promote(number.dtype()));
    if (Arrays.stream(margins).allMatch(pair -> pair[0] == 0 && pair[1] == 0)) return typed;
    var padded = new Pad(margins).checked(typed);
    if (Double.doubleToRawLongBits(value) == 0) return padded; // it is not -0 that Pad fills in
    var inside = new Pad(margins).bind(Dense.full(DType.BOOL, x.shape(), 1));
    return Tensor.where(inside, padded, number);
  }

  /// Along each axis the neighbours of an end in reverse order, the end itself not repeated.
  public static Tensor reflectPad(Tensor x, int[][] beforeAfter) {
    var margins = checked("reflectPad", x, beforeAfter);
    var padded = x;
    for (int axis = 0; axis < margins.length; axis++) {
      int before = margins[axis][0];
      int after = margins[axis][1];
      int dim = x.shape().dim(axis);
      if (before == 0 && after == 0) continue;
      if (Math.max(before, after) >= dim) {
        throw new IllegalArgumentException(
            "reflectPad: "
                + Math.max(before, after)
                + " positions beyond an end of axis "
                + axis
                + " of "
                + x.shape()
                + ": at most "
                + Math.max(0, dim - 1)
                + " can be reflected");
      }
      var ahead = Layout.flip(padded.slice(axis, 1, before + 1, 1), axis);
      var behind = Layout.flip(padded.slice(axis, dim - 1 - after, dim - 1, 1), axis);
      padded = Joining.concat(axis, ahead, padded, behind);
    }
    return padded;
  }

  private static int[][] checked(String name, Tensor x, int[][] beforeAfter) {
    if (beforeAfter.length != x.rank()) {
      throw new IllegalArgumentException(
          name
              + ": "
              + beforeAfter.length
              + " pairs for the "
              + x.rank()
              + " axes of "
              + x.shape()
              + ": one pair (before, after) per axis");
    }
    var margins = new int[beforeAfter.length][];
    for (int axis = 0; axis < margins.length; axis++) {
      margins[axis] = beforeAfter[axis].clone();
      if (margins[axis].length != 2 || margins[axis][0] < 0 || margins[axis][1] < 0) {
        throw new IllegalArgumentException(
            name
                + ": "
                + Arrays.toString(margins[axis])
                + " for axis "
                + axis
                + " of "
                + x.shape()
                + ": must be two numbers from 0 on, before and after");
      }
    }
    return margins;
  }
}
