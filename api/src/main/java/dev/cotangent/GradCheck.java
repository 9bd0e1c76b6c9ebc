package dev.cotangent;

import dev.cotangent.structure.Arguments;
import dev.cotangent.trace.Differences;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Tuple;
import io.vavr.collection.Seq;

/// Every derivative of a function at a point, three times: by reverse mode, by forward mode, and by
/// finite differences, whose step adapts itself.
///
/// ```java
/// var report = GradCheck.check(x -> x.exp().sum(), Tensor.of(0, 1, 2));
/// assertTrue(report.passed(), report::toString);
/// ```
///
/// How far the three may differ is relative to their size, or to that of the largest derivative, up
/// to 1. Derivatives that are all below 1e-14, or 6e-6 where there is FLOAT32, are taken for
/// rounding and pass: multiply a function of such a scale by a constant.
///
/// The function is evaluated some ten times for each element of its arguments. At a kink
/// differences see neither side's derivative, so the point should keep a distance.
public final class GradCheck {
  private GradCheck() {}

  /// One derivative, of one element of the result by one of the arguments.
  ///
  /// @param tensor which of the arguments' tensors, from 0
  /// @param position of the element in that tensor
  /// @param result position of the element in the result
  /// @param excess the largest disagreement among the three, relative to what is allowed: above 1
  ///   the check fails; NaN if one of them is
  public record Entry(
      int tensor,
      Seq<Integer> position,
      Seq<Integer> result,
      double reverse,
      double forward,
      double differences,
      double excess) {
    /// Do the three agree?
    public boolean passed() {
      return excess <= 1;
    }

    @Override
    public String toString() {
      return "d result"
          + result.mkString("[", ", ", "]")
          + " / d tensor "
          + tensor
          + position.mkString("[", ", ", "]")
          + ": reverse "
          + reverse
          + ", forward "
          + forward
          + ", differences "
          + differences
          + " ("
          + excess
          + " of what is allowed)";
    }
  }

  /// What a check found.
  ///
  /// @param entries all derivatives, argument by argument
  public record Report(Seq<Entry> entries) {
    private static final int SHOWN = 10;

    /// Do all derivatives agree?
    public boolean passed() {
      return entries.forAll(Entry::passed);
    }

    /// The derivative that agrees least.
    ///
    /// @throws java.util.NoSuchElementException if there are no derivatives
    public Entry worst() {
      return entries.maxBy(Entry::excess).get(); // NaN is the largest
    }

    /// The verdict, the worst derivative, and the first of those that fail.
    @Override
    public String toString() {
      if (entries.isEmpty()) return "gradient check passed: there are no derivatives";
      var failed = entries.reject(Entry::passed);
      var verdict =
          failed.isEmpty()
              ? "passed: " + entries.size() + " derivatives"
              : "failed: " + failed.size() + " of " + entries.size() + " derivatives";
      return "gradient check "
          + verdict
          + "\n  worst: "
          + worst()
          + failed.take(SHOWN).map(entry -> "\n  wrong: " + entry).mkString()
          + (failed.size() > SHOWN ? "\n  and " + (failed.size() - SHOWN) + " more" : "");
    }
  }

  /// Checks the derivatives of a function, of whatever shape its result is.
  ///
  /// @throws IllegalArgumentException if the argument or the result is not floating
  public static Report check(Function1<Tensor, Tensor> f, Tensor x) {
    return check(Structure.tensor(), f, x);
  }

  /// Checks the derivatives of a function of a structure.
  public static <P> Report check(Structure<P> structure, Function1<P, Tensor> f, P p) {
    return new Report(Differences.check("GradCheck.check", structure, f, p));
  }

  /// Checks the derivatives of a function of two arguments.
  public static Report check(Function2<Tensor, Tensor, Tensor> f, Tensor x, Tensor y) {
    return check(Arguments.OF_TWO, f.tupled(), Tuple.of(x, y));
  }

  /// Checks the derivatives of a function of three arguments.
  public static Report check(
      Function3<Tensor, Tensor, Tensor, Tensor> f, Tensor x, Tensor y, Tensor z) {
    return check(Arguments.OF_THREE, f.tupled(), Tuple.of(x, y, z));
  }

  /// Checks the derivatives of a function of four arguments.
  public static Report check(
      Function4<Tensor, Tensor, Tensor, Tensor, Tensor> f, Tensor x, Tensor y, Tensor z, Tensor u) {
    return check(Arguments.OF_FOUR, f.tupled(), Tuple.of(x, y, z, u));
  }

  /// Checks the derivatives of a function of five arguments.
  public static Report check(
      Function5<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> f,
      Tensor x,
      Tensor y,
      Tensor z,
      Tensor u,
      Tensor v) {
    return check(Arguments.OF_FIVE, f.tupled(), Tuple.of(x, y, z, u, v));
  }
}
