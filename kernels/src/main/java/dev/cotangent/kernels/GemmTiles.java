package dev.cotangent.kernels;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The micro-kernels that have been asked for. A shape of product needs four of them at most, so
/// each is made and warmed when products have shown that they need it.
final class GemmTiles {
  /// Floating-point operations in the slow form after which a tile is worth its compilation.
  private static final long WORTH = 16_000_000;

  /// Nanoseconds per vector operation: compiled code takes less than 1, any other more than 30.
  private static final double COMPILED = 8;

  // Warming is rounds of so many calls over so long an inner index.
  private static final int CALLS = 50;
  private static final int LENGTH = 32; // a multiple of any number of lanes
  private static final int TRANSPOSING = 4; // vector operations per step

  private static final AtomicReferenceArray<@Nullable Entry> ENTRIES =
      new AtomicReferenceArray<>(GemmTile.Form.COUNT);

  private GemmTiles() {}

  /// The tile, or null if it is not compiled yet and the scalar path would be faster.
  ///
  /// @param work the operations of the product
  /// @param now whether to take it as it is
  static @Nullable GemmTile get(GemmTile.Form form, long work, boolean now) {
    var entry = ENTRIES.get(form.number());
    if (entry == null) {
      var made = new Entry(form);
      var earlier = ENTRIES.compareAndExchange(form.number(), null, made);
      entry = earlier == null ? made : earlier;
    }
    return now || entry.warmUp.ready(work) ? entry.tile() : null;
  }

  private static final class Entry {
    final GemmTile.Form form;
    final WarmUp warmUp;
    volatile @Nullable GemmTile tile;

    Entry(GemmTile.Form form) {
      this.form = form;
      warmUp = new WarmUp(WORTH, this::warm);
    }

    GemmTile tile() {
      var known = tile;
      return known != null ? known : make();
    }

    private synchronized GemmTile make() {
      var known = tile;
      if (known != null) return known;
      var made = GemmCompiler.tile(form);
      tile = made;
      return made;
    }

    /// Both ways to finish are run, lest one of them be compiled as never taken.
    private boolean warm() {
      var fresh = tile();
      var a = form.element().newArray(2 * LENGTH * form.rows());
      boolean transposed = form.right() == GemmTile.Right.TRANSPOSED;
      var b = form.element().newArray(LENGTH * form.width());
      int rows = form.rows() == 0 ? LENGTH : 2 * form.rows();
      var c = form.element().newArray(rows * form.width());
      int as = form.byColumns() ? 2 * form.rows() : LENGTH;
      int width = form.width();
      int bs = transposed ? LENGTH : width;
      int perStep = form.rows() * form.vectors() + (transposed ? TRANSPOSING : 0);
      double operations = 1.5 * CALLS * LENGTH * perStep;
      return WarmUp.untilFast(
          COMPILED * operations,
          () -> {
            for (int call = 0; call < CALLS; call++) {
              int strips = 1 + call % 2;
              fresh.run(LENGTH, strips, a, 0, as, b, 0, bs, c, 0, width, call % 3 == 0);
            }
          });
    }
  }
}
