package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScanTest {
  private static final Definition SUM = Definition.binary("sum", Expr::add);
  private static final Definition LINEAR =
      Definition.ternary("linear", (z, a, b) -> z.multiplyAdd(a, b));

  @Provide
  Arbitrary<int[]> dims() {
    return Views.dims();
  }

  @Property(tries = 500)
  void addsOneAfterTheOtherInAnyView(
      @ForAll("dims") int[] dims,
      @ForAll @IntRange(max = 4) int length,
      @ForAll boolean backward,
      @ForAll long seed) {
    var random = new Random(seed);
    var views = Views.of(Element.F64, Model.random(seed, dims)).chain(random, length);
    var model = views.model();
    if (model.rank() == 0) return;
    int axis = random.nextInt(model.rank());
    var got = Model.of(Scan.scan(SUM, backward, axis, views.strided()));
    assertEquals(sums(model, axis, backward), got);
  }

  private static Model sums(Model x, int axis, boolean backward) {
    int step = backward ? -1 : 1;
    int first = backward ? x.dims()[axis] - 1 : 0;
    var sums = new double[x.values().length];
    for (int k = 0; k < sums.length; k++) {
      var at = Model.position(x.dims(), k);
      int end = at[axis];
      at[axis] = first;
      sums[k] = x.at(at);
      while (at[axis] != end) {
        at[axis] += step;
        sums[k] += x.at(at);
      }
    }
    return new Model(x.dims(), sums);
  }

  /// Long enough for vector code, along each axis in turn.
  @Test
  void chainsAndStepsAbreastAgree() {
    var x = Model.random(3, 70, 90);
    var along = Model.of(Scan.scan(SUM, false, 1, x.strided(Element.F32)));
    var across = Scan.scan(SUM, false, 0, x.permute(1, 0).strided(Element.F32));
    assertEquals(along, Model.of(across.permute(1, 0)));
    var few = Scan.scan(SUM, false, 1, x.slice(1, 0, 3, 1).strided(Element.F32));
    assertEquals(along.slice(1, 0, 3, 1), Model.of(few));
  }

  @Test
  void startsFromTheLastOperand() {
    var a = Strided.of(Element.F64, new double[] {Double.NaN, 2, 3}, 3);
    var b = Strided.of(Element.F64, new double[] {1, 10, 100}, 3);
    assertArrayEquals(new double[] {1, 12, 136}, array(Scan.scan(LINEAR, false, 0, a, b)));
    var c = Strided.of(Element.F64, new double[] {2, 3, Double.NaN}, 3);
    assertArrayEquals(new double[] {621, 310, 100}, array(Scan.scan(LINEAR, true, 0, c, b)));
  }

  private static double[] array(Strided x) {
    return (double[]) x.array();
  }

  @Test
  void nothingAndOne() {
    assertEquals(0, Scan.scan(SUM, false, 1, Strided.allocate(Element.F64, 3, 0, 2)).size());
    var one = Strided.of(Element.I32, new int[] {7, 8}, 1, 2);
    assertArrayEquals(new int[] {7, 8}, (int[]) Scan.scan(SUM, true, 0, one).array());
  }
}
