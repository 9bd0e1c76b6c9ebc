package dev.cotangent.jqwik;

/// How far two numbers may be apart that are the same but for rounding.
///
/// @param relative to their size
/// @param floor what rounding leaves where all cancels
record Tolerance(double relative, double floor) {
  double of(double size) {
    return relative * size + floor;
  }

  Tolerance times(double factor) {
    return new Tolerance(factor * relative, factor * floor);
  }
}
