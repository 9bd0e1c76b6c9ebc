package dev.cotangent.kernels;

import org.jspecify.annotations.Nullable;

/// Convolutions of planes as products of matrices. With images `x` (n, c, h, w), weights `w` (o, c /
/// groups, taps down, taps across) and outputs `y` (n, o, positions down, positions across),
///
/// `y(n, o, p) = sum over c and k of w(o, c, k) x(n, c, what tap k sees at p)`
///
/// and the two other maps are its transposes. All three take and give any leading axes, equal on
/// both operands, of which every position is a convolution of its own.
///
/// What the window sees of an image is laid out as a matrix, a row for each channel and tap and a
/// column for each position, a limited number of rows of positions at a time. Sums are those of
/// [Matmul]; what several of them add to one element is added in ascending order, of images, of
/// rows of positions, of channels and of taps. So the order is one of dimensions alone.
public final class Convolution {
  /// Elements of a laid-out matrix, if one row of positions has not more: so that it stays near.
  private static final int LAID_OUT = 1 << 17;

  /// From this length on, a call copies a row faster than a loop does.
  private static final int LONG_ROW = 16;

  private final Windows windows;
  private final int groups;
  private final Element element;
  private final int channels; // of one group
  private final int outputs; // of one group
  private final int inner; // rows of the laid-out matrix
  private final int down; // positions
  private final int across;
  private final int together; // rows of positions that are laid out at a time
  private final GemmCopy copy;
  private final Object zero;

  private Convolution(Windows windows, int groups, Element element, int channels, int outputs) {
    this.windows = windows;
    this.groups = groups;
    this.element = element;
    this.channels = channels / groups;
    this.outputs = outputs / groups;
    inner = Math.multiplyExact(this.channels, windows.taps());
    down = windows.down().positions();
    across = windows.across().positions();
    int fitting = (int) Math.max(1, LAID_OUT / ((long) inner * across));
    together = windows.isIdentity() ? down : Math.min(down, fitting);
    copy = GemmCopy.any(element);
    zero = element.newArray(1);
  }

  /// `y` from `x` and `w`.
  public static Strided outputs(Windows windows, int groups, Strided x, Strided w) {
    int last = x.rank() - 1;
    int outputs = w.dim(last - 3);
    var dims = x.dims();
    dims[last - 2] = outputs;
    dims[last - 1] = windows.down().positions();
    dims[last] = windows.across().positions();
    var y = Strided.allocate(x.element(), dims);
    if (isEmpty(x, w, y)) return y;
    var convolution = new Convolution(windows, groups, x.element(), x.dim(last - 2), outputs);
    each(x, w, y, convolution::outputs);
    return y;
  }

  /// The transpose in the images: `x` from `y` and `w`.
  public static Strided images(Windows windows, int groups, Strided y, Strided w) {
    int last = y.rank() - 1;
    int channels = groups * w.dim(last - 2);
    var dims = y.dims();
    dims[last - 2] = channels;
    dims[last - 1] = windows.down().length();
    dims[last] = windows.across().length();
    var x = Strided.allocate(y.element(), dims);
    if (isEmpty(y, w, x)) return x;
    var convolution = new Convolution(windows, groups, y.element(), channels, y.dim(last - 2));
    each(y, w, x, convolution::images);
    return x;
  }

  /// The transpose in the weights: `w` from `x` and `y`.
  public static Strided weights(Windows windows, int groups, Strided x, Strided y) {
    int last = x.rank() - 1;
    int channels = x.dim(last - 2);
    int outputs = y.dim(last - 2);
    var dims = x.dims();
    dims[last - 3] = outputs;
    dims[last - 2] = channels / groups;
    dims[last - 1] = windows.down().taps();
    dims[last] = windows.across().taps();
    var w = Strided.allocate(x.element(), dims);
    if (isEmpty(x, y, w)) return w;
    var convolution = new Convolution(windows, groups, x.element(), channels, outputs);
    each(x, y, w, convolution::weights);
    return w;
  }

  private static boolean isEmpty(Strided a, Strided b, Strided result) {
    return a.size() == 0 || b.size() == 0 || result.size() == 0;
  }

  /// One convolution, of operands of rank 4 to a result of zeros.
  private interface One {
    void convolve(Strided a, Strided b, Strided result);
  }

  private static void each(Strided a, Strided b, Strided result, One one) {
    int leading = a.rank() - 4;
    var as = a.axes(leading, a.rank());
    var bs = b.axes(leading, a.rank());
    var results = result.axes(leading, a.rank());
    Loops.inOrder(a.axes(0, leading), b.axes(0, leading), result.axes(0, leading))
        .forEachPosition(at -> one.convolve(as.at(at[0]), bs.at(at[1]), results.at(at[2])));
  }

  private void outputs(Strided x, Strided w, Strided y) {
    var matrices = w.reshape(groups, outputs, inner);
    var scratch = new Scratch();
    forEachPart(x.dim(0), (image, group, start, count) -> {
      var weights = matrices.slice(0, group, 1, 1).axes(1, 3);
      var seen = laidOut(part(x, image, group, channels), start, count, scratch.matrix(count));
      var sums = positions(part(y, image, group, outputs), start, count);
      if (count == down) {
        Matmul.multiply(weights, seen, sums);
      } else {
        var product = scratch.product(outputs, count * across);
        Matmul.multiply(weights, seen, product);
        Copies.copy(product, sums);
      }
    });
    scratch.give();
  }

  private void images(Strided y, Strided w, Strided x) {
    var matrices = w.reshape(groups, outputs, inner).permute(0, 2, 1);
    var scratch = new Scratch();
    forEachPart(x.dim(0), (image, group, start, count) -> {
      var weights = matrices.slice(0, group, 1, 1).axes(1, 3);
      var sums = positions(part(y, image, group, outputs), start, count);
      var to = part(x, image, group, channels);
      if (windows.isIdentity()) {
        Matmul.multiply(weights, sums, to.reshape(channels, down * across));
      } else {
        var seen = scratch.matrix(count);
        Matmul.multiply(weights, sums, seen);
        move(to, start, count, seen.array(), true);
      }
    });
    scratch.give();
  }

  private void weights(Strided x, Strided y, Strided w) {
    var matrices = w.reshape(groups, outputs, inner);
    var scratch = new Scratch();
    forEachPart(x.dim(0), (image, group, start, count) -> {
      var seen = laidOut(part(x, image, group, channels), start, count, scratch.matrix(count));
      var sums = positions(part(y, image, group, outputs), start, count);
      var to = matrices.slice(0, group, 1, 1).axes(1, 3);
      if (image == 0 && start == 0) {
        Matmul.multiply(sums, seen.permute(1, 0), to);
      } else {
        var product = scratch.product(outputs, inner);
        Matmul.multiply(sums, seen.permute(1, 0), product);
        int size = outputs * inner;
        copy.run(1, size, product.array(), 0, 0, 1, to.array(), to.offset(), 0, 1, true);
      }
    });
    scratch.give();
  }

  /// Some rows of positions, of one group of the channels of one image.
  private interface Part {
    void at(int image, int group, int start, int count);
  }

  private void forEachPart(int images, Part part) {
    for (int image = 0; image < images; image++) {
      for (int group = 0; group < groups; group++) {
        for (int start = 0; start < down; start += together) {
          part.at(image, group, start, Math.min(together, down - start));
        }
      }
    }
  }

  /// Of one image, the planes of one group.
  private static Strided part(Strided planes, int image, int group, int size) {
    return planes.slice(0, image, 1, 1).slice(1, group * size, size, 1).axes(1, 4);
  }

  /// Rows of positions as a matrix, with a row for each plane.
  private static Strided positions(Strided planes, int start, int count) {
    return planes.slice(1, start, count, 1).reshape(planes.dim(0), count * planes.dim(2));
  }

  /// What the window sees of the planes at some rows of positions.
  private Strided laidOut(Strided planes, int start, int count, Strided matrix) {
    if (windows.isIdentity()) return positions(planes, start, count);
    if (windows.isPadded()) Copies.fill(element, matrix.array(), inner * count * across, zero);
    move(planes, start, count, matrix.array(), false);
    return matrix;
  }

  /// Copies the elements that the window sees to the matrix, or adds the matrix to them.
  private void move(Strided planes, int start, int count, Object matrix, boolean back) {
    int row = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < windows.down().taps(); i++) {
        for (int j = 0; j < windows.across().taps(); j++) {
          tap(planes, channel, i, j, start, count, matrix, row++ * count * across, back);
        }
      }
    }
  }

  private void tap(
      Strided planes,
      int channel,
      int i,
      int j,
      int start,
      int count,
      Object matrix,
      int row,
      boolean back) {
    int top = Math.max(start, windows.down().first(i));
    int height = Math.min(start + count, windows.down().end(i)) - top;
    int left = windows.across().first(j);
    int width = windows.across().end(j) - left;
    if (height <= 0 || width <= 0) return;
    int position = row + (top - start) * across + left;
    int seen =
        planes.offset()
            + channel * planes.stride(0)
            + windows.down().at(top, i) * planes.stride(1)
            + windows.across().at(left, j) * planes.stride(2);
    int below = windows.down().stride() * planes.stride(1);
    int beside = windows.across().stride() * planes.stride(2);
    var array = planes.array();
    if (back) {
      copy.run(height, width, matrix, position, across, 1, array, seen, below, beside, true);
    } else if (beside == 1 && width >= LONG_ROW) {
      for (int k = 0; k < height; k++) {
        System.arraycopy(array, seen + k * below, matrix, position + k * across, width);
      }
    } else {
      copy.run(height, width, array, seen, below, beside, matrix, position, across, 1, false);
    }
  }

  /// Arrays for a laid-out matrix and for a product, taken when first needed.
  private final class Scratch {
    private final GemmScratch pool = GemmScratch.of(element);
    private @Nullable Object matrix;
    private @Nullable Object product;

    Strided matrix(int count) {
      if (matrix == null) matrix = pool.take(windows.isIdentity() ? 0 : inner * together * across);
      return Strided.of(element, matrix, inner, count * across);
    }

    Strided product(int rows, int columns) {
      if (product == null) product = pool.take(outputs * Math.max(inner, together * across));
      return Strided.of(element, product, rows, columns);
    }

    void give() {
      if (matrix != null) pool.give(matrix);
      if (product != null) pool.give(product);
    }
  }
}
