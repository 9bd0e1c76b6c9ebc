package dev.cotangent.kernels;

/// Data on which kernels are warmed.
final class MadeUp {
  private static final double[] UNUSUAL = {
    0.0,
    -0.0,
    1e30,
    -1e30,
    1e-30,
    5e-324,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1.0,
    -1.0,
    300.5
  };

  /// A prime: operands meet in every combination.
  private static final int PERIOD = 37;

  private MadeUp() {}

  /// Numbers of the order of 1, of both signs, and among them, if so wished, extreme ones.
  static Object array(Element element, int length, int seed, boolean unusual) {
    var array = element.newArray(length);
    for (int i = 0; i < length; i++) {
      int position = (i + 1) * (seed + 7);
      boolean special = unusual && position % PERIOD == 0;
      double value =
          special
              ? UNUSUAL[position / PERIOD % UNUSUAL.length]
              : element.isFloating() ? Math.IEEEremainder(position * 0.6180339887, 4.0) : i % 5 - 2;
      element.set(array, i, value);
    }
    return array;
  }
}
