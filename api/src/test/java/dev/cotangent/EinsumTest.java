package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EinsumTest {
  private static final Tensor M23 = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private static final Tensor M22 = Tensor.of(new double[][] {{1, 2}, {3, 4}});

  private static Tensor integers(Random random, int... dims) {
    var shape = Shape.of(dims);
    return Tensor.of(shape, random.ints(shape.size(), -3, 4).asDoubleStream().toArray());
  }

  /// Every choice of indices, one by one. Small integers, so that the order cannot be seen.
  ///
  /// @param lengths of the letters that occur, by their codes; 0 of the others
  private static Tensor naive(
      List<String> terms, String output, int[] lengths, List<Tensor> operands) {
    int[] dims = output.chars().map(c -> lengths[c]).toArray();
    var sums = new double[(int) Shape.of(dims).size()];
    int total = Arrays.stream(lengths).filter(length -> length > 0).reduce(1, (a, b) -> a * b);
    for (int k = 0; k < total; k++) {
      var at = new int[lengths.length];
      int rest = k;
      for (int c = 0; c < lengths.length; c++) {
        if (lengths[c] == 0) continue;
        at[c] = rest % lengths[c];
        rest /= lengths[c];
      }
      double product = 1;
      for (int t = 0; t < terms.size(); t++) {
        product *= operands.get(t).get(terms.get(t).chars().map(c -> at[c]).toArray()).item();
      }
      int flat = 0;
      for (char c : output.toCharArray()) flat = flat * lengths[c] + at[c];
      sums[flat] += product;
    }
    return Tensor.of(Shape.of(dims), sums);
  }

  @Property(tries = 300)
  void isTheSumOverAllIndices(@ForAll long seed) {
    var random = new Random(seed);
    var lengths = new int[128];
    var terms = new ArrayList<String>();
    var operands = new ArrayList<Tensor>();
    var letters = "aBcde";
    int count = random.nextInt(1, 5);
    for (int k = 0; k < count; k++) {
      var term = new StringBuilder();
      for (int axis = random.nextInt(4); axis > 0; axis--) {
        char c = letters.charAt(random.nextInt(letters.length()));
        if (lengths[c] == 0) lengths[c] = random.nextInt(1, 4);
        term.append(c);
      }
      terms.add(term.toString());
      operands.add(integers(random, term.chars().map(c -> lengths[c]).toArray()));
    }
    var output = new StringBuilder();
    for (char c : letters.toCharArray()) {
      if (lengths[c] > 0 && random.nextBoolean()) {
        output.insert(random.nextInt(output.length() + 1), c);
      }
    }
    var spec = String.join(",", terms) + "->" + output;
    var expected = naive(terms, output.toString(), lengths, operands);
    assertEquals(expected, Tensor.einsum(spec, operands.toArray(Tensor[]::new)).plus(0), spec);
  }

  @Test
  void withoutAnArrowWhatOccursOnceIsLeftInAlphabeticalOrder() {
    assertEquals(M23.transpose(), Tensor.einsum("ba", M23));
    assertEquals(M22.matmul(M23), Tensor.einsum("ij,jk", M22, M23));
    assertEquals(Tensor.scalar(5), Tensor.einsum("ii", M22));
    assertEquals(M23.transpose(), Tensor.einsum("aB", M23));
    assertEquals(M23, Tensor.einsum(" i j ", M23));
  }

  /// Whatever lies between and behind the axes.
  @Test
  void anIndexThreeTimesInATermIsADiagonal() {
    var x = Tensor.arange(0, 16, 1).reshape(2, 2, 2, 2);
    var expected = Tensor.of(0, 1, 14, 15).reshape(2, 2);
    assertEquals(expected, Tensor.einsum("iiij->ij", x));
    assertEquals(expected, Tensor.einsum("iiji->ij", x.permute(0, 1, 3, 2)));
    assertEquals(expected, Tensor.einsum("ijii->ij", x.permute(0, 3, 1, 2)));
    assertEquals(expected, Tensor.einsum("jiii->ij", x.permute(3, 0, 1, 2)));
    assertEquals(Tensor.of(14, 16), Tensor.einsum("iiij->j", x));
    assertEquals(Tensor.of(1, 15), Tensor.einsum("iiij,j->i", x, Tensor.of(0, 1)));
    assertEquals(Tensor.scalar(15), Tensor.einsum("iiii->", x));
    assertEquals(Tensor.of(0, 3, 12, 15).reshape(2, 2), Tensor.einsum("iijj->ij", x));
  }

  @Test
  void anEllipsisStandsForTheOtherAxes() {
    var x = integers(new Random(1), 2, 3, 4, 4);
    var diagonals = Tensor.einsum("...ii->...i", x);
    assertEquals(Shape.of(2, 3, 4), diagonals.shape());
    assertEquals(x.get(1, 2, 3, 3), diagonals.get(1, 2, 3));
    assertEquals(x.permute(2, 3, 0, 1), Tensor.einsum("...ij->ij...", x));
    assertEquals(x.sum(), Tensor.einsum("...->", x));
    assertEquals(M23, Tensor.einsum("...", M23));
    assertEquals(M23, Tensor.einsum("i...j->i...j", M23));
  }

  @Test
  void axesOfAnEllipsisBroadcast() {
    var random = new Random(2);
    var x = integers(random, 3, 1, 2, 4);
    var y = integers(random, 5, 4, 2);
    assertEquals(x.matmul(y), Tensor.einsum("...ij,...jk->...ik", x, y));
    assertEquals(x.matmul(y), Tensor.einsum("...ij,...jk", x, y));
    var column = integers(random, 2, 1);
    assertEquals(M23.times(column), Tensor.einsum("...,...->...", M23, column));
    assertEquals(M23.times(column).sum(0), Tensor.einsum("k...,k...->...", M23, column));
    var none = Tensor.zeros(0, 1);
    assertEquals(Shape.of(0, 3), Tensor.einsum("...,...", none, Tensor.ones(3)).shape());
  }

  @Test
  void typesArePromotedAndTruthValuesCount() {
    var truth = Tensor.bools(true, false, true);
    assertEquals(Tensor.ints(Shape.of(), 2), Tensor.einsum("i,i->", truth, truth));
    assertEquals(Tensor.scalar(4), Tensor.einsum("i,i->", truth, Tensor.of(1, 2, 3)));
    var floats = Tensor.floats(1, 2, 3);
    assertEquals(DType.FLOAT32, Tensor.einsum("i,j->ij", floats, Tensor.ints(1)).dtype());
  }

  @Test
  void numbersWithoutAxes() {
    var two = Tensor.scalar(2);
    assertEquals(two, Tensor.einsum("", two));
    assertEquals(Tensor.scalar(8), Tensor.einsum(",,->", two, two, two));
    assertEquals(M22.times(2), Tensor.einsum(",ij", two, M22));
  }

  @Test
  void lengthsOfZero() {
    var none = Tensor.zeros(2, 0);
    assertEquals(Tensor.zeros(2, 2), Tensor.einsum("ik,jk->ij", none, none));
    assertEquals(Tensor.zeros(0), Tensor.einsum("ii->i", Tensor.zeros(0, 0)));
  }

  /// In the written order, the first product alone would have 10^12 elements.
  @Test
  void theOrderIsChosenByCost() {
    var column = Tensor.ones(1000, 1);
    var row = Tensor.ones(1, 1000);
    var product = Tensor.einsum("ia,bj,jb,ak,kc->ic", column, column, row, row, column);
    assertEquals(Tensor.full(Shape.of(1000, 1), 1e6), product);
    var ten = new Tensor[12];
    for (int k = 0; k < ten.length; k++) ten[k] = Tensor.ones(9, 9);
    var trace = Tensor.einsum("ab,bc,cd,de,ef,fg,gh,hi,ij,jk,kl,la->", ten);
    assertEquals(Tensor.scalar(Math.pow(9, 12)), trace);
  }

  @Test
  void derivativesAreEinsumsOfTheOthers() {
    var x = Tensor.of(1, 2, 3);
    Function1<Tensor, Tensor> form = v -> Tensor.einsum("i,ij,j->", v, Tensor.eye(3), v);
    assertEquals(x.times(2), Autodiff.grad(form).apply(x));
    Function1<Tensor, Tensor> trace = m -> Tensor.einsum("ii", m);
    assertEquals(Tensor.eye(3), Autodiff.grad(trace).apply(Tensor.ones(3, 3)));
  }
}
