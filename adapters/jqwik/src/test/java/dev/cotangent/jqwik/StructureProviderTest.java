package dev.cotangent.jqwik;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Tensor;
import io.vavr.Tuple2;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.providers.TypeUsage;
import org.junit.jupiter.api.Test;

/// What is drawn as a structure of tensors, and what is left to others.
class StructureProviderTest {
  record Layer(@TensorOf(shape = 2) Tensor weight) {}

  record Net(List<Layer> layers, Seq<Tuple2<String, Layer>> named) {}

  record Node(Node next, int value) {}

  record Tree(Tensor value, List<Tree> below) {}

  record Forest(Seq<Tree> trees) {}

  @Property(tries = 50)
  void tensorsMayBeDeepInside(@ForAll Net net) {
    assertTrue(net.named.nonEmpty());
    assertTrue(net.layers.stream().allMatch(layer -> layer.weight.size() == 2));
  }

  private static boolean draws(Class<?> type, Class<?>... arguments) {
    var parameters = List.of(arguments).stream().map(TypeUsage::of).toArray(TypeUsage[]::new);
    return new StructureProvider().canProvideFor(TypeUsage.of(type, parameters));
  }

  @Test
  void containersAreDrawnThatHoldTensors() {
    assertTrue(draws(Seq.class, Layer.class));
    assertTrue(draws(Map.class, String.class, Tensor.class));
    assertTrue(draws(Tuple2.class, Integer.class, Net.class));
    assertFalse(draws(Seq.class, Integer.class));
    assertFalse(draws(Map.class, String.class, Integer.class));
    assertFalse(draws(Tuple2.class, Integer.class, String.class));
    assertFalse(draws(Node.class));
  }

  @Test
  void recordsThatHoldThemselvesAreRefusedByName() {
    for (var property : List.of("tree", "forest")) {
      var e = Runs.failure(Failing.class, property);
      var message = String.valueOf(assertInstanceOf(RuntimeException.class, e).getMessage());
      assertTrue(message.contains("StructureProviderTest$Tree holds itself"), message);
    }
  }

  /// Not a test of its own.
  static class Failing {
    @Property
    void tree(@ForAll Tree tree) {
      assertTrue(tree.below.isEmpty());
    }

    @Property
    void forest(@ForAll Forest forest) {
      assertTrue(forest.trees.isEmpty());
    }
  }
}
