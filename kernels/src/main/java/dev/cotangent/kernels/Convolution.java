package dev.cotangent.kernels;

/// Convolutions of planes as products of matrices. With images `x` (n, c, h, w), weights `w` (o, c
/// / groups, taps down, taps across) and outputs `y` (n, o, positions down, positions across),
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

  /// With so many outputs, fewer elements are packed if the outputs are the columns of a product.
  private static final int MANY_OUTPUTS = 16;

  private static final Definition ADD = Definition.binary("add", Expr::add);

  private final Windows windows;
  private final int groups;
  private final Element element;
  private final int channels; // of one group
  private final int outputs; // of one group
  private final int inner; // rows of the laid-out matrix
  private final int down; // positions
  private final int across;
  private final int together; // rows of positions that are laid out at a time
  private final Scratch pool;

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
    pool = Scratch.of(element);
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
    int outputs = y.dim(last - 2);
    if (isBetterGathered(windows, channels, outputs)) {
      var turned = new Convolution(windows.turned(), groups, y.element(), outputs, channels);
      each(y, w, x, (ys, ws, xs) -> turned.outputs(ys, turned(ws, groups), xs));
    } else {
      var convolution = new Convolution(windows, groups, y.element(), channels, outputs);
      each(y, w, x, convolution::images);
    }
    return x;
  }

  /// Whether to see the images as the outputs of a convolution of `y` with the weights turned
  /// round. That copies what it lays out, where the transpose of a convolution adds, which takes
  /// longer.
  private static boolean isBetterGathered(Windows windows, int channels, int outputs) {
    return windows.canTurn()
        && (long) outputs * windows.elements() <= 2L * channels * windows.positions();
  }

  /// Weights with inputs and outputs exchanged in each group, and with the taps in reverse.
  private static Strided turned(Strided w, int groups) {
    int outputs = w.dim(0) / groups;
    int channels = w.dim(1);
    int down = w.dim(2);
    int across = w.dim(3);
    return w.slice(2, down - 1, down, -1)
        .slice(3, across - 1, across, -1)
        .reshape(groups, outputs, channels, down, across)
        .permute(0, 2, 1, 3, 4)
        .reshape(groups * channels, outputs, down, across);
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
    var layout = new WindowMatrix(windows, element, channels);
    var matrix = matrix(layout);
    var product = pool.take(together < down ? outputs * layout.columns(together) : 0);
    forEachPart(
        x.dim(0),
        (image, group, start, count) -> {
          var weights = matrices.slice(0, group, 1, 1).axes(1, 3);
          var seen = laidOut(layout, part(x, image, group, channels), start, count, matrix);
          var sums = positions(part(y, image, group, outputs), start, count);
          if (together == down) {
            Matmul.multiply(weights, seen, sums);
          } else {
            var rows = Strided.of(element, product, outputs, layout.columns(count));
            Matmul.multiply(weights, seen, rows);
            Copies.copy(rows, sums);
          }
        });
    pool.give(matrix);
    pool.give(product);
  }

  private void images(Strided y, Strided w, Strided x) {
    var matrices = w.reshape(groups, outputs, inner).permute(0, 2, 1);
    var layout = new WindowMatrix(windows, element, channels);
    var matrix = matrix(layout);
    forEachPart(
        x.dim(0),
        (image, group, start, count) -> {
          var weights = matrices.slice(0, group, 1, 1).axes(1, 3);
          var to = part(x, image, group, channels);
          var sums = positions(part(y, image, group, outputs), start, count);
          if (windows.isIdentity()) {
            Matmul.multiply(weights, sums, to.reshape(channels, down * across));
          } else {
            var seen = Strided.of(element, matrix, inner, layout.columns(count));
            Matmul.multiply(weights, sums, seen);
            layout.addTo(to, start, count, matrix);
          }
        });
    pool.give(matrix);
  }

  private void weights(Strided x, Strided y, Strided w) {
    var layout = new WindowMatrix(windows, element, channels);
    var matrix = matrix(layout);
    boolean flipped = outputs >= MANY_OUTPUTS;
    int[] dims = {groups, flipped ? inner : outputs, flipped ? outputs : inner};
    var totals = flipped ? Strided.allocate(element, dims) : w.reshape(dims);
    var products = Strided.of(element, pool.take(totals.size()), dims);
    var add = ADD.kernel(element, element);
    forEachPart(
        x.dim(0),
        (image, group, start, count) -> {
          var seen = laidOut(layout, part(x, image, group, channels), start, count, matrix);
          var sums = positions(part(y, image, group, outputs), start, count);
          var total = totals.slice(0, group, 1, 1).axes(1, 3);
          boolean first = image == 0 && start == 0;
          var product = first ? total : products.slice(0, group, 1, 1).axes(1, 3);
          Matmul.multiply(flipped ? seen : sums, (flipped ? sums : seen).permute(1, 0), product);
          if (!first) Elementwise.into(total, add, total, product);
        });
    if (flipped) Copies.copy(totals.permute(0, 2, 1), w.reshape(groups, outputs, inner));
    pool.give(matrix);
    pool.give(products.array());
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

  /// An array for what is laid out.
  private Object matrix(WindowMatrix layout) {
    int size = Math.multiplyExact(inner, layout.columns(together));
    return pool.take(windows.isIdentity() ? 0 : size);
  }

  /// Rows of positions as a matrix, with a row for each plane.
  private static Strided positions(Strided planes, int start, int count) {
    return planes.slice(1, start, count, 1).reshape(planes.dim(0), count * planes.dim(2));
  }

  /// What the window sees of the planes from some rows of positions.
  private Strided laidOut(
      WindowMatrix layout, Strided planes, int start, int count, Object matrix) {
    if (windows.isIdentity()) return positions(planes, start, count);
    layout.lay(planes, start, count, matrix);
    return Strided.of(element, matrix, inner, layout.columns(count));
  }
}
