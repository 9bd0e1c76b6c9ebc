package dev.cotangent;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Array;
import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructureTest {
  private record Layer(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
      return weight.matmul(x).plus(bias);
    }
  }

  private record Net(Layer hidden, String name, Layer output, int width) {}

  record Everything(
      Seq<Tensor> seq,
      List<Tensor> list,
      Map<String, Tensor> map,
      java.util.Map<String, Tensor> javaMap,
      Tuple2<Tensor, Seq<Tensor>> pair,
      Tensor last) {}

  record Riders(Tensor x, @Nullable String name, double rate, List<String> tags, Shape shape) {}

  private static final Net NET =
      new Net(
          new Layer(Tensor.of(new double[][] {{1, 2}, {3, 4}}), Tensor.of(5, 6)),
          "net",
          new Layer(Tensor.of(new double[][] {{7, 8}}), Tensor.of(9)),
          2);

  private static Everything everything() {
    var javaMap = new TreeMap<String, Tensor>(java.util.Comparator.reverseOrder());
    javaMap.put("a", Tensor.of(6));
    javaMap.put("b", Tensor.of(7));
    return new Everything(
        Array.of(Tensor.of(1), Tensor.of(2)),
        List.of(Tensor.of(3)),
        HashMap.of("z", Tensor.of(5), "y", Tensor.of(4)),
        javaMap,
        Tuple.of(Tensor.of(8), Array.of(Tensor.of(9))),
        Tensor.of(10));
  }

  @Test
  void privateNestedRecords() {
    var x = Tensor.of(1, -1);
    Function1<Net, Tensor> f = net -> net.output.apply(net.hidden.apply(x)).sum();
    var gradient = Autodiff.grad(Net.class, f).apply(NET);
    // hidden = (4, 5); output = 7 * 4 + 8 * 5 + 9
    assertEquals(Tensor.of(new double[][] {{4, 5}}), gradient.output.weight);
    assertEquals(Tensor.of(1), gradient.output.bias);
    assertEquals(Tensor.of(7, 8), gradient.hidden.bias);
    assertEquals(Tensor.of(new double[][] {{7, -7}, {8, -8}}), gradient.hidden.weight);
    assertEquals("net", gradient.name);
    assertEquals(2, gradient.width);
    var both = Autodiff.valueAndGrad(Net.class, f).apply(NET);
    assertEquals(Tensor.scalar(77), both.value());
    assertEquals(gradient, both.gradient());
  }

  @Test
  void leavesAreInOrderOfComponentsAndNames() {
    var leaves = Structure.record(Everything.class).leaves(everything());
    assertEquals(
        Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), leaves.map(leaf -> (int) leaf.item()).toArray());
  }

  @Test
  void theGradientHasTheSameForm() {
    var structure = Structure.record(Everything.class);
    var gradient =
        Autodiff.grad(
                structure,
                p ->
                    structure
                        .leaves(p)
                        .zipWithIndex()
                        .map(leaf -> leaf._1.square().times(leaf._2 + 1).sum())
                        .reduce(Tensor::plus))
            .apply(everything());
    assertEquals(
        Array.rangeClosed(1, 10).map(k -> Tensor.of(2 * k * k)),
        structure.leaves(gradient).toArray());
    assertEquals(Tensor.of(32), gradient.map.get("y").get());
    assertEquals(Tensor.of(50), gradient.map.get("z").get());
    assertEquals(Tensor.of(72), gradient.javaMap.get("a"));
    assertEquals(2, gradient.javaMap.size());
    assertEquals(Tensor.of(128), gradient.pair._1);
    assertEquals(List.of(Tensor.of(18)), gradient.list);
  }

  @Test
  void rebuildTakesTheLeavesInOrder() {
    var structure = Structure.record(Everything.class);
    var p = everything();
    assertEquals(
        structure.leaves(p).toArray(),
        structure.leaves(structure.rebuild(p, structure.leaves(p))).toArray());
    var counted = Array.range(0, 10).<Tensor>map(Tensor::scalar);
    assertEquals(counted, structure.leaves(structure.rebuild(p, counted)).toArray());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsNoTensorRidesAlong(boolean named) {
    var tags = List.of("a", "b");
    var p = new Riders(Tensor.of(3), named ? "x" : null, 0.5, tags, Shape.of(2));
    var gradient = Autodiff.grad(Riders.class, r -> r.x.square().times(r.rate).sum()).apply(p);
    assertEquals(Tensor.of(3), gradient.x);
    if (named) assertEquals("x", gradient.name);
    else assertNull(gradient.name);
    assertEquals(0.5, gradient.rate);
    assertSame(tags, gradient.tags);
    assertEquals(Shape.of(2), gradient.shape);
  }

  @Test
  void containersAlone() {
    Function1<Seq<Tensor>, Tensor> product = p -> p.reduce(Tensor::times).sum();
    assertEquals(
        Array.of(Tensor.of(15), Tensor.of(10), Tensor.of(6)),
        Autodiff.grad(Structure.seq(), product)
            .apply(io.vavr.collection.List.of(Tensor.of(2), Tensor.of(3), Tensor.of(5)))
            .toArray());
    Function1<Map<String, Tensor>, Tensor> quotient =
        p -> p.get("a").get().div(p.get("b").get()).sum();
    var ofMap =
        Autodiff.grad(Structure.map(), quotient)
            .apply(HashMap.of("b", Tensor.of(2), "a", Tensor.of(3)));
    assertEquals(Tensor.of(0.5), ofMap.get("a").get());
    assertEquals(Tensor.of(-0.75), ofMap.get("b").get());
    var ofList =
        Autodiff.grad(Structure.list(Structure.tensor()), p -> p.get(0).times(p.get(1)).sum())
            .apply(List.of(Tensor.of(2), Tensor.of(3)));
    assertEquals(List.of(Tensor.of(3), Tensor.of(2)), ofList);
    var ofPair =
        Autodiff.grad(
                Structure.pair(Structure.tensor(), Structure.seq()),
                p -> p._1.times(p._2.get(0)).times(p._2.get(1)).sum())
            .apply(Tuple.of(Tensor.of(2), Array.of(Tensor.of(3), Tensor.of(5))));
    assertEquals(Tensor.of(15), ofPair._1);
    assertEquals(Array.of(Tensor.of(10), Tensor.of(6)), ofPair._2.toArray());
    var layers = Structure.javaMap(Structure.record(Layer.class));
    var ofLayers =
        Autodiff.grad(layers, p -> requireNonNull(p.get("one")).apply(Tensor.of(1, 1)).sum())
            .apply(java.util.Map.of("one", NET.hidden, "two", NET.output));
    assertEquals(Tensor.of(1, 1), requireNonNull(ofLayers.get("one")).bias);
    assertEquals(Tensor.of(0), requireNonNull(ofLayers.get("two")).bias);
  }

  @Test
  void emptyContainersHaveNoLeaves() {
    assertEquals(0, Structure.seq().leaves(Array.empty()).size());
    var gradient = Autodiff.grad(Structure.seq(), _ -> Tensor.scalar(1)).apply(Array.empty());
    assertEquals(0, gradient.size());
  }

  @Test
  void forwardModeOfStructures() {
    var structure = Structure.record(Layer.class);
    var tangent = new Layer(Tensor.ones(2, 2), Tensor.of(10, 20));
    var result =
        Autodiff.jvp(structure, layer -> layer.apply(Tensor.of(1, 2)), NET.hidden, tangent);
    assertEquals(Tensor.of(10, 17), result.value());
    assertEquals(Tensor.of(13, 23), result.tangent());
    var recording = Autodiff.vjp(structure, layer -> layer.apply(Tensor.of(1, 2)), NET.hidden);
    assertEquals(
        new Layer(Tensor.of(new double[][] {{3, 6}, {4, 8}}), Tensor.of(3, 4)),
        recording.pullback().apply(Tensor.of(3, 4)));
  }

  @Test
  void secondDerivativesOfStructures() {
    record Pair(Tensor x, Tensor y) {}
    Function1<Pair, Tensor> f = p -> p.x.square().times(p.y.pow(3)).sum();
    var mixed = Autodiff.grad(Pair.class, p -> Autodiff.grad(Pair.class, f).apply(p).y.sum());
    var second = mixed.apply(new Pair(Tensor.of(2), Tensor.of(3)));
    assertEquals(Tensor.of(6 * 2 * 9), second.x);
    assertEquals(Tensor.of(6 * 4 * 3), second.y);
  }

  record Tree(Tensor value, List<Tree> children) {
    Tensor sum() {
      return children.stream().map(Tree::sum).reduce(value.square().sum(), Tensor::plus);
    }
  }

  @Test
  void recordsInsideThemselves() {
    var leaf = new Tree(Tensor.of(3), List.of());
    var tree = new Tree(Tensor.of(1), List.of(leaf, new Tree(Tensor.of(2), List.of(leaf))));
    var gradient = Autodiff.grad(Tree.class, Tree::sum).apply(tree);
    var six = new Tree(Tensor.of(6), List.of());
    assertEquals(
        new Tree(Tensor.of(2), List.of(six, new Tree(Tensor.of(4), List.of(six)))), gradient);
  }

  record Optionally(Optional<Tensor> x) {}

  record ByNumber(Map<Integer, Tensor> x) {}

  @Test
  void optionalsAndOtherKeysAreNotKnown() {
    var optional =
        assertThrows(IllegalArgumentException.class, () -> Structure.record(Optionally.class));
    Messages.startsWith(optional, "Structure.record", "Optional<dev.cotangent.Tensor>");
    var byNumber =
        assertThrows(IllegalArgumentException.class, () -> Structure.record(ByNumber.class));
    Messages.startsWith(byNumber, "Structure.record", "java.lang.Integer, dev.cotangent.Tensor");
  }
}
