package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vavr.Tuple;
import io.vavr.collection.Array;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What rides along holds no tensors: neither by the types of its fields nor as a value.
class StructurePassengerTest {
  private static final Tensor TWO = Tensor.scalar(2);

  static final class OfTensor {
    final Tensor w = TWO;
  }

  static final class OfList {
    final List<Tensor> ws = List.of(TWO);
  }

  static final class OfRecord {
    final Scale scale = new Scale(TWO);
  }

  static class OfArray {
    final Tensor[] ws = {TWO};
  }

  static final class Inherited extends OfArray {}

  static class Box<A> {
    final A content;

    Box(A content) {
      this.content = content;
    }
  }

  static final class TensorBox extends Box<Tensor> {
    TensorBox(Tensor content) {
      super(content);
    }
  }

  record HoldsBox(Tensor x, TensorBox plain) {}

  static final class Around {
    final OfList inner = new OfList();
    final Around self = this;
  }

  record Holds<A>(Tensor x, A more) {}

  record HoldsList(Tensor x, OfList plain) {}

  record HoldsRecord(Tensor x, OfRecord plain) {}

  record HoldsInherited(Tensor x, Inherited plain) {}

  record HoldsAround(Tensor x, Around plain) {}

  record HoldsAny(Tensor x, Object any) {}

  interface Open {}

  record Scale(Tensor by) implements Open {}

  static final class Plain implements Open {
    final Tensor by = TWO;
  }

  record HoldsOpen(Tensor x, Open layer) {}

  sealed interface PlainLast permits ScaleFirst, AsPlainLast {}

  record ScaleFirst(Tensor by) implements PlainLast {}

  static final class AsPlainLast implements PlainLast {
    final Tensor by = TWO;
  }

  sealed interface PlainFirst permits AsPlainFirst, ScaleLast {}

  static final class AsPlainFirst implements PlainFirst {
    final Tensor by = TWO;
  }

  record ScaleLast(Tensor by) implements PlainFirst {}

  sealed interface HalfOpen permits Closed, Rest {}

  record Closed(Tensor by) implements HalfOpen {}

  non-sealed interface Rest extends HalfOpen {}

  record OfAny(Object any) implements Rest {}

  static final class PlainRest implements Rest {
    final Tensor by = TWO;
  }

  record HoldsHalfOpen(Tensor x, HalfOpen layer) {}

  private static void refused(Class<?> type, Class<?> named) {
    var e = assertThrows(IllegalArgumentException.class, () -> Structure.of(type));
    Messages.startsWith(e, "Structure.record", named.getName(), "not known");
  }

  private static <P> void refused(Class<P> type, P value) {
    var gradient = Autodiff.grad(type, _ -> TWO);
    var e = assertThrows(IllegalArgumentException.class, () -> gradient.apply(value));
    Messages.startsWith(e, "Structure.record", "tensor", "its declaration shows none");
  }

  @Test
  void aClassIsRefusedByAllThatItsFieldsHold() {
    refused(HoldsList.class, OfList.class);
    refused(HoldsRecord.class, OfRecord.class);
    refused(HoldsInherited.class, Inherited.class);
    refused(HoldsAround.class, Around.class);
    refused(HoldsBox.class, TensorBox.class);
  }

  @Test
  void theMessageNamesTheComponent() {
    var gradient = Autodiff.grad(HoldsAny.class, _ -> TWO);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> gradient.apply(new HoldsAny(TWO, Optional.of(TWO))));
    var component = "component any of " + HoldsAny.class.getName();
    Messages.startsWith(
        e, "Structure.record", component, "java.util.Optional with a tensor", "Structure.of");
  }

  @Test
  void aClassThatHoldsItselfIsNoEndlessSearch() {
    var around = new Object[1];
    around[0] = new Box<>(around);
    var box = new Box<>(around);
    var gradient = Autodiff.grad(HoldsAny.class, (HoldsAny h) -> h.x.square());
    assertSame(box, gradient.apply(new HoldsAny(TWO, box)).any);
  }

  @Test
  void aPlainClassIsRefusedWhereverASealedTypeNamesIt() {
    refused(PlainFirst.class, AsPlainFirst.class);
    refused(PlainLast.class, AsPlainLast.class);
  }

  @Test
  void aValueOfAnOpenTypeIsRefusedIfItHoldsTensors() {
    refused(HoldsOpen.class, new HoldsOpen(TWO, new Scale(TWO)));
    refused(HoldsOpen.class, new HoldsOpen(TWO, new Plain()));
    refused(HoldsHalfOpen.class, new HoldsHalfOpen(TWO, new PlainRest()));
    refused(HoldsHalfOpen.class, new HoldsHalfOpen(TWO, new OfAny(new Plain())));
  }

  @Test
  void aValueOfAnyTypeIsRefusedIfItHoldsTensors() {
    var held =
        Array.of(
            TWO,
            new Scale(TWO),
            new OfTensor(),
            List.of(TWO),
            Array.of(new Scale(TWO)),
            Set.of(TWO),
            Map.of(1, TWO),
            Tuple.of(1, TWO),
            new Tensor[] {TWO},
            new Object[] {TWO},
            new Box<>(TWO),
            new Box<>(List.of(TWO)),
            Optional.of(TWO),
            Option.of(TWO),
            Either.right(TWO),
            new AtomicReference<>(TWO),
            Map.entry("a", TWO),
            Map.of(TWO, "a"));
    for (Object any : held) {
      refused(HoldsAny.class, new HoldsAny(TWO, any));
      refused(Holds.class, new Holds<>(TWO, any));
    }
  }

  @Test
  void theRestRidesAlong() {
    UnaryOperator<Tensor> closure = x -> x.times(TWO);
    var passengers =
        Array.of("name", 3, new Random(1), List.of("a"), Map.of(1, 2), Tuple.of(1), closure);
    for (Object any : passengers) {
      var gradient = Autodiff.grad(HoldsAny.class, h -> h.x.square());
      var back = gradient.apply(new HoldsAny(TWO, any));
      assertSame(any, back.any);
      assertEquals(Tensor.scalar(4), back.x);
    }
  }

  @Test
  void aValueThatASealedTypeLeavesOpenIsTakenAsWhatItIs() {
    var gradient = Autodiff.grad(HoldsHalfOpen.class, h -> tensor(h.layer).square());
    var back = gradient.apply(new HoldsHalfOpen(TWO, new OfAny(TWO)));
    assertEquals(new HoldsHalfOpen(Tensor.scalar(0), new OfAny(Tensor.scalar(4))), back);
  }

  private static Tensor tensor(HalfOpen layer) {
    return (Tensor) ((OfAny) layer).any;
  }
}
