package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Vector code of every width has the bits of the scalar form.
class VectorCompilerTest {
  private static final int[] WIDTHS = {128, 256, 512};
  private static final int LONGEST = 4095;
  private static final int PADDING = 3; // before and after what is written

  @Test
  void everyDefinitionHasTheBitsOfItsScalarForm() {
    var without = new TreeSet<String>();
    for (var definition : Definitions.ALL) {
      for (var operands : Definitions.operands(definition)) {
        String label = definition.name() + List.of(operands);
        var expr = definition.expression(operands);
        if (VectorBody.main(Program.of(expr)) == null) {
          without.add(label);
          continue;
        }
        var scalar = KernelCompiler.compile("scalar", expr, operands);
        for (int bits : WIDTHS) {
          for (int still = 0; still < (1 << operands.length); still++) {
            var loop = VectorCompiler.compile(label, expr, bits, still, operands);
            assertNotNull(loop, label);
            int lanes = bits / 32;
            int most = still == 0 && bits == 512 ? LONGEST : 65;
            for (int n : new int[] {0, 1, lanes - 1, lanes, lanes + 1, 63, 64, 65, most}) {
              for (int wild : new int[] {0, 1, 40}) {
                var data = new Data(expr, n, wild, still, 31L * n + still, operands);
                data.check(loop, scalar, label + " " + bits);
              }
            }
          }
        }
      }
    }
    // Functions and integer divisions, for which processors have no vector instructions.
    assertEquals(
        new TreeSet<>(
            List.of(
                "div[I32, I32]",
                "rem[F32, F32]",
                "rem[F64, F64]",
                "rem[I32, I32]",
                "mod[F32, F32]",
                "mod[F64, F64]",
                "mod[I32, I32]",
                "polygamma[F32]",
                "polygamma[F64]",
                "toFloat64[F32]",
                "toFloat64[I32]",
                "toFloat32[F64]",
                "toInt32[F64]")),
        without);
  }

  @Property(tries = 300)
  void randomExpressionsHaveTheBitsOfTheirScalarForm(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
    var random = new Random(seed);
    boolean wide = random.nextBoolean();
    var types =
        wide ? List.of(Type.F64, Type.I64, Type.MASK) : List.of(Type.F32, Type.I32, Type.MASK);
    var elements =
        wide ? List.of(Element.F64, Element.BOOL) : List.of(Element.F32, Element.I32, Element.BOOL);
    var operands = new Element[1 + random.nextInt(3)];
    for (int k = 0; k < operands.length; k++) {
      operands[k] = elements.get(random.nextInt(elements.size()));
    }
    var result = elements.get(random.nextInt(elements.size()));
    Expr expr;
    do {
      expr = new RandomExpr(random, types, operands).of(result.type(), size);
    } while (VectorBody.main(Program.of(expr)) == null);
    var scalar = KernelCompiler.compile("random", expr, operands);
    int still = random.nextInt(1 << operands.length);
    for (int bits : WIDTHS) {
      var loop = VectorCompiler.compile("random", expr, bits, still, operands);
      assertNotNull(loop, expr::toString);
      for (int wild : new int[] {0, 1, 40}) {
        var data = new Data(expr, random.nextInt(150), wild, still, seed, operands);
        data.check(loop, scalar, bits + " bits\n" + expr);
      }
    }
  }

  @Test
  void rareLanesAreComputedByTheScalarForm() {
    var x = Expr.input(0, Type.F64);
    var first = Expr.rare(x.gt(100.0), ScalarFunction.SIN, x.add(1.0), x);
    var expr = Expr.rare(x.lt(-100.0), ScalarFunction.CBRT, first, x);
    var loop = VectorCompiler.compile("rare", expr, 512, 0, Element.F64);
    assertNotNull(loop);
    var in = new double[100];
    var expected = new double[100];
    for (int i = 0; i < 100; i++) {
      in[i] = i % 34 == 3 ? 200 + i : i % 34 == 20 ? -200 - i : i / 100.0;
      expected[i] =
          switch (i % 34) {
            case 3 -> StrictMath.sin(in[i]);
            case 20 -> StrictMath.cbrt(in[i]);
            default -> in[i] + 1;
          };
    }
    loop.map(100, in, 0, new Object[] {in}, new int[1]); // where it reads
    assertArrayEquals(expected, in);
  }

  @Test
  void whatIsWrittenOverIsComputedOnce() {
    var x = Expr.input(0, Type.F64);
    for (int bits : WIDTHS) {
      var loop = VectorCompiler.compile("twice", x.add(x), bits, 0, Element.F64);
      assertNotNull(loop);
      for (int n : new int[] {1, 7, 9, 31, 33}) {
        var in = new double[n];
        var expected = new double[n];
        for (int i = 0; i < n; i++) {
          in[i] = i;
          expected[i] = 2 * i;
        }
        loop.map(n, in, 0, new Object[] {in}, new int[1]);
        assertArrayEquals(expected, in);
      }
    }
  }

  @Test
  void whatIsTooLongHasNoVectorForm() {
    for (int size : new int[] {900, 5000}) {
      var sum = Expr.input(0, Type.F64);
      for (int k = 0; k < size; k++) sum = sum.add(1.0);
      assertNull(VectorCompiler.compile("long", sum, 512, 0, Element.F64));
    }
  }

  @Test
  void whatMixesWidthsHasNoVectorForm() {
    var x = Expr.input(0, Type.F32);
    assertNull(VectorCompiler.compile("f", x.convert(Type.F64), 512, 0, Element.F32));
  }

  @Test
  void boundsAndArrayTypesAreChecked() {
    var x = Expr.input(0, Type.F32);
    var loop = VectorCompiler.compile("f", x.add(x), 256, 0, Element.F32);
    assertNotNull(loop);
    var four = new Object[] {new float[40]};
    assertThrows(
        IndexOutOfBoundsException.class, () -> loop.map(48, new float[48], 0, four, new int[1]));
    assertThrows(
        IndexOutOfBoundsException.class, () -> loop.map(40, new float[39], 0, four, new int[1]));
    assertThrows(ClassCastException.class, () -> loop.map(8, new double[8], 0, four, new int[1]));
  }

  /// Operands and what the scalar form makes of them.
  private record Data(
      int n, Element result, Object[] arrays, int[] offsets, int[] strides, Object filler) {
    Data(Expr expr, int n, int wild, int still, long seed, Element... operands) {
      var random = new Random(seed);
      var arrays = new Object[operands.length];
      var offsets = new int[operands.length];
      var strides = new int[operands.length];
      for (int k = 0; k < arrays.length; k++) {
        strides[k] = (still >> k & 1) == 0 ? 1 : 0;
        offsets[k] = random.nextInt(5);
        arrays[k] = Definitions.array(operands[k], offsets[k] + Math.max(n, 1), wild, random);
      }
      var result = expr.type().element();
      var filler = RandomExpr.array(result, n + 2 * PADDING, random);
      this(n, result, arrays, offsets, strides, filler);
    }

    void check(VectorLoop loop, Kernel scalar, String message) {
      var expected = copy();
      scalar.map(n, expected, PADDING, 1, arrays, offsets, strides);
      var actual = copy();
      loop.map(n, actual, PADDING, arrays, offsets);
      switch (expected) { // equal bits, but all NaN alike
        case float[] a -> assertArrayEquals(a, (float[]) actual, message);
        case double[] a -> assertArrayEquals(a, (double[]) actual, message);
        case int[] a -> assertArrayEquals(a, (int[]) actual, message);
        default -> assertArrayEquals((boolean[]) expected, (boolean[]) actual, message);
      }
    }

    private Object copy() {
      int length = n + 2 * PADDING;
      var copy = result.newArray(length);
      System.arraycopy(filler, 0, copy, 0, length);
      return copy;
    }
  }
}
