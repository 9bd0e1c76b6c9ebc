package dev.cotangent.kernels;

import org.jspecify.annotations.Nullable;

/// Copies a rectangle so that its rows become columns, for the packing of operands and for copies:
/// squares by vectors once these are compiled, what remains by scalars.
record GemmTransposition(Element element, int lanes, @Nullable GemmTile squares) {
  /// @param bits of a vector; 0 if there are none
  /// @param work the operations that are about to be done
  /// @param now whether to use vectors that have not been warmed
  static GemmTransposition of(Element element, int bits, long work, boolean now) {
    if (bits == 0 || !element.isFloating()) return new GemmTransposition(element, 1, null);
    var form = new GemmTile.Form(element, bits, 0, 1, false, GemmTile.Right.TRANSPOSED);
    return new GemmTransposition(element, form.width(), GemmTiles.get(form, work, now));
  }

  /// `to[toAt + i * toStep + o] = from[fromAt + o * fromStep + i]` for `0 <= o < outer` and `0 <= i
  /// < inner`.
  void run(
      int outer,
      int inner,
      Object from,
      int fromAt,
      int fromStep,
      Object to,
      int toAt,
      int toStep) {
    int wide = squares == null ? 0 : outer - outer % lanes;
    int high = squares == null ? 0 : inner - inner % lanes;
    if (squares != null && high > 0) {
      for (int o = 0; o < wide; o += lanes) {
        int at = fromAt + o * fromStep;
        squares.run(high, 1, from, at, 0, from, at, fromStep, to, toAt + o, toStep, false);
      }
    }
    rest(0, wide, high, inner, from, fromAt, fromStep, to, toAt, toStep);
    rest(wide, outer, 0, inner, from, fromAt, fromStep, to, toAt, toStep);
  }

  private void rest(
      int o,
      int endO,
      int i,
      int endI,
      Object from,
      int fromAt,
      int fromStep,
      Object to,
      int toAt,
      int toStep) {
    if (o == endO || i == endI) return;
    int source = fromAt + o * fromStep + i;
    int target = toAt + i * toStep + o;
    GemmCopy.transposing(element)
        .run(endO - o, endI - i, from, source, fromStep, 1, to, target, 1, toStep, false);
  }
}
