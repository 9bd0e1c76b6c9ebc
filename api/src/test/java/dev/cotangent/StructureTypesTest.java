package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vavr.Function1;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Type arguments, sealed types, functions, and classes that only look like values.
class StructureTypesTest {
  private static final Tensor TWO = Tensor.scalar(2);
  private static final Tensor THREE = Tensor.scalar(3);

  record Box<A>(A content, List<Box<A>> others) {}

  record Boxes(Box<Tensor> tensors, Box<String> names) {}

  sealed interface Layer permits Scale, Shift, Square {}

  record Scale(Tensor by) implements Layer {}

  record Shift(Tensor by, List<Layer> after) implements Layer {}

  enum Square implements Layer {
    SQUARE
  }

  record Net(List<Layer> layers, UnaryOperator<Tensor> last, Function1<Tensor, Tensor> first) {}

  static final class Plain {
    final Tensor x = TWO;
  }

  record HoldsPlain(Tensor x, Plain plain) {}

  /// Declared as the types are that are read.
  interface Declarations {
    List<Box<Tensor>> boxes();

    List<? extends Tensor> tensors();

    Set<Tensor> set();

    List<String> names();
  }

  private static Type declared(String name) {
    try {
      return Declarations.class.getDeclaredMethod(name).getGenericReturnType();
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void typeParametersStandForTheirArguments() {
    var boxes =
        new Boxes(
            new Box<>(TWO, List.of(new Box<>(THREE, List.of()))), new Box<>("name", List.of()));
    var gradient =
        Autodiff.grad(Boxes.class, b -> b.tensors.content.times(b.tensors.others.get(0).content))
            .apply(boxes);
    assertEquals(
        new Boxes(new Box<>(THREE, List.of(new Box<>(TWO, List.of()))), boxes.names), gradient);
  }

  @Test
  void valuesOfASealedTypeAreWhatTheyAre() {
    UnaryOperator<Tensor> last = x -> x;
    var shift = new Shift(THREE, List.of(new Scale(TWO)));
    var net = new Net(List.of(shift, Square.SQUARE, new Scale(TWO)), last, x -> x);
    var gradient = Autodiff.grad(Net.class, n -> value(n.layers, THREE)).apply(net);
    // 2 (2 * 3 + 3)^2
    var inner = new Shift(Tensor.scalar(36), List.of(new Scale(Tensor.scalar(108))));
    assertEquals(List.of(inner, Square.SQUARE, new Scale(Tensor.scalar(81))), gradient.layers);
    assertSame(last, gradient.last);
  }

  private static Tensor value(List<Layer> layers, Tensor x) {
    var y = x;
    for (var layer : layers) {
      y =
          switch (layer) {
            case Scale(var by) -> y.times(by);
            case Shift(var by, var after) -> value(after, y).plus(by);
            case Square _ -> y.square();
          };
    }
    return y;
  }

  @Test
  void typesWithTheirArguments() {
    assertEquals(1, leaves(Tensor.class, TWO));
    assertEquals(1, leaves(Layer.class, new Scale(TWO)));
    assertEquals(2, leaves(declared("tensors"), List.of(TWO, THREE)));
    var box = new Box<>(TWO, List.of(new Box<>(THREE, List.of())));
    assertEquals(4, leaves(declared("boxes"), List.of(box, box)));
  }

  @SuppressWarnings("unchecked") // the value is of the type
  private static int leaves(Type type, Object value) {
    return ((Structure<Object>) Structure.of(type)).leaves(value).size();
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    refused(declared("set"), "Structure.record: java.util.Set<dev.cotangent.Tensor>");
    refused(declared("names"), "Structure.of: java.util.List<java.lang.String>");
    refused(Plain.class, "Plain is not a record, nor a data class");
    refused(HoldsPlain.class, "Plain holds tensors in a way that is not known");
  }

  private static void refused(Type type, String message) {
    var e = assertThrows(IllegalArgumentException.class, () -> Structure.of(type));
    Messages.contains(e, message);
  }
}
