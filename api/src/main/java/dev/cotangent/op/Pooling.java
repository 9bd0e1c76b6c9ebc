package dev.cotangent.op;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Window;
import dev.cotangent.kernels.Windows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Means and largest elements of what a window sees. The planes are the last two axes, whatever
/// leads.
public final class Pooling {
  private Pooling() {}

  private static Spec planes(Spec like, int down, int across) {
    var dims = like.shape().toArray();
    dims[dims.length - 2] = down;
    dims[dims.length - 1] = across;
    return new Spec(like.dtype(), Shape.of(dims));
  }

  private static Spec onPositions(Windows windows, Spec x) {
    return planes(x, windows.down().positions(), windows.across().positions());
  }

  private static Spec onElements(Windows windows, Spec y) {
    return planes(y, windows.down().length(), windows.across().length());
  }

  /// For each position the sum of what is seen there; or the transpose, for each element the sum
  /// over the positions that see it.
  private record WindowSum(Windows windows, boolean spreads) implements Linear {
    @Override
    public String name() {
      return spreads ? "windowSpread" : "windowSum";
    }

    @Override
    public Spec infer(Spec... operands) {
      return spreads ? onElements(windows, operands[0]) : onPositions(windows, operands[0]);
    }

    @Override
    public Tensor evaluate(Tensor... xs) {
      var x = Dense.of(xs[0]).strided();
      return new Dense(
          spreads
              ? dev.cotangent.kernels.Pooling.spread(windows, x)
              : dev.cotangent.kernels.Pooling.sum(windows, x));
    }

    @Override
    public Tensor transpose(int operand, Residual residual, Tensor ct) {
      return new WindowSum(windows, !spreads).bind(ct);
    }

    @Override
    public Linear lifted(int size) {
      return this;
    }
  }

  /// Ties share the derivative evenly.
  private record MaxPool(Windows windows) implements General {
    @Override
    public String name() {
      return "maxPool";
    }

    @Override
    public Spec[] inferAll(Spec... operands) {
      return new Spec[] {onPositions(windows, operands[0])};
    }

    @Override
    public Tensor[] evaluateAll(Tensor... xs) {
      var x = Dense.of(xs[0]).strided();
      return new Tensor[] {new Dense(dev.cotangent.kernels.Pooling.max(windows, x))};
    }

    @Override
    public @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
      var dx = dxs[0];
      return new @Nullable Tensor[] {
        dx == null ? null : new OfLargest(windows, false).bind(dx, xs[0], ys[0])
      };
    }

    @Override
    public @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
      var ct = cts[0];
      return ct == null ? null : new OfLargest(windows, true).bind(ct, xs[0], ys[0]);
    }

    @Override
    public General lifted(int size) {
      return this;
    }
  }

  /// The derivative of [MaxPool], which is linear in its first operand, and locally constant in the
  /// others, the pooled elements and the largest ones: a mean over the largest, or the transpose, a
  /// share for each of them.
  private record OfLargest(Windows windows, boolean shares) implements General {
    @Override
    public String name() {
      return shares ? "shareOfLargest" : "meanOfLargest";
    }

    @Override
    public Spec[] inferAll(Spec... operands) {
      return new Spec[] {operands[shares ? 1 : 2]};
    }

    @Override
    public Tensor[] evaluateAll(Tensor... operands) {
      var s = Dense.of(operands[0]).strided();
      var x = Dense.of(operands[1]).strided();
      var largest = Dense.of(operands[2]).strided();
      return new Tensor[] {
        new Dense(
            shares
                ? dev.cotangent.kernels.Pooling.shareOfLargest(windows, s, x, largest)
                : dev.cotangent.kernels.Pooling.meanOfLargest(windows, s, x, largest))
      };
    }

    @Override
    public @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
      var ds = dxs[0];
      return new @Nullable Tensor[] {ds == null ? null : bind(ds, xs[1], xs[2])};
    }

    @Override
    public @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
      var ct = cts[0];
      if (ct == null || operand != 0) return null;
      return new OfLargest(windows, !shares).bind(ct, xs[1], xs[2]);
    }

    @Override
    public General lifted(int size) {
      return this;
    }
  }

  public static Tensor maxPool1d(Tensor x, int size, int stride, int padding) {
    var windows = alongRows("maxPool1d", x, size, stride, padding);
    return Layout.squeeze(new MaxPool(windows).bind(Layout.expandDims(x, -2)), -2);
  }

  public static Tensor avgPool1d(Tensor x, int size, int stride, int padding) {
    var windows = alongRows("avgPool1d", x, size, stride, padding);
    return Layout.squeeze(mean(windows, Layout.expandDims(x, -2)), -2);
  }

  public static Tensor maxPool2d(Tensor x, int[] size, int[] stride, int[] padding) {
    return new MaxPool(overPlanes("maxPool2d", x, size, stride, padding)).bind(x);
  }

  public static Tensor avgPool2d(Tensor x, int[] size, int[] stride, int[] padding) {
    return mean(overPlanes("avgPool2d", x, size, stride, padding), x);
  }

  /// The padding counts.
  private static Tensor mean(Windows windows, Tensor x) {
    return new WindowSum(windows, false).bind(x).div(windows.taps());
  }

  private static Windows alongRows(String name, Tensor x, int size, int stride, int padding) {
    checkOperand(name, x, 1);
    var across = window(name, x, -1, size, stride, padding);
    return new Windows(new Window(1, 1, 1, 0, 1), across);
  }

  private static Windows overPlanes(
      String name, Tensor x, int[] size, int[] stride, int[] padding) {
    checkOperand(name, x, 2);
    if (size.length != 2 || stride.length != 2 || padding.length != 2) {
      throw new IllegalArgumentException(
          name
              + ": takes two numbers each, got size "
              + Arrays.toString(size)
              + ", stride "
              + Arrays.toString(stride)
              + ", padding "
              + Arrays.toString(padding));
    }
    return new Windows(
        window(name, x, -2, size[0], stride[0], padding[0]),
        window(name, x, -1, size[1], stride[1], padding[1]));
  }

  private static void checkOperand(String name, Tensor x, int axes) {
    Numbers.requireFloating(name, x);
    if (x.rank() < axes) {
      throw new IllegalArgumentException(
          name + ": " + x.shape() + " has rank " + x.rank() + ", the window " + axes + " axes");
    }
  }

  private static Window window(String name, Tensor x, int axis, int size, int stride, int padding) {
    if (size < 1 || stride < 1 || padding < 0 || padding > size / 2) {
      throw new IllegalArgumentException(
          name
              + ": size "
              + size
              + ", stride "
              + stride
              + ", padding "
              + padding
              + ": size and stride must be at least 1, and the padding from 0 to half the size");
    }
    var window = new Window(x.shape().dim(axis), size, stride, padding, 1);
    if (window.positions() > 0) return window;
    throw Convolutions.tooLong(name + ": " + x.shape() + ": ", window, axis);
  }
}
