package dev.cotangent.jqwik;

import dev.cotangent.DType;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/// Tensors: FLOAT64 of any small shape with elements between -10 and 10 unless said otherwise. They
/// shrink to small shapes and simple numbers, and stay within what was asked for.
///
/// ```java
/// Tensors.any().ofShape(Shapes.any().ofRank(1, 2)).between(-1, 1).awayFrom(0.1, 0)
/// ```
///
/// Immutable; each method gives a new arbitrary.
public final class Tensors implements Arbitrary<Tensor> {
  private final Function<Random, Shape> shapes;
  private final Predicate<Shape> allowed;
  private final Seq<Shape> edges;
  private final Elements elements;

  private Tensors(
      Function<Random, Shape> shapes,
      Predicate<Shape> allowed,
      Seq<Shape> edges,
      Elements elements) {
    this.shapes = shapes;
    this.allowed = allowed;
    this.edges = edges;
    this.elements = elements;
  }

  /// FLOAT64 tensors.
  public static Tensors any() {
    return of(Shapes.any(), Elements.ANY);
  }

  /// INT32 tensors whose elements are positions in a range of this length.
  ///
  /// @throws IllegalArgumentException if the length is 0
  public static Tensors indices(int length) {
    if (length < 1) throw new IllegalArgumentException("indices below " + length);
    return any().ofType(DType.INT32).between(0, length - 1);
  }

  /// The INT32 vectors that hold every position in a range of this length once. They shrink to the
  /// order of the range.
  public static Arbitrary<Tensor> permutations(int length) {
    if (length < 0) throw new IllegalArgumentException("permutations of " + length);
    return Arbitraries.shuffle(IntStream.range(0, length).boxed().toList())
        .map(all -> Tensor.ints(all.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static Tensors of(Shapes shapes, Elements elements) {
    var edges = Array.of(shapes.smallest(0, 1), shapes.smallest(1, 1), shapes.smallest(1, 0));
    return new Tensors(shapes::draw, shapes::allows, edges.distinct(), elements);
  }

  private Tensors with(Elements newElements) {
    return new Tensors(shapes, allowed, edges, newElements);
  }

  /// Of this type; INT32 holds whole numbers of the range, BOOL both values.
  public Tensors ofType(DType dtype) {
    return with(elements.ofType(dtype));
  }

  /// Of these shapes.
  public Tensors ofShape(Shapes newShapes) {
    return of(newShapes, elements);
  }

  /// Of this shape.
  public Tensors ofShape(int... dims) {
    return ofShape(Shape.of(dims));
  }

  /// Of this shape.
  public Tensors ofShape(Shape shape) {
    return new Tensors(_ -> shape, shape::equals, Array.of(shape), elements);
  }

  /// With elements of this range, both ends included.
  public Tensors between(double min, double max) {
    return with(elements.between(min, max));
  }

  /// With elements spread like this.
  public Tensors distributed(Distribution distribution) {
    return with(elements.distributed(distribution));
  }

  /// With these values among the elements, too; they need not lie in the range.
  public Tensors with(Special... specials) {
    return with(elements.with(specials));
  }

  /// With every element farther than `distance` from these numbers.
  public Tensors awayFrom(double distance, double... kinks) {
    return with(elements.kinks(false, distance, kinks));
  }

  /// With every third element one of these numbers, and the others farther than `distance` from
  /// them.
  public Tensors sittingOn(double distance, double... kinks) {
    return with(elements.kinks(true, distance, kinks));
  }

  /// So many tensors whose shapes broadcast together.
  public Arbitrary<Seq<Tensor>> broadcasting(Shapes newShapes, int count) {
    return newShapes
        .broadcasting(count)
        .flatMap(all ->
            Combinators.combine(all.<Arbitrary<Tensor>>map(this::ofShape).asJava())
                .as(Array::ofAll));
  }

  @Override
  public RandomGenerator<Tensor> generator(int genSize) {
    var drawable = elements.drawable();
    return random -> shrinkable(drawable.tensor(shapes.apply(random), random));
  }

  @Override
  public EdgeCases<Tensor> edgeCases(int maxEdgeCases) {
    double simplest = elements.drawable().simplest();
    var suppliers =
        edges.map(
            shape -> (Supplier<Shrinkable<Tensor>>) () -> shrinkable(filled(shape, simplest)));
    return EdgeCases.fromSuppliers(suppliers.take(maxEdgeCases).asJava());
  }

  private Tensor filled(Shape shape, double value) {
    return Tensor.full(elements.dtype(), shape, value);
  }

  private Shrinkable<Tensor> shrinkable(Tensor x) {
    return new ShrinkableTensor(x, elements, allowed);
  }
}
