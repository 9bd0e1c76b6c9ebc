package dev.cotangent.op;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Copies;
import java.util.Arrays;

/// Other shapes of the same elements. On dense tensors all but [#copy] are views; only a reshape of
/// elements that do not lie evenly copies.
public final class Layout {
  private Layout() {}

  /// The first `lead` axes stay, the others stretch to those of `shape`.
  private record BroadcastTo(int lead, Shape shape) implements Linear {
    @Override
    public String name() {
      return "broadcastTo";
    }

    @Override
    public Linear lifted(int size) {
      return new BroadcastTo(lead + 1, shape.prepended(size));
    }

    @Override
    public Spec infer(Spec... operands) {
      var from = operands[0].shape();
      boolean fits = from.rank() <= shape.rank();
      for (int k = 1; fits && k <= from.rank() - lead; k++) {
        fits = from.dim(-k) == 1 || from.dim(-k) == shape.dim(-k);
      }
      if (!fits) {
        throw new IllegalArgumentException(
            "broadcastTo: "
                + from
                + " to "
                + shape
                + ": aligned at the last axes, each length must be 1 or stay as it is");
      }
      return new Spec(operands[0].dtype(), shape);
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]).strided();
      var from = lead == 0 ? x : x.reshape(aligned(x.dims()));
      return new Dense(shape, from.broadcast(shape.toArray()));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      var from = residual.spec(0).shape();
      return reshape(sumTo(ct, Shape.of(aligned(from.dims()))), from);
    }

    /// Axes of length 1 after the leading ones, until there are as many as in the result.
    private int[] aligned(int[] dims) {
      var aligned = new int[shape.rank()];
      Arrays.fill(aligned, 1);
      System.arraycopy(dims, 0, aligned, 0, lead);
      int stretching = dims.length - lead;
      System.arraycopy(dims, lead, aligned, aligned.length - stretching, stretching);
      return aligned;
    }
  }

  public static Tensor broadcastTo(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : new BroadcastTo(0, shape).checked(x);
  }

  /// Sums over the axes along which `shape` was stretched to `x`'s.
  static Tensor sumTo(Tensor x, Shape shape) {
    int added = x.rank() - shape.rank();
    var axes = new int[x.rank()];
    int count = 0;
    for (int axis = 0; axis < x.rank(); axis++) {
      boolean stretched = axis < added || shape.dim(axis - added) != x.shape().dim(axis);
      if (stretched) axes[count++] = axis;
    }
    var sum = count == 0 ? x : Reductions.sum(x, false, Arrays.copyOf(axes, count));
    return reshape(sum, shape);
  }

  private record Reshape(Shape shape) implements Linear {
    @Override
    public String name() {
      return "reshape";
    }

    @Override
    public Linear lifted(int size) {
      return new Reshape(shape.prepended(size));
    }

    @Override
    public Spec infer(Spec... operands) {
      return new Spec(operands[0].dtype(), shape);
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      return new Dense(shape, Dense.of(xs[0]).strided().reshape(shape.toArray()));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return reshape(ct, residual.spec(0).shape());
    }
  }

  /// One length may be -1: it is what the number of elements leaves.
  public static Tensor reshape(Tensor x, int... dims) {
    int open = -1;
    var full = dims.clone();
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] >= 0) continue;
      if (dims[axis] == -1 && open < 0) open = axis;
      else
        throw new IllegalArgumentException(
            cannotReshape(x, dims) + "one length may be -1, the others not negative");
    }
    if (open >= 0) full[open] = 1;
    long known = size(x, dims, full);
    if (open >= 0) {
      if (known == 0 || x.size() % known != 0 || x.size() / known > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(cannotReshape(x, dims) + "-1 has no solution");
      }
      full[open] = (int) (x.size() / known);
    } else if (known != x.size()) {
      throw new IllegalArgumentException(cannotReshape(x, dims) + "that would hold " + known);
    }
    return reshape(x, Shape.of(full));
  }

  private static long size(Tensor x, int[] dims, int[] full) {
    try {
      return Shape.of(full).size();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(cannotReshape(x, dims) + e.getMessage(), e);
    }
  }

  private static String cannotReshape(Tensor x, int[] dims) {
    return "reshape: "
        + x.shape()
        + " with "
        + x.size()
        + " elements to "
        + Arrays.toString(dims).replace('[', '(').replace(']', ')')
        + ": ";
  }

  private static Tensor reshape(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : new Reshape(shape).bind(x);
  }

  public static Tensor flatten(Tensor x) {
    return reshape(x, -1);
  }

  public static Tensor expandDims(Tensor x, int axis) {
    int rank = x.rank() + 1;
    int at = newAxis("expandDims", rank, axis);
    var dims = new int[rank];
    for (int k = 0; k < rank; k++) dims[k] = k == at ? 1 : x.shape().dim(k < at ? k : k - 1);
    return reshape(x, Shape.of(dims));
  }

  /// The number, counted from the start, of an axis that a result of so many axes is to have.
  static int newAxis(String operation, int rank, int axis) {
    if (axis < -rank || axis >= rank) {
      throw new IllegalArgumentException(
          operation
              + ": axis "
              + axis
              + " of a result of rank "
              + rank
              + " (axes run from "
              + -rank
              + " to "
              + (rank - 1)
              + ")");
    }
    return axis < 0 ? axis + rank : axis;
  }

  /// Without axes: every axis of length 1.
  public static Tensor squeeze(Tensor x, int... axes) {
    var drop = new boolean[x.rank()];
    Axes.of("squeeze", x, axes); // refuses an axis named twice
    for (int axis : axes) {
      int at = x.shape().axis("squeeze", axis);
      if (x.shape().dim(at) != 1) {
        throw new IllegalArgumentException(
            "squeeze: axis "
                + axis
                + " of "
                + x.shape()
                + " has length "
                + x.shape().dim(at)
                + ", not 1");
      }
      drop[at] = true;
    }
    int kept = 0;
    var dims = new int[x.rank()];
    for (int k = 0; k < x.rank(); k++) {
      boolean dropped = axes.length == 0 ? x.shape().dim(k) == 1 : drop[k];
      if (!dropped) dims[kept++] = x.shape().dim(k);
    }
    return reshape(x, Shape.of(Arrays.copyOf(dims, kept)));
  }

  private record Permute(int[] axes) implements Linear {
    @Override
    public String name() {
      return "permute";
    }

    @Override
    public Linear lifted(int size) {
      var lifted = new int[axes.length + 1];
      for (int k = 0; k < axes.length; k++) lifted[k + 1] = axes[k] + 1;
      return new Permute(lifted);
    }

    @Override
    public Spec infer(Spec... operands) {
      var dims = new int[axes.length];
      for (int k = 0; k < axes.length; k++) dims[k] = operands[0].shape().dim(axes[k]);
      return new Spec(operands[0].dtype(), Shape.of(dims));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      return new Dense(Dense.of(xs[0]).strided().permute(axes));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      var inverse = new int[axes.length];
      for (int k = 0; k < axes.length; k++) inverse[axes[k]] = k;
      return new Permute(inverse).bind(ct);
    }
  }

  public static Tensor permute(Tensor x, int... axes) {
    var order = new int[axes.length];
    var seen = new boolean[x.rank()];
    boolean valid = axes.length == x.rank();
    for (int k = 0; valid && k < axes.length; k++) {
      order[k] = x.shape().axis("permute", axes[k]);
      valid = !seen[order[k]];
      seen[order[k]] = true;
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "permute: "
              + Arrays.toString(axes)
              + " is not a permutation of the "
              + x.rank()
              + " axes of "
              + x.shape());
    }
    return isIdentity(order) ? x : new Permute(order).bind(x);
  }

  private static boolean isIdentity(int[] order) {
    for (int k = 0; k < order.length; k++) if (order[k] != k) return false;
    return true;
  }

  /// Reverses the axes.
  public static Tensor transpose(Tensor x) {
    var order = new int[x.rank()];
    for (int k = 0; k < order.length; k++) order[k] = order.length - 1 - k;
    return permute(x, order);
  }

  public static Tensor swapAxes(Tensor x, int first, int second) {
    var order = new int[x.rank()];
    for (int k = 0; k < order.length; k++) order[k] = k;
    int a = x.shape().axis("swapAxes", first);
    int b = x.shape().axis("swapAxes", second);
    order[a] = b;
    order[b] = a;
    return permute(x, order);
  }

  /// A slice with step -1 of each axis; all of them if none is named.
  public static Tensor flip(Tensor x, int... axes) {
    var flipped = x;
    for (int axis : Axes.of("flip", x, axes).reduced()) {
      flipped = flipped.slice(axis, -1, -x.shape().dim(axis) - 1, -1);
    }
    return flipped;
  }

  /// The identity, into an array of its own.
  private static final Linear COPY =
      new Linear() {
        @Override
        public String name() {
          return "copy";
        }

        @Override
        public Linear lifted(int size) {
          return this;
        }

        @Override
        public Spec infer(Spec... operands) {
          return operands[0];
        }

        @Override
        public Tensor evaluate(Tensor... xs) {
          var dense = Dense.of(xs[0]);
          return dense.rank() == 0 ? dense : new Dense(Copies.contiguous(dense.strided()));
        }

        @Override
        public Tensor transpose(int operand, Residual residual, Tensor ct) {
          return ct;
        }
      };

  public static Tensor copy(Tensor x) {
    return COPY.bind(x);
  }
}
