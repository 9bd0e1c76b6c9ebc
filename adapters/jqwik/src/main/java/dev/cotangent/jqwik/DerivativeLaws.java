package dev.cotangent.jqwik;

import dev.cotangent.DType;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.structure.Arguments;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import io.vavr.Tuple5;
import io.vavr.collection.Array;
import io.vavr.collection.LinkedHashSet;
import io.vavr.collection.Seq;
import java.util.Random;

/// The laws of a function's derivatives, to be checked at points: first and second order, both
/// modes, compositions and batches.
///
/// ```java
/// DerivativeLaws.of(x -> x.exp().log1p()).check(Tensor.of(-1, 0, 1), Tensor.scalar(2));
/// ```
///
/// A point at a kink is no error: there a derivative has to be one of those nearby, or between
/// them. A law that does not apply asks for nothing: finite differences where they do not settle,
/// vmap of a function that reads values.
///
/// Immutable; each method but [#check] gives a new one.
///
/// @param <P> what the function takes
public final class DerivativeLaws<P> {
  private static final int BATCH = 3;

  private final Structure<P> structure;
  private final Function1<P, Tensor> f;
  private final Function1<P, String> shown;
  private final Settings settings;

  /// @param tolerance 0 for what is usual
  private record Settings(
      LinkedHashSet<Law> laws, double tolerance, boolean smooth, boolean mappable, long seed) {
    static final Settings USUAL = new Settings(LinkedHashSet.of(Law.values()), 0, false, false, 1);
  }

  private DerivativeLaws(
      Structure<P> structure,
      Function1<P, Tensor> f,
      Function1<P, String> shown,
      Settings settings) {
    this.structure = structure;
    this.f = f;
    this.shown = shown;
    this.settings = settings;
  }

  /// All laws of a function of a tensor, whatever the shape of its result.
  public static DerivativeLaws<Tensor> of(Function1<Tensor, Tensor> f) {
    return of(Structure.tensor(), f);
  }

  /// All laws of a function of two tensors; its points are pairs.
  public static DerivativeLaws<Tuple2<Tensor, Tensor>> of(Function2<Tensor, Tensor, Tensor> f) {
    return of(Arguments.OF_TWO, f.tupled());
  }

  /// All laws of a function of three tensors.
  public static DerivativeLaws<Tuple3<Tensor, Tensor, Tensor>> of(
      Function3<Tensor, Tensor, Tensor, Tensor> f) {
    return of(Arguments.OF_THREE, f.tupled());
  }

  /// All laws of a function of four tensors.
  public static DerivativeLaws<Tuple4<Tensor, Tensor, Tensor, Tensor>> of(
      Function4<Tensor, Tensor, Tensor, Tensor, Tensor> f) {
    return of(Arguments.OF_FOUR, f.tupled());
  }

  /// All laws of a function of five tensors.
  public static DerivativeLaws<Tuple5<Tensor, Tensor, Tensor, Tensor, Tensor>> of(
      Function5<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> f) {
    return of(Arguments.OF_FIVE, f.tupled());
  }

  /// All laws of a function of a record.
  public static <P> DerivativeLaws<P> of(Class<P> record, Function1<P, Tensor> f) {
    return of(Structure.record(record), f);
  }

  /// All laws of a function of a structure. Its tensors that are not floating are constants.
  public static <P> DerivativeLaws<P> of(Structure<P> structure, Function1<P, Tensor> f) {
    return new DerivativeLaws<>(structure, f, Source::of, Settings.USUAL);
  }

  private DerivativeLaws<P> with(Settings changed) {
    return new DerivativeLaws<>(structure, f, shown, changed);
  }

  /// Tells a point in another way.
  DerivativeLaws<P> shownBy(Function1<P, String> text) {
    return new DerivativeLaws<>(structure, f, text, settings);
  }

  /// These laws and no others.
  public DerivativeLaws<P> only(Law... some) {
    return with(LinkedHashSet.of(some));
  }

  /// All laws but these, as `Law.SECOND_DIFFERENCES` for a rule that is right to the first order
  /// alone.
  public DerivativeLaws<P> without(Law... some) {
    return with(settings.laws.removeAll(Array.of(some)));
  }

  private DerivativeLaws<P> with(LinkedHashSet<Law> laws) {
    if (laws.isEmpty()) throw new IllegalArgumentException("DerivativeLaws: no law is left");
    return with(
        new Settings(laws, settings.tolerance, settings.smooth, settings.mappable, settings.seed));
  }

  /// How far two results may be apart that differ in rounding alone, relative to their size: 1e-8,
  /// and 1e-4 where there is FLOAT32, unless said here. Beside that some fifty units in the last
  /// place of 1 are allowed for terms that cancel, so of a function whose values are much smaller
  /// than that nothing is asked: multiply it. Finite differences may be off by a hundred times as
  /// much, beside their estimated error. A function of FLOAT64 that computes in FLOAT32 inside asks
  /// for 1e-4.
  public DerivativeLaws<P> withTolerance(double relative) {
    if (!(relative > 0)) {
      throw new IllegalArgumentException("withTolerance: " + relative + " is not positive");
    }
    return with(
        new Settings(settings.laws, relative, settings.smooth, settings.mappable, settings.seed));
  }

  /// The points are known to be away from kinks: what looks like one is a failure.
  public DerivativeLaws<P> smooth() {
    return with(
        new Settings(settings.laws, settings.tolerance, true, settings.mappable, settings.seed));
  }

  /// The function is known to read no values: that it cannot be mapped is a failure.
  public DerivativeLaws<P> mappable() {
    return with(
        new Settings(settings.laws, settings.tolerance, settings.smooth, true, settings.seed));
  }

  /// Tangents and cotangents are drawn from this seed, 1 unless said here, and the point.
  public DerivativeLaws<P> withSeed(long seed) {
    return with(
        new Settings(settings.laws, settings.tolerance, settings.smooth, settings.mappable, seed));
  }

  /// Checks the laws at these points. The first three of one form are also mapped over.
  ///
  /// @throws DerivativeLawError if a law does not hold; it names the law, the point, the entry,
  ///   what was expected and what came, and shows the tape
  /// @throws IllegalArgumentException if there are no points, or nothing to differentiate in one
  @SafeVarargs
  public final void check(P... points) {
    Seq<P> all = Array.empty();
    for (var p : points) all = all.append(p);
    checkAll(all);
  }

  /// Checks the laws at these points, as [#check] does.
  public void checkAll(Seq<P> points) {
    if (points.isEmpty()) throw new IllegalArgumentException("check: there are no points");
    if (points.contains(null)) throw new IllegalArgumentException("check: a point is null");
    Seq<Seq<Tensor>> before = Array.empty();
    for (var p : points) {
      Seq<Tensor> leaves = Array.ofAll(structure.leaves(p));
      boolean isMapped = before.exists(some -> alike(leaves, some));
      check(p, leaves, points, isMapped ? settings.laws.remove(Law.VMAP) : settings.laws);
      before = before.append(leaves);
    }
  }

  private void check(P p, Seq<Tensor> leaves, Seq<P> points, LinkedHashSet<Law> laws) {
    if (laws.isEmpty()) return;
    var site = site(p, leaves, points);
    for (var law : laws) {
      for (var violation : law.violation(site)) throw error(p, site, law, violation);
    }
  }

  private DerivativeLawError error(P p, Site site, Law law, Violation violation) {
    var message =
        "a law of derivatives does not hold"
            + DerivativeLawError.line("law", law + ": " + law.says())
            + DerivativeLawError.line("at", shown.apply(p))
            + DerivativeLawError.line("entry", violation.entry())
            + DerivativeLawError.line("expected", violation.expected())
            + DerivativeLawError.line("got", violation.got())
            + DerivativeLawError.line("tape", tape(site))
            + DerivativeLawError.line(
                "directions", "drawn from seed " + settings.seed + " and the point");
    return new DerivativeLawError(
        message, law, violation.entry(), violation.expected(), violation.got());
  }

  private static String tape(Site site) {
    return site.ct().dtype().isDifferentiable() && site.x().nonEmpty()
        ? site.recording().tape().toString()
        : "none";
  }

  private Site site(P p, Seq<Tensor> all, Seq<P> points) {
    var x = all.filter(DerivativeLaws::isFloating);
    Function1<Seq<Tensor>, Tensor> ofAll = leaves -> f.apply(structure.rebuild(p, leaves));
    Function1<Seq<Tensor>, Tensor> ofFloating = leaves -> ofAll.apply(merged(all, leaves));
    var y = ofFloating.apply(x);
    if (!settings.laws.forAll(Law.VMAP::equals)) requireFloating(x, y);
    var random = new Random(31 * settings.seed + all.hashCode());
    var dx = x.map(part -> Site.direction(random, part));
    var other = x.map(part -> Site.direction(random, part));
    var ct = isFloating(y) ? Site.direction(random, y.onesLike()) : y;
    var nearby = merged(all, x.zipWith(dx, (part, d) -> part.plus(d.times(1e-3))));
    var positions =
        points
            .reject(point -> point == p)
            .map(point -> (Seq<Tensor>) Array.ofAll(structure.leaves(point)))
            .filter(leaves -> alike(all, leaves))
            .append(nearby)
            .take(BATCH - 1)
            .prepend(all);
    var batch = Batch.of(ofAll, positions, settings.mappable, random.nextLong());
    boolean single = x.append(y).exists(part -> part.dtype() == DType.FLOAT32);
    double relative = settings.tolerance > 0 ? settings.tolerance : single ? Site.SINGLE : 1e-8;
    return new Site(ofFloating, x, dx, other, ct, batch, relative, settings.smooth);
  }

  private static void requireFloating(Seq<Tensor> x, Tensor y) {
    if (x.isEmpty()) {
      throw new IllegalArgumentException(
          "check: no argument is a FLOAT32 or FLOAT64 tensor, so there is no derivative");
    }
    if (!isFloating(y)) {
      throw new IllegalArgumentException(
          "check: the function returned "
              + y.dtype()
              + "; a FLOAT32 or FLOAT64 result has"
              + " derivatives");
    }
  }

  /// The floating tensors replaced, the others as they are.
  private static Seq<Tensor> merged(Seq<Tensor> all, Seq<Tensor> floating) {
    var next = floating.iterator();
    return all.map(leaf -> isFloating(leaf) ? next.next() : leaf);
  }

  private static boolean isFloating(Tensor x) {
    return x.dtype().isDifferentiable();
  }

  private static boolean alike(Seq<Tensor> some, Seq<Tensor> others) {
    return Violation.unlessAlike("", some, others).isEmpty();
  }
}
