package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// vmap: axes, arities, structures, closures, and what it refuses. That every operation batches is
/// for [BatchingTest].
class VmapTest {
  private static final Tensor X = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private static final Tensor Y = Tensor.of(7, 8, 9);

  private static void bad(Function1<Tensor, Tensor> f, String operation, String... parts) {
    var vmap = Autodiff.vmap(f);
    var e = assertThrows(IllegalArgumentException.class, () -> vmap.apply(X));
    Messages.startsWith(e, operation, parts);
  }

  @Test
  void mapsTheFirstAxis() {
    assertEquals(Tensor.of(6, 15), Autodiff.vmap((Tensor x) -> x.sum()).apply(X));
    assertEquals(X.matmul(Y), Autodiff.vmap((Tensor x) -> x.dot(Y)).apply(X));
    assertEquals(X.sin(), Autodiff.vmap(Tensor::sin).apply(X));
  }

  @Test
  void inAndOutAxes() {
    Function1<Tensor, Tensor> pair = x -> Tensor.stack(0, x.sum(), x.max(), x.min());
    var byColumn = Tensor.of(new double[][] {{5, 4, 1}, {7, 5, 2}, {9, 6, 3}});
    assertEquals(byColumn, Autodiff.vmap(pair, 1, 0).apply(X));
    assertEquals(byColumn, Autodiff.vmap(pair, -1, 0).apply(X));
    assertEquals(byColumn.transpose(), Autodiff.vmap(pair, 1, 1).apply(X));
    assertEquals(byColumn.transpose(), Autodiff.vmap(pair, -1, -1).apply(X));
    var cube = Tensor.arange(0, 24, 1).reshape(2, 3, 4);
    var moved = Autodiff.vmap((Tensor x) -> x.times(2), 1, 2).apply(cube);
    assertEquals(cube.times(2).permute(0, 2, 1), moved);
  }

  @Test
  void insideATensorShowsTheShapeOfOne() {
    Autodiff.vmap(
            (Tensor x) -> {
              assertEquals(Shape.of(3), x.shape());
              assertEquals(1, x.rank());
              assertEquals(3, x.size());
              assertEquals(DType.FLOAT64, x.dtype());
              assertTrue(x.toString().contains("under vmap"), x::toString);
              return x;
            })
        .apply(X);
  }

  @Test
  void severalArguments() {
    assertEquals(Tensor.of(14, 77), Autodiff.vmap((Tensor x, Tensor y) -> x.dot(y)).apply(X, X));
    var columns = Autodiff.vmap((Tensor x, Tensor y) -> x.dot(y), 1, 0).apply(X, X);
    assertEquals(Tensor.of(17, 29, 45), columns);
    var sums = X.sum(1);
    assertEquals(
        sums.times(3),
        Autodiff.vmap((Tensor x, Tensor y, Tensor z) -> x.plus(y).plus(z).sum()).apply(X, X, X));
    assertEquals(
        sums.times(4),
        Autodiff.vmap((Tensor x, Tensor y, Tensor z, Tensor u) -> x.plus(y).plus(z).plus(u).sum())
            .apply(X, X, X, X));
    assertEquals(
        sums.times(5),
        Autodiff.vmap((Tensor x, Tensor y, Tensor z, Tensor u, Tensor v) ->
                x.plus(y).plus(z).plus(u).plus(v).sum())
            .apply(X, X, X, X, X));
  }

  private record Moments(Tensor mean, Tensor square, String name) {}

  @Test
  void resultsMayBeTuplesRecordsListsAndMaps() {
    assertEquals(
        Tuple.of(X.sum(1), X.exp()),
        Autodiff.vmap((Tensor x) -> Tuple.of(x.sum(), x.exp())).apply(X));
    assertEquals(
        new Moments(Tensor.of(2, 5), X.square(), "m"),
        Autodiff.vmap((Tensor x) -> new Moments(x.mean(), x.square(), "m")).apply(X));
    assertEquals(List.of(X.sum(1), X), Autodiff.vmap((Tensor x) -> List.of(x.sum(), x)).apply(X));
    assertEquals(Map.of("a", X.sum(1)), Autodiff.vmap((Tensor x) -> Map.of("a", x.sum())).apply(X));
    assertEquals(
        Array.of(Tuple.of(X, X.sum(1))),
        Autodiff.vmap((Tensor x) -> Array.of(Tuple.of(x, x.sum()))).apply(X));
    var both = Autodiff.vmap(Autodiff.valueAndGrad((Tensor x) -> x.square().sum())).apply(X);
    assertEquals(new ValueAndGrad<>(Tensor.of(14, 77), X.times(2)), both);
  }

  /// The class that the function's type names.
  @Test
  void resultsKeepTheirClass() {
    var xs = Tensor.of(1, 2);
    LinkedList<Tensor> list =
        Autodiff.vmap((Tensor x) -> new LinkedList<>(List.of(x.square()))).apply(xs);
    assertEquals(List.of(Tensor.of(1, 4)), list);
    TreeMap<String, Tensor> map =
        Autodiff.vmap(
                (Tensor x) -> {
                  var named = new TreeMap<String, Tensor>(Comparator.reverseOrder());
                  named.put("a", x);
                  named.put("b", x.square());
                  return named;
                })
            .apply(xs);
    assertEquals(List.of("b", "a"), List.copyOf(map.keySet()));
    assertEquals(Tensor.of(1, 4), map.get("b"));
    ConcurrentHashMap<String, Tensor> other =
        Autodiff.vmap((Tensor x) -> new ConcurrentHashMap<>(Map.of("a", x))).apply(xs);
    assertEquals(Map.of("a", xs), other);
  }

  @Test
  void whatDoesNotDependOnTheArgumentIsRepeated() {
    assertEquals(Tensor.stack(0, Y, Y), Autodiff.vmap((Tensor x) -> Y).apply(X));
    assertEquals(Tensor.stack(1, Y, Y), Autodiff.vmap((Tensor x) -> Y.plus(0), 0, 1).apply(X));
  }

  private record Layer(Tensor weight, Tensor bias, int width) {}

  @Test
  void structuresAreMappedAndLeftWhole() {
    var layer = Structure.record(Layer.class);
    var stacked = new Layer(Tensor.stack(0, X, X.times(2)), Tensor.ones(2, 2), 3);
    assertEquals(3, stacked.width());
    Function1<Tuple2<Layer, Tensor>, Tensor> apply =
        both -> both._1.weight().matmul(both._2).plus(both._1.bias());
    var in = Structure.pair(layer, Structure.<Tensor>unmapped());
    var out = Autodiff.vmap(in, Structure.tensor(), apply).apply(Tuple.of(stacked, Y));
    var single = X.matmul(Y);
    assertEquals(Tensor.stack(0, single.plus(1), single.times(2).plus(1)), out);
  }

  @Test
  void sequencesAndMapsAreStructuresToo() {
    Function1<Seq<Tensor>, Tensor> sum = all -> all.reduce(Tensor::plus).sum();
    var seq = Autodiff.vmap(Structure.seq(), Structure.tensor(), sum);
    assertEquals(Tensor.of(18, 45), seq.apply(Array.of(X, X.times(2))));
  }

  /// What a function closes over is the same for all, whether an outer vmap maps it or not.
  @Test
  void nestsOverClosures() {
    var table =
        Autodiff.vmap((Tensor x) -> Autodiff.vmap((Tensor y) -> x.dot(y)).apply(X)).apply(X);
    assertEquals(X.matmul(X.transpose()), table);
    var transposed =
        Autodiff.vmap((Tensor x) -> Autodiff.vmap((Tensor y) -> y.times(x).plus(Y)).apply(X))
            .apply(X);
    assertEquals(X.expandDims(0).times(X.expandDims(1)).plus(Y), transposed);
  }

  @Test
  void aBatchOfNothing() {
    var none = Tensor.zeros(0, 3);
    assertEquals(Shape.of(0), Autodiff.vmap((Tensor x) -> x.logsumexp()).apply(none).shape());
    var gradient = Autodiff.vmap(Autodiff.grad((Tensor x) -> x.exp().prod()));
    assertEquals(none, gradient.apply(none));
  }

  @Test
  void indicesMayBeMapped() {
    var indices = Tensor.ints(Shape.of(2, 2), 0, 2, 1, 1);
    Function2<Tensor, Tensor, Tensor> take = (x, i) -> x.take(i, 0);
    var expected = Tensor.of(new double[][] {{1, 3}, {5, 5}});
    assertEquals(expected, Autodiff.vmap(take).apply(X, indices));
    var ofOne = Autodiff.vmap((Tensor i) -> Y.take(i, 0)).apply(indices);
    assertEquals(Tensor.of(new double[][] {{7, 9}, {8, 8}}), ofOne);
    // what is taken twice adds up, for each position alone
    var gradient =
        Autodiff.vmap(
            (Tensor x, Tensor i) -> Autodiff.grad((Tensor t) -> t.take(i, 0).sum()).apply(x));
    assertEquals(Tensor.of(new double[][] {{1, 0, 1}, {0, 2, 0}}), gradient.apply(X, indices));
    assertEquals(
        Tensor.of(new double[][] {{1, 0, 1}, {0, 1, 0}}),
        Autodiff.vmap((Tensor i) -> i.oneHot(3).max(0)).apply(indices));
  }

  @Test
  void whatTheLibraryChecksItChecksForAllPositions() {
    var take = Autodiff.vmap((Tensor i) -> Y.take(i, 0));
    var e =
        assertThrows(
            IndexOutOfBoundsException.class, () -> take.apply(Tensor.ints(Shape.of(2, 1), 0, 3)));
    Messages.startsWith(e, "take", "index 3");
    var rem = Autodiff.vmap((Tensor i) -> Tensor.ints(7, 8).rem(i));
    assertEquals(Tensor.ints(Shape.of(2, 2), 1, 2, 1, 0), rem.apply(Tensor.ints(3, 2)));
    assertThrows(IllegalArgumentException.class, () -> rem.apply(Tensor.ints(3, 0)));
  }

  @Test
  void stopGradientStaysMapped() {
    Function1<Tensor, Tensor> f = x -> x.times(x.stopGradient()).sum();
    assertEquals(Tensor.of(14, 77), Autodiff.vmap(f).apply(X));
    assertEquals(X, Autodiff.vmap(Autodiff.grad(f)).apply(X));
    assertEquals(X, Autodiff.grad((Tensor x) -> Autodiff.vmap(f).apply(x).sum()).apply(X));
  }

  @Test
  void branchingOnValuesIsRefusedAndWhereIsNamed() {
    bad(x -> x.sum().item() > 0 ? x : x.unaryMinus(), "item", "vmap", "where", "2 values");
    bad(x -> Tensor.of(x.toDoubleArray()), "toDoubleArray", "where");
    bad(x -> Tensor.floats(x.toFloatArray()), "toFloatArray", "where");
    bad(x -> Tensor.ints(x.toDType(DType.INT32).toIntArray()), "toIntArray", "where");
    bad(x -> Tensor.bools(x.gt(0).toBooleanArray()), "toBooleanArray", "where");
    bad(x -> x.equals(Y) ? x : Y, "equals", "where");
    bad(x -> x.times(x.hashCode()), "hashCode", "where");
    bad(x -> x.allClose(Y, 0, 0) ? x : Y, "toDoubleArray", "where");
    bad(x -> Autodiff.grad((Tensor y) -> y.times(y.sum().item()).sum()).apply(x), "item", "where");
    var chosen = Autodiff.vmap((Tensor x) -> Tensor.where(x.sum().gt(10), x, x.zerosLike()));
    assertEquals(Tensor.of(new double[][] {{0, 0, 0}, {4, 5, 6}}), chosen.apply(X));
  }

  @Test
  void valuesThatAreNotMappedMayBeRead() {
    var scaled = Autodiff.vmap((Tensor x) -> x.times(Y.sum().item()));
    assertEquals(X.times(24), scaled.apply(X));
    var inner =
        Autodiff.grad(
            (Tensor y) -> Autodiff.vmap((Tensor x) -> x.times(y).times(y.item())).apply(X).sum());
    assertEquals(42, inner.apply(Tensor.scalar(2)).item());
  }

  @Test
  void badArguments() {
    Function2<Tensor, Tensor, Tensor> plus = (x, y) -> x.plus(y);
    var sizes = assertThrows(IllegalArgumentException.class, () -> Autodiff.vmap(plus).apply(X, Y));
    Messages.startsWith(sizes, "vmap", "(2, 3)", "(3)", "length 2", "has 3");
    var scalar =
        assertThrows(
            IllegalArgumentException.class, () -> Autodiff.vmap(plus).apply(X, Tensor.scalar(1)));
    Messages.startsWith(scalar, "vmap", "tensor 1", "rank 0", "unmapped");
    var axis =
        assertThrows(
            IllegalArgumentException.class, () -> Autodiff.vmap(Tensor::sin, 2, 0).apply(X));
    Messages.startsWith(axis, "vmap", "axis 2");
    var outAxis =
        assertThrows(
            IllegalArgumentException.class,
            () -> Autodiff.vmap((Tensor x) -> x.sum(), 0, 1).apply(X));
    Messages.startsWith(outAxis, "vmap", "result", "axis 1");
    var nothing =
        assertThrows(
            IllegalArgumentException.class, () -> Autodiff.vmap((Tensor x) -> "text").apply(X));
    Messages.startsWith(nothing, "vmap", "a java.lang.String, where none are found");
    var optional =
        assertThrows(
            IllegalArgumentException.class,
            () -> Autodiff.vmap((Tensor x) -> Optional.of(x)).apply(X));
    Messages.startsWith(optional, "vmap", "a java.util.Optional, where none are found", "tuples");
    var none =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Autodiff.vmap(Structure.<Tensor>unmapped(), Structure.tensor(), Tensor::sin)
                    .apply(X));
    Messages.startsWith(none, "vmap", "map over");
  }

  /// An error inside names the shape of one, as the single call would.
  @Test
  void errorsInsideAreThoseOfTheSingleCall() {
    bad(x -> x.matmul(Tensor.ones(2, 2)), "matmul", "(3) x (2, 2)");
    bad(x -> x.plus(Tensor.ones(2)), "plus", "(3)", "(2)");
    bad(x -> x.sum(1), "sum", "axis 1", "rank 1");
  }
}
