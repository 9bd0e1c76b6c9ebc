package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vavr.collection.Array;
import java.lang.foreign.Linker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// No gradient is lost silently: what holds tensors and is not understood is refused.
@NullUnmarked
class StructureErrorTest {
  record Pair(Tensor x, @Nullable Tensor y) {}

  record Outer(Pair inner) {}

  record OfArray(Tensor[] x) {}

  record OfWildcard(List<? extends Tensor> x) {}

  record Box<A>(A value) {}

  record OfBoxes(Box<Tensor> box) {}

  static final class NoRecord {}

  private static IllegalArgumentException refused(Class<?> type) {
    return assertThrows(IllegalArgumentException.class, () -> Structure.record(type));
  }

  @Test
  void aClassThatIsNoRecord() {
    Messages.startsWith(refused(NoRecord.class), "Structure.record", "NoRecord", "not a record");
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Autodiff.grad(String.class, _ -> Tensor.scalar(1)));
    Messages.startsWith(e, "Structure.record", "java.lang.String");
  }

  @Test
  void aNullTensor() {
    var gradient = Autodiff.grad(Pair.class, p -> p.x.sum());
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> gradient.apply(new Pair(Tensor.of(1), null)));
    Messages.startsWith(e, "Structure.record", "component y", "Pair", "null");
  }

  @Test
  void aNullRecord() {
    var gradient = Autodiff.grad(Outer.class, p -> p.inner.x.sum());
    var e = assertThrows(IllegalArgumentException.class, () -> gradient.apply(new Outer(null)));
    Messages.startsWith(e, "Structure.record", "component inner", "Outer", "null");
  }

  @Test
  void aNullInASequence() {
    var list = new ArrayList<Tensor>();
    list.add(Tensor.of(1));
    list.add(null);
    var ofList = Autodiff.grad(Structure.list(Structure.tensor()), p -> p.get(0).sum());
    assertThrows(IllegalArgumentException.class, () -> ofList.apply(list));
    var ofSeq = Autodiff.grad(Structure.seq(), p -> p.get(0).sum());
    assertThrows(IllegalArgumentException.class, () -> ofSeq.apply(Array.ofAll(list)));
  }

  @Test
  void anArrayOfTensors() {
    Messages.startsWith(refused(OfArray.class), "Structure.record", "Tensor[]");
  }

  @Test
  void genericTypesAreUnderstoodOrRefusedButNeverPassedOver() {
    var x = Tensor.of(1);
    understoodOrRefused(OfWildcard.class, new OfWildcard(List.of(x)));
    understoodOrRefused(OfBoxes.class, new OfBoxes(new Box<>(x)));
    understoodOrRefused(Box.class, new Box<>(x));
  }

  /// What a type parameter stands for is seen at the earliest when there is a value.
  private static <P> void understoodOrRefused(Class<P> type, P value) {
    int leaves;
    try {
      leaves = Structure.record(type).leaves(value).size();
    } catch (IllegalArgumentException e) {
      Messages.startsWith(e, "Structure.record", "Tensor");
      return;
    }
    assertEquals(1, leaves);
  }

  record Growing<A>(A x, List<Growing<Twice<A>>> next) {}

  record Twice<A>(A first, A second) {}

  record HoldsGrowing(Growing<Tensor> root) {}

  @Test
  void everLargerTypesAreRefused() {
    var e =
        assertThrows(IllegalArgumentException.class, () -> Structure.record(HoldsGrowing.class));
    Messages.startsWith(e, "Structure.record", "Growing", "ever larger");
  }

  /// As of a module that does not open its package: here one of Java's own.
  @Test
  void aClosedRecordNamesWhatWouldOpenIt() {
    var closed = Linker.Option.firstVariadicArg(1).getClass();
    var e = assertThrows(IllegalArgumentException.class, () -> Structure.record(closed));
    Messages.startsWith(
        e, "Structure.record", closed.getName(), "opens " + closed.getPackageName());
  }

  @Test
  void anotherNumberOfTensors() {
    for (var leaves : List.of(Array.<Tensor>of(), Array.of(Tensor.of(1), Tensor.of(2)))) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> Structure.tensor().rebuild(Tensor.of(1), leaves));
      Messages.startsWith(e, "Structure.rebuild", leaves.size() + " tensors for a value of 1");
    }
  }

  @Test
  void integerLeavesAreNamed() {
    var gradient = Autodiff.grad(Pair.class, p -> p.x.sum());
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> gradient.apply(new Pair(Tensor.of(1), Tensor.ints(2))));
    Messages.startsWith(e, "grad", "tensor 1", "INT32");
  }

  @Test
  void tangentsOfAnotherForm() {
    var structure = Structure.seq();
    var x = Array.of(Tensor.of(1), Tensor.of(2));
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Autodiff.jvp(structure, p -> p.get(0), x, Array.of(Tensor.of(1))));
    Messages.startsWith(e, "jvp", "1 tangents for 2 tensors");
  }

  @Test
  void whatARecordsOwnConstructorThrowsIsSeen() {
    record Positive(Tensor x, int count) {
      Positive {
        if (x.get(0).item() < 0) throw new IllegalStateException("negative");
      }
    }
    var gradient = Autodiff.grad(Positive.class, p -> p.x.unaryMinus().sum());
    var e =
        assertThrows(
            IllegalStateException.class, () -> gradient.apply(new Positive(Tensor.of(1), 1)));
    assertEquals("negative", e.getMessage());
  }
}
