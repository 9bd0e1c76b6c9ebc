package dev.cotangent.op;

import dev.cotangent.Conv;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Convolution;
import dev.cotangent.kernels.Window;
import dev.cotangent.kernels.Windows;
import java.util.List;

/// Convolutions. One trilinear form of images, weights and outputs has three maps of two operands
/// to the third, and the transposes of each are the other two.
public final class Convolutions {
  private Convolutions() {}

  private enum Role {
    /// Of images and weights.
    OUTPUTS("conv2d"),
    /// Of outputs and weights.
    IMAGES("convTranspose2d"),
    /// Of images and outputs.
    WEIGHTS("conv2dWeights");

    private final String operation;

    Role(String operation) {
      this.operation = operation;
    }
  }

  /// Images (..., n, c, h, w), weights (..., o, c / groups, taps down, taps across), outputs (...,
  /// n, o, positions down, positions across); the leading axes equal.
  private record Convolve(Role role, Windows windows, int groups) implements Bilinear {
    @Override
    public String name() {
      return role.operation;
    }

    @Override
    public Spec infer(Spec... operands) {
      var a = operands[0].shape();
      var b = operands[1].shape();
      var dims = a.toArray();
      int last = dims.length - 1;
      switch (role) {
        case OUTPUTS -> {
          dims[last - 2] = b.dim(-4);
          dims[last - 1] = windows.down().positions();
          dims[last] = windows.across().positions();
        }
        case IMAGES -> {
          dims[last - 2] = groups * b.dim(-3);
          dims[last - 1] = windows.down().length();
          dims[last] = windows.across().length();
        }
        case WEIGHTS -> {
          dims[last - 3] = b.dim(-3);
          dims[last - 2] = a.dim(-3) / groups;
          dims[last - 1] = windows.down().taps();
          dims[last] = windows.across().taps();
        }
      }
      return new Spec(operands[0].dtype(), Shape.of(dims));
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var a = Dense.of(xs[0]).strided();
      var b = Dense.of(xs[1]).strided();
      return new Dense(
          switch (role) {
            case OUTPUTS -> Convolution.outputs(windows, groups, a, b);
            case IMAGES -> Convolution.images(windows, groups, a, b);
            case WEIGHTS -> Convolution.weights(windows, groups, a, b);
          });
    }

    @Override
    public Tensor transposeLeft(Spec x, Tensor y, Tensor ct) {
      return switch (role) {
        case OUTPUTS -> as(Role.IMAGES).bind(ct, y);
        case IMAGES -> as(Role.OUTPUTS).bind(ct, y);
        case WEIGHTS -> as(Role.IMAGES).bind(y, ct);
      };
    }

    @Override
    public Tensor transposeRight(Tensor x, Spec y, Tensor ct) {
      return switch (role) {
        case OUTPUTS -> as(Role.WEIGHTS).bind(x, ct);
        case IMAGES -> as(Role.WEIGHTS).bind(ct, x);
        case WEIGHTS -> as(Role.OUTPUTS).bind(x, ct);
      };
    }

    private Convolve as(Role other) {
      return new Convolve(other, windows, groups);
    }

    /// One more leading axis changes nothing.
    @Override
    public Bilinear lifted(int size) {
      return this;
    }
  }

  public static Tensor conv1d(Tensor x, Tensor weight, Conv options) {
    checkRanks("conv1d", x, weight, "(n, channels, length)", 3);
    checkChannels("conv1d", x, weight, options);
    var across = window("conv1d", x, weight, options, 0, 1);
    var windows = new Windows(new Window(1, 1, 1, 0, 1), across);
    var y = bind(Role.OUTPUTS, windows, options, x.expandDims(2), weight.expandDims(2));
    return Layout.squeeze(y, 2);
  }

  public static Tensor conv2d(Tensor x, Tensor weight, Conv options) {
    checkRanks("conv2d", x, weight, PLANES, 4);
    checkChannels("conv2d", x, weight, options);
    var down = window("conv2d", x, weight, options, 0, 2);
    var across = window("conv2d", x, weight, options, 1, 2);
    return bind(Role.OUTPUTS, new Windows(down, across), options, x, weight);
  }

  public static Tensor convTranspose2d(Tensor x, Tensor weight, Conv options) {
    var name = "convTranspose2d";
    checkRanks(name, x, weight, PLANES, 4);
    int channels = x.shape().dim(1);
    if (channels != weight.shape().dim(0) || channels % options.groups() != 0) {
      throw new IllegalArgumentException(
          both(name, x, weight)
              + "the weight must have the input's "
              + channels
              + " channels first, divided into "
              + options.groups()
              + " groups");
    }
    var windows =
        new Windows(reached(name, x, weight, options, 0), reached(name, x, weight, options, 1));
    return bind(Role.IMAGES, windows, options, x, weight);
  }

  private static final String PLANES = "(n, channels, height, width)";

  private static Tensor bind(Role role, Windows windows, Conv options, Tensor x, Tensor weight) {
    var dtype = x.dtype().promote(weight.dtype());
    return new Convolve(role, windows, options.groups())
        .bind(x.toDType(dtype), weight.toDType(dtype));
  }

  private static String both(String name, Tensor x, Tensor weight) {
    return name + ": " + x.shape() + " with weight " + weight.shape() + ": ";
  }

  private static void checkRanks(String name, Tensor x, Tensor weight, String input, int rank) {
    Numbers.requireFloating(name, x);
    Numbers.requireFloating(name, weight);
    if (x.rank() != rank || weight.rank() != rank) {
      throw new IllegalArgumentException(
          both(name, x, weight) + "takes an input " + input + " and a weight of the same rank");
    }
  }

  private static void checkChannels(String name, Tensor x, Tensor weight, Conv options) {
    int taken = options.groups() * weight.shape().dim(1);
    if (x.shape().dim(1) != taken) {
      throw new IllegalArgumentException(
          both(name, x, weight)
              + "the input has "
              + x.shape().dim(1)
              + " channels, the weight takes "
              + taken
              + " in "
              + options.groups()
              + " groups");
    }
    if (weight.shape().dim(0) % options.groups() != 0) {
      throw new IllegalArgumentException(
          both(name, x, weight)
              + weight.shape().dim(0)
              + " output channels cannot be divided into "
              + options.groups()
              + " groups");
    }
  }

  /// The window along one axis of the images.
  private static Window window(
      String name, Tensor x, Tensor weight, Conv options, int axis, int axes) {
    var window =
        new Window(
            x.shape().dim(2 + axis),
            taps(name, x, weight, axis),
            along(name, "stride", options.stride(), axis, axes),
            along(name, "padding", options.padding(), axis, axes),
            along(name, "dilation", options.dilation(), axis, axes));
    if (window.positions() == 0) throw tooLong(both(name, x, weight), window, 2 + axis);
    return window;
  }

  private static int taps(String name, Tensor x, Tensor weight, int axis) {
    int taps = weight.shape().dim(2 + axis);
    if (taps > 0) return taps;
    throw new IllegalArgumentException(both(name, x, weight) + "the window is empty");
  }

  static IllegalArgumentException tooLong(String where, Window window, int axis) {
    return new IllegalArgumentException(
        where
            + "a window of "
            + window.extent()
            + " does not fit into the "
            + window.length()
            + " elements of axis "
            + axis
            + " with padding "
            + window.padding());
  }

  /// The window along one axis whose positions are the elements of `x`.
  private static Window reached(String name, Tensor x, Tensor weight, Conv options, int axis) {
    int stride = along(name, "stride", options.stride(), axis, 2);
    int padding = along(name, "padding", options.padding(), axis, 2);
    int dilation = along(name, "dilation", options.dilation(), axis, 2);
    int taps = taps(name, x, weight, axis);
    long length =
        (x.shape().dim(2 + axis) - 1L) * stride - 2L * padding + (taps - 1L) * dilation + 1;
    if (x.shape().dim(2 + axis) == 0 || length < 1 || length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          both(name, x, weight)
              + "axis "
              + (2 + axis)
              + " of the result would have length "
              + length);
    }
    return new Window((int) length, taps, stride, padding, dilation);
  }

  private static int along(String name, String what, List<Integer> numbers, int axis, int axes) {
    if (numbers.size() == 1) return numbers.getFirst();
    if (numbers.size() == axes) return numbers.get(axis);
    throw new IllegalArgumentException(
        name + ": " + what + " " + numbers + " for a window of " + axes + " axes");
  }
}
