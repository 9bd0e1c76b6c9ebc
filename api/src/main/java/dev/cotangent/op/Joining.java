package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Copies;
import dev.cotangent.kernels.Operand;

/// Several tensors as one.
public final class Joining {
  private Joining() {}

  private record Concat(int axis) implements Linear {
    @Override
    public String name() {
      return "concat";
    }

    @Override
    public Linear lifted(int size) {
      return new Concat(axis + 1);
    }

    @Override
    public Spec infer(Spec... operands) {
      var first = operands[0].shape();
      var dims = first.toArray();
      for (int k = 1; k < operands.length; k++) {
        var shape = operands[k].shape();
        boolean fits = shape.rank() == first.rank();
        for (int a = 0; fits && a < first.rank(); a++) {
          fits = a == axis || shape.dim(a) == first.dim(a);
        }
        if (!fits) {
          throw new IllegalArgumentException(
              "concat: part "
                  + k
                  + " has shape "
                  + shape
                  + ", part 0 has "
                  + first
                  + ": they may differ along axis "
                  + axis
                  + " only");
        }
        dims[axis] += shape.dim(axis);
      }
      return new Spec(operands[0].dtype(), Shape.of(dims));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var parts = new Operand[xs.length];
      for (int k = 0; k < xs.length; k++) parts[k] = Dense.of(xs[k]).operand();
      return new Dense(Copies.concat(axis, parts));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      int start = 0;
      for (int k = 0; k < operand; k++) start += residual.spec(k).shape().dim(axis);
      return ct.slice(axis, start, start + residual.spec(operand).shape().dim(axis), 1);
    }
  }

  public static Tensor concat(int axis, Tensor... parts) {
    if (parts.length == 0) throw new IllegalArgumentException("concat: no parts");
    if (parts[0].rank() == 0) {
      throw new IllegalArgumentException("concat: part 0 has rank 0; stack joins scalars");
    }
    return new Concat(parts[0].shape().axis("concat", axis)).checked(promoted(parts));
  }

  /// Along a new axis; all parts have one shape.
  public static Tensor stack(int axis, Tensor... parts) {
    if (parts.length == 0) throw new IllegalArgumentException("stack: no parts");
    Layout.newAxis("stack", parts[0].rank() + 1, axis);
    var expanded = new Tensor[parts.length];
    for (int k = 0; k < parts.length; k++) {
      if (!parts[k].shape().equals(parts[0].shape())) {
        throw new IllegalArgumentException(
            "stack: part "
                + k
                + " has shape "
                + parts[k].shape()
                + ", part 0 has "
                + parts[0].shape());
      }
      expanded[k] = Layout.expandDims(parts[k], axis);
    }
    return concat(axis, expanded);
  }

  private static Tensor[] promoted(Tensor[] parts) {
    DType dtype = parts[0].dtype();
    for (var part : parts) dtype = dtype.promote(part.dtype());
    var promoted = new Tensor[parts.length];
    for (int k = 0; k < parts.length; k++) promoted[k] = parts[k].toDType(dtype);
    return promoted;
  }
}
