package dev.cotangent.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Shape;
import io.vavr.collection.Array;
import io.vavr.collection.HashSet;
import io.vavr.collection.Seq;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Shapes within their bounds, and shapes that broadcast.
class ShapesTest {
  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.any().ofRank(1, 3).ofDims(0, 2);
  }

  @Provide
  Arbitrary<Seq<Shape>> broadcasting() {
    return Shapes.any().ofDims(0, 3).broadcasting(3);
  }

  @Property
  void boundsAreKept(@ForAll("shapes") Shape shape) {
    assertTrue(shape.rank() >= 1 && shape.rank() <= 3);
    assertTrue(Array.ofAll(shape.toArray()).forAll(dim -> dim <= 2));
  }

  @Property
  void allBroadcastTogether(@ForAll("broadcasting") Seq<Shape> shapes) {
    assertEquals(3, shapes.size());
    assertTrue(shapes.reduce(Shape::broadcast).rank() <= 3);
  }

  /// Leading axes are left out, others are 1, and some keep their length.
  @Example
  void everyWayToBroadcastIsDrawn() {
    var random = new Random(1);
    var narrower = Shapes.narrower(Shape.of(2, 3)).generator(1000);
    var found = HashSet.ofAll(Array.fill(500, () -> narrower.next(random).value()));
    var all =
        HashSet.of(
            Shape.of(),
            Shape.of(3),
            Shape.of(1),
            Shape.of(2, 3),
            Shape.of(2, 1),
            Shape.of(1, 3),
            Shape.of(1, 1));
    assertEquals(all, found);
  }

  @Test
  void tensorsHaveShapesOfAllKinds() {
    var random = new Random(1);
    var drawn = Array.fill(500, () -> Shapes.any().ofDims(0, 3).draw(random));
    for (int rank = 0; rank <= 3; rank++) {
      int expected = rank;
      assertTrue(drawn.exists(shape -> shape.rank() == expected), "rank " + rank);
    }
    for (int dim = 0; dim <= 3; dim++) {
      int expected = dim;
      assertTrue(drawn.exists(shape -> Array.ofAll(shape.toArray()).contains(expected)));
    }
  }
}
