package dev.cotangent.jqwik;

import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/// A number that is not what a law says.
///
/// @param entry where it stands
record Violation(String entry, String expected, String got) {
  static Violation of(String entry, double expected, double got) {
    return new Violation(entry, Double.toString(expected), Double.toString(got));
  }

  /// The element that is farthest from what is expected, relative to its size, if one is too far.
  /// Nothing is asked where infinities or NaN are expected: those are for differences to judge,
  /// which know whether the function has any.
  static Option<Violation> unlessClose(
      String what, Seq<Tensor> expected, Seq<Tensor> got, Tolerance tolerance) {
    return unlessAlike(what, expected, got)
        .orElse(() ->
            worst(
                new Entries(what, got), Entries.values(expected), Entries.values(got), tolerance));
  }

  private static Option<Violation> worst(
      Entries entries, double[] expected, double[] got, Tolerance tolerance) {
    double largest = Math.max(largest(expected), largest(got));
    int worst = -1;
    double excess = 1;
    for (int k = 0; k < got.length; k++) {
      double size = Math.max(Math.max(Math.abs(expected[k]), Math.abs(got[k])), 1e-3 * largest);
      double ratio = excess(expected[k], got[k], tolerance.of(size));
      if (ratio > excess) {
        worst = k;
        excess = ratio;
      }
    }
    return worst < 0
        ? Option.none()
        : Option.of(of(entries.name(worst), expected[worst], got[worst]));
  }

  /// A number that is a sum, of terms that are `size` together.
  static Option<Violation> unlessClose(
      String what, double expected, double got, double size, Tolerance tolerance) {
    boolean far = excess(expected, got, tolerance.of(size)) > 1;
    return far ? Option.of(of(what, expected, got)) : Option.none();
  }

  private static double excess(double expected, double got, double allowed) {
    if (!Double.isFinite(expected)) return 0;
    return Double.isFinite(got) ? Math.abs(expected - got) / allowed : Double.POSITIVE_INFINITY;
  }

  /// The largest that is finite.
  static double largest(double[] values) {
    double largest = 0;
    for (double v : values) if (Double.isFinite(v)) largest = Math.max(largest, Math.abs(v));
    return largest;
  }

  /// The first element that has other bits; NaN is NaN.
  static Option<Violation> unlessSame(String what, Seq<Tensor> expected, Seq<Tensor> got) {
    return unlessAlike(what, expected, got)
        .orElse(() -> {
          if (Array.ofAll(expected).equals(Array.ofAll(got))) return Option.none();
          var entries = new Entries(what, got);
          var wanted = Entries.values(expected);
          var found = Entries.values(got);
          return Array.range(0, found.length)
              .find(k -> Double.compare(wanted[k], found[k]) != 0)
              .map(k -> of(entries.name(k), wanted[k], found[k]));
        });
  }

  /// Other shapes or types are violations too.
  static Option<Violation> unlessAlike(String what, Seq<Tensor> expected, Seq<Tensor> got) {
    var wanted = expected.map(Violation::form).mkString(", ");
    var found = got.map(Violation::form).mkString(", ");
    return wanted.equals(found)
        ? Option.none()
        : Option.of(new Violation("shape and type of " + what, wanted, found));
  }

  private static String form(Tensor x) {
    return x.dtype() + " " + x.shape();
  }
}
