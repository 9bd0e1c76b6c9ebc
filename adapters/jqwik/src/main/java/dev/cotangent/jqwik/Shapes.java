package dev.cotangent.jqwik;

import dev.cotangent.Shape;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.ArbitraryDecorator;

/// Shapes: of rank 0 to 3 and lengths 1 to 4 unless said otherwise. They shrink to fewer axes, and
/// to shorter ones.
///
/// ```java
/// Shapes.any().ofRank(1, 2).ofDims(0, 5)
/// ```
public final class Shapes extends ArbitraryDecorator<Shape> {
  private final int minRank;
  private final int maxRank;
  private final int minDim;
  private final int maxDim;

  private Shapes(int minRank, int maxRank, int minDim, int maxDim) {
    if (minRank < 0 || minRank > maxRank) {
      throw new IllegalArgumentException("shapes of rank " + minRank + " to " + maxRank);
    }
    if (minDim < 0 || minDim > maxDim) {
      throw new IllegalArgumentException("shapes with axes of length " + minDim + " to " + maxDim);
    }
    this.minRank = minRank;
    this.maxRank = maxRank;
    this.minDim = minDim;
    this.maxDim = maxDim;
  }

  /// Small shapes without empty axes.
  public static Shapes any() {
    return new Shapes(0, 3, 1, 4);
  }

  /// With so many axes, both ends included.
  public Shapes ofRank(int min, int max) {
    return new Shapes(min, max, minDim, maxDim);
  }

  /// With axes of such lengths, both ends included; 0 is allowed.
  public Shapes ofDims(int min, int max) {
    return new Shapes(minRank, maxRank, min, max);
  }

  /// Shapes that broadcast together, so many of them.
  public Arbitrary<Seq<Shape>> broadcasting(int count) {
    return flatMap(shape ->
        Combinators.combine(Array.fill(count, () -> narrower(shape)).asJava()).as(Array::ofAll));
  }

  /// Shapes that broadcast to this one: with leading axes left out, and others of length 1.
  public static Arbitrary<Shape> narrower(Shape shape) {
    var dropped = Arbitraries.integers().between(0, shape.rank());
    var single = Arbitraries.of(false, false, true).list().ofSize(shape.rank());
    return Combinators.combine(dropped, single).as((count, ones) -> narrowed(shape, count, ones));
  }

  private static Shape narrowed(Shape shape, int dropped, List<Boolean> single) {
    return shape(
        Array.ofAll(shape.toArray()).zipWith(single, (dim, one) -> one ? 1 : dim).drop(dropped));
  }

  private static Shape shape(Iterable<Integer> dims) {
    return Shape.of(Array.ofAll(dims).toJavaStream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  protected Arbitrary<Shape> arbitrary() {
    return Arbitraries.integers()
        .between(minDim, maxDim)
        .list()
        .ofMinSize(minRank)
        .ofMaxSize(maxRank)
        .map(Shapes::shape);
  }

  Shape draw(Random random) {
    int rank = random.nextInt(minRank, maxRank + 1);
    return shape(Array.fill(rank, () -> dim(random)));
  }

  /// Often 1, and often as short as may be, where most mistakes are.
  private int dim(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> minDim;
      case 1 -> Math.clamp(1, minDim, maxDim);
      default -> random.nextInt(minDim, maxDim + 1);
    };
  }

  boolean allows(Shape shape) {
    return shape.rank() >= minRank
        && shape.rank() <= maxRank
        && Array.ofAll(shape.toArray()).forAll(dim -> dim >= minDim && dim <= maxDim);
  }

  /// With as few axes as may be, each of this length or the nearest one.
  Shape smallest(int rank, int dim) {
    return shape(
        Array.fill(Math.clamp(rank, minRank, maxRank), () -> Math.clamp(dim, minDim, maxDim)));
  }
}
