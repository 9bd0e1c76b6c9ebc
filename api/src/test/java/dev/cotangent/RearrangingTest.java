package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function3;
import io.vavr.Tuple;
import org.junit.jupiter.api.Test;

/// Margins, copies, diagonals, order and overwriting: values, and what happens at ties.
class RearrangingTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Tensor M = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

  private static Tensor rows(double[]... rows) {
    return Tensor.of(rows);
  }

  private static double[] row(double... values) {
    return values;
  }

  @Test
  void tileRepeatsTheWhole() {
    assertEquals(rows(row(1, 2, 3, 1, 2, 3), row(4, 5, 6, 4, 5, 6)), M.tile(2));
    assertEquals(M.tile(2, 1), Tensor.concat(0, M, M));
    assertEquals(Shape.of(2, 1, 4), Tensor.of(1, 2).tile(2, 1, 2).shape());
    assertEquals(Tensor.of(7, 7), Tensor.scalar(7).tile(2));
    assertEquals(Tensor.scalar(7), Tensor.scalar(7).tile());
    assertEquals(Shape.of(0, 3), M.tile(0, 1).shape());
    assertEquals(Tensor.bools(true, true), Tensor.bools(true).tile(2));
  }

  @Test
  void repeatPutsCopiesSideBySide() {
    assertEquals(Tensor.ints(1, 1, 2, 2), Tensor.ints(1, 2).repeat(2, 0));
    assertEquals(rows(row(1, 1, 2, 2, 3, 3), row(4, 4, 5, 5, 6, 6)), M.repeat(2, -1));
    assertEquals(Tensor.concat(0, M.get(0).tile(2, 1), M.get(1).tile(2, 1)), M.repeat(2, 0));
    assertEquals(Tensor.zeros(0), Tensor.of(1, 2).repeat(0, 0));
  }

  @Test
  void rollGoesRound() {
    var x = Tensor.of(1, 2, 3, 4);
    assertEquals(Tensor.of(4, 1, 2, 3), x.roll(1, 0));
    assertEquals(Tensor.of(2, 3, 4, 1), x.roll(-1, 0));
    assertEquals(x.roll(1, 0), x.roll(-7, 0));
    assertEquals(x, x.roll(8, 0));
    assertEquals(rows(row(4, 5, 6), row(1, 2, 3)), M.roll(Integer.MIN_VALUE + 1, 0));
    assertEquals(Tensor.of(), Tensor.of().roll(3, 0));
  }

  @Test
  void padSurrounds() {
    var padded = rows(row(9, 9, 9, 9), row(1, 2, 3, 9), row(4, 5, 6, 9));
    assertEquals(padded, M.pad(new int[][] {{1, 0}, {0, 1}}, 9));
    var odd = Tensor.of(-0.0, NAN);
    assertEquals(Tensor.of(-INF, -0.0, NAN, -INF), odd.pad(new int[][] {{1, 1}}, -INF));
    assertEquals(Tensor.of(0, -0.0, NAN), odd.pad(new int[][] {{1, 0}}, 0));
    assertEquals(Tensor.of(5, 5), Tensor.of().pad(new int[][] {{0, 2}}, 5));
    assertEquals(Tensor.scalar(3), Tensor.scalar(3).pad(new int[0][], 1));
  }

  @Test
  void theTypeOfAMargin() {
    int[][] one = {{0, 1}};
    assertEquals(Tensor.ints(4, 7), Tensor.ints(4).pad(one, 7));
    assertEquals(Tensor.of(4, 0.5), Tensor.ints(4).pad(one, 0.5));
    assertEquals(Tensor.bools(false, true), Tensor.bools(false).pad(one, 1));
    assertEquals(Tensor.ints(1, 2), Tensor.bools(true).pad(one, 2));
    assertEquals(Tensor.floats(1, 0.1f), Tensor.floats(1).pad(one, 0.1));
  }

  @Test
  void reflectPadIsAMirror() {
    assertEquals(Tensor.of(3, 2, 1, 2, 3, 2), Tensor.of(1, 2, 3).reflectPad(new int[][] {{2, 1}}));
    var corners = rows(row(5, 4, 5, 6), row(2, 1, 2, 3), row(5, 4, 5, 6), row(2, 1, 2, 3));
    assertEquals(corners, M.reflectPad(new int[][] {{1, 1}, {1, 0}}));
    assertEquals(Tensor.of(5), Tensor.of(5).reflectPad(new int[][] {{0, 0}}));
    assertEquals(Tensor.ints(2, 1, 2), Tensor.ints(1, 2).reflectPad(new int[][] {{1, 0}}));
  }

  @Test
  void diagonalsOfMatricesAndVectors() {
    assertEquals(rows(row(1, 0), row(0, 2)), Tensor.of(1, 2).diag());
    assertEquals(Tensor.of(1, 5), M.diag());
    assertEquals(Tensor.of(1, 2), Tensor.of(1, 2).diag().diag());
    assertEquals(Tensor.of(2, 6), M.diagonal(1));
    assertEquals(Tensor.of(4), M.diagonal(-1));
    assertEquals(Tensor.zeros(0), M.diagonal(3));
    assertEquals(Tensor.zeros(0), M.diagonal(Integer.MIN_VALUE));
    assertEquals(rows(row(1, 5), row(10, 50)), Tensor.stack(0, M, M.times(10)).diagonal(0));
    assertEquals(Tensor.zeros(0, 0), Tensor.of().diag());
    assertEquals(Tensor.bools(true, false), Tensor.bools(true, false).diag().diag());
  }

  @Test
  void tracesOfMatrices() {
    assertEquals(Tensor.scalar(6), M.trace());
    assertEquals(Tensor.of(6, 60), Tensor.stack(0, M, M.times(10)).trace());
    assertEquals(Tensor.scalar(0), Tensor.zeros(0, 3).trace());
    assertEquals(Tensor.ints(Shape.of(), 2), Tensor.bools(true, true).diag().trace());
  }

  @Test
  void trianglesHaveZerosOutside() {
    assertEquals(rows(row(1, 0, 0), row(4, 5, 0)), M.tril(0));
    assertEquals(rows(row(1, 2, 0), row(4, 5, 6)), M.tril(1));
    assertEquals(rows(row(0, 2, 3), row(0, 0, 6)), M.triu(1));
    assertEquals(M, M.triu(-1));
    assertEquals(M, M.tril(Integer.MAX_VALUE));
    assertEquals(M.zerosLike(), M.triu(Integer.MAX_VALUE));
    assertEquals(M, M.triu(Integer.MIN_VALUE));
    assertEquals(M, M.tril(0).plus(M.triu(1)));
    var infinite = Tensor.full(Shape.of(2, 2), INF);
    assertEquals(rows(row(INF, 0), row(INF, INF)), infinite.tril(0));
    assertEquals(Tensor.ints(Shape.of(1, 2), 1, 0), Tensor.ints(Shape.of(1, 2), 1, 2).tril(0));
  }

  @Test
  void sortingIsStableAndKnowsNaN() {
    var x = Tensor.of(3, NAN, -1, INF, 3, -INF);
    assertEquals(Tensor.of(-INF, -1, 3, 3, INF, NAN), x.sort(0));
    assertEquals(Tensor.of(NAN, INF, 3, 3, -1, -INF), x.sort(0, true));
    assertEquals(Tensor.ints(5, 2, 0, 4, 3, 1), x.argSort(0));
    assertEquals(Tensor.of(-0.0, 0.0, -0.0), Tensor.of(-0.0, 0.0, -0.0).sort(0));
    assertEquals(rows(row(4, 5, 6), row(1, 2, 3)), M.sort(0, true));
    assertEquals(Tensor.ints(Shape.of(2, 3), 1, 1, 1, 0, 0, 0), M.flip().argSort(-2));
    assertEquals(Tensor.ints(-2, 1, 7), Tensor.ints(7, -2, 1).sort(0));
    assertEquals(Tensor.bools(true, false), Tensor.bools(false, true).sort(0, true));
    assertEquals(Tensor.zeros(2, 0), Tensor.zeros(2, 0).sort(1));
  }

  @Test
  void theGreatestAndWhereTheyAre() {
    var x = Tensor.of(3, 1, 4, 1, 4);
    assertEquals(Tuple.of(Tensor.of(4, 4, 3), Tensor.ints(2, 4, 0)), x.topK(3, 0));
    assertEquals(Tuple.of(Tensor.zeros(0), Tensor.ints()), x.topK(0, -1));
    assertEquals(Tuple.of(rows(row(3), row(6)), Tensor.ints(Shape.of(2, 1), 2, 2)), M.topK(1, 1));
    assertEquals(rows(row(4, 5, 6)), M.topK(1, 0)._1);
    assertEquals(Tensor.of(NAN), Tensor.of(1, NAN, 2).topK(1, 0)._1);
  }

  @Test
  void theDerivativeFollowsTheElementChosen() {
    var x = Tensor.of(2, 5, 5, 1);
    var weights = Tensor.of(1, 10, 100, 1000);
    var sorted = Autodiff.grad((Tensor y) -> y.sort(0).dot(weights)).apply(x);
    assertEquals(Tensor.of(10, 100, 1000, 1), sorted);
    var descending = Autodiff.grad((Tensor y) -> y.sort(0, true).dot(weights)).apply(x);
    assertEquals(Tensor.of(100, 1, 10, 1000), descending);
    var greatest = Autodiff.grad((Tensor y) -> y.topK(1, 0)._1.sum()).apply(x);
    assertEquals(Tensor.of(0, 1, 0, 0), greatest);
    var tangent = Tensor.of(1, 2, 3, 4);
    assertEquals(Tensor.of(4, 1, 2, 3), Autodiff.jvp(y -> y.sort(0), x, tangent).tangent());
  }

  @Test
  void theLastOfEqualIndicesStays() {
    var at = Tensor.ints(2, 0, 2);
    var x = Tensor.of(1, 2, 3);
    var updates = Tensor.of(10, 20, 30);
    assertEquals(Tensor.of(20, 2, 30), x.scatter(at, updates, 0));
    var weights = Tensor.of(5, 7, 9);
    var gradients =
        Autodiff.grad((Tensor y, Tensor u) -> y.scatter(at, u, 0).dot(weights)).apply(x, updates);
    assertEquals(Tuple.of(Tensor.of(0, 7, 0), Tensor.of(0, 5, 9)), gradients);
    assertEquals(Tensor.of(1.5, 2), Tensor.ints(1, 2).scatter(Tensor.ints(0), Tensor.of(1.5), 0));
    var truths = Tensor.bools(true, true).scatter(Tensor.ints(1), Tensor.bools(false), 0);
    assertEquals(Tensor.bools(true, false), truths);
  }

  @Test
  void eachOfABatchHasItsOwnIndices() {
    var x = M.tile(2, 2);
    var at = Tensor.ints(Shape.of(4, 3), 0, 5, 0, 1, 1, 1, 2, 3, 4, 5, 0, 5);
    var updates = Tensor.arange(0, 12, 1).reshape(4, 3);
    Function3<Tensor, Tensor, Tensor, Tensor> gradients =
        (y, i, u) ->
            Autodiff.grad((Tensor v, Tensor w) -> v.scatter(i, w, 0).square().sum())
                .apply(y, u)
                .apply((dv, dw) -> Tensor.concat(0, dv, dw));
    var singles = new Tensor[4];
    for (int k = 0; k < 4; k++) singles[k] = gradients.apply(x.get(k), at.get(k), updates.get(k));
    var batched = Autodiff.vmap(gradients).apply(x, at, updates);
    assertEquals(Tensor.stack(0, singles), batched);
    var order = Autodiff.vmap((Tensor y) -> y.topK(2, 0)._2).apply(x);
    assertEquals(x.topK(2, 1)._2, order);
  }
}
