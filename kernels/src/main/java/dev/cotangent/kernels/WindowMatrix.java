package dev.cotangent.kernels;

/// What a window sees of planes, laid out as a matrix: a row for each plane and tap, a column for
/// each position, of some rows of positions at a time.
final class WindowMatrix {
  private final Windows windows;
  private final Element element;
  private final int planes;
  private final int across;
  private final GemmCopy copy;
  private final Object zero;

  WindowMatrix(Windows windows, Element element, int planes) {
    this.windows = windows;
    this.element = element;
    this.planes = planes;
    across = windows.across().positions();
    copy = GemmCopy.any(element);
    zero = element.newArray(1);
  }

  /// The number of rows.
  int rows() {
    return Math.multiplyExact(planes, windows.taps());
  }

  /// Columns for so many rows of positions.
  int columns(int count) {
    return Math.multiplyExact(count, across);
  }

  /// Writes what is seen from `count` rows of positions to `matrix`; 0 where that is padding.
  void lay(Strided x, int start, int count, Object matrix) {
    int size = rows() * columns(count);
    if (windows.isPadded()) Copies.fill(element, matrix, size, zero);
    int below = windows.down().stride() * x.stride(1);
    int beside = windows.across().stride() * x.stride(2);
    eachTap(
        x,
        start,
        count,
        (height, width, from, to) -> {
          if (beside == 1) {
            RunCopies.of(element, width, (long) height * width)
                .run(width, 1, height, x.array(), from, 0, below, matrix, to, 0, across);
          } else {
            copy.run(height, width, x.array(), from, below, beside, matrix, to, across, 1, false);
          }
        });
  }

  /// Adds the matrix to what is seen of `x` from `count` rows of positions.
  void addTo(Strided x, int start, int count, Object matrix) {
    int below = windows.down().stride() * x.stride(1);
    int beside = windows.across().stride() * x.stride(2);
    eachTap(
        x,
        start,
        count,
        (height, width, to, from) ->
            copy.run(height, width, matrix, from, across, 1, x.array(), to, below, beside, true));
  }

  /// A rectangle of positions that see elements: the first of them in the array of planes, and in
  /// the matrix.
  private interface Rectangle {
    void at(int height, int width, int element, int position);
  }

  private void eachTap(Strided x, int start, int count, Rectangle rectangle) {
    int row = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int i = 0; i < windows.down().taps(); i++) {
        int top = Math.max(start, windows.down().first(i));
        int height = Math.min(start + count, windows.down().end(i)) - top;
        for (int j = 0; j < windows.across().taps(); j++, row += columns(count)) {
          int left = windows.across().first(j);
          int width = windows.across().end(j) - left;
          if (height <= 0 || width <= 0) continue;
          int seen =
              x.offset()
                  + plane * x.stride(0)
                  + windows.down().at(top, i) * x.stride(1)
                  + windows.across().at(left, j) * x.stride(2);
          rectangle.at(height, width, seen, row + (top - start) * across + left);
        }
      }
    }
  }
}
