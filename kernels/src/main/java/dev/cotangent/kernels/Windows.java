package dev.cotangent.kernels;

/// A window that moves over planes, along rows and columns alike.
///
/// @param down along the first axis of a plane
/// @param across along the second one
public record Windows(Window down, Window across) {
  /// The number of taps.
  public int taps() {
    return down.taps() * across.taps();
  }

  /// The number of positions.
  int positions() {
    return Math.multiplyExact(down.positions(), across.positions());
  }

  /// The number of elements of a plane.
  long elements() {
    return (long) down.length() * across.length();
  }

  /// Whether there is a window that sees, from each element, the positions that see the element.
  boolean canTurn() {
    return down.canTurn() && across.canTurn();
  }

  /// That window; its taps are these in reverse.
  Windows turned() {
    return new Windows(down.turned(), across.turned());
  }

  boolean isIdentity() {
    return down.isIdentity() && across.isIdentity();
  }

  boolean isPadded() {
    return down.padding() > 0 || across.padding() > 0;
  }

  /// One tap.
  interface Tap {
    /// The elements that it sees of a tensor whose last two axes are planes.
    Strided seen(Strided elements);

    /// The positions at which it sees them: of the same dimensions.
    Strided seeing(Strided positions);
  }

  /// What is done for one tap.
  interface Visitor {
    void visit(Tap tap);
  }

  /// Every tap that sees anything, in row-major order.
  void forEachTap(Visitor visitor) {
    for (int i = 0; i < down.taps(); i++) {
      for (int j = 0; j < across.taps(); j++) {
        if (down.first(i) < down.end(i) && across.first(j) < across.end(j)) {
          visitor.visit(tap(i, j));
        }
      }
    }
  }

  private Tap tap(int i, int j) {
    return new Tap() {
      @Override
      public Strided seen(Strided x) {
        return Windows.seen(Windows.seen(x, 2, down, i), 1, across, j);
      }

      @Override
      public Strided seeing(Strided y) {
        return Windows.seeing(Windows.seeing(y, 2, down, i), 1, across, j);
      }
    };
  }

  private static Strided seen(Strided x, int fromEnd, Window window, int tap) {
    int first = window.first(tap);
    int count = window.end(tap) - first;
    return x.slice(x.rank() - fromEnd, window.at(first, tap), count, window.stride());
  }

  private static Strided seeing(Strided y, int fromEnd, Window window, int tap) {
    int first = window.first(tap);
    return y.slice(y.rank() - fromEnd, first, window.end(tap) - first, 1);
  }
}
