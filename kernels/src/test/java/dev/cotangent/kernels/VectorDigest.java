package dev.cotangent.kernels;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Prints, for the scalar form and for every width of vectors, a number that depends on every bit
/// of the results of some kernels, when cold and when hot.
final class VectorDigest {
  static final String PREFIX = "digest ";
  private static final int N = 300;
  private static final List<String> SAMPLE =
      List.of("exp", "sin", "erf", "lgamma", "pow", "lt", "sqrt");

  private VectorDigest() {}

  public static void main(String[] args) {
    boolean interpreted = System.getProperty("java.vm.info", "").contains("interpreted");
    int calls = interpreted ? 1 : 2000;
    System.out.println(PREFIX + digest(0, calls));
    if (!VectorSupport.isPresent()) return;
    for (int bits : new int[] {128, 256, 512}) {
      System.out.println(PREFIX + digest(bits, bits == VectorSupport.bits() ? calls : 1));
    }
  }

  private static long digest(int bits, int calls) {
    long digest = 0;
    for (var definition : Definitions.ALL) {
      if (!SAMPLE.contains(definition.name())) continue;
      for (var element : new Element[] {Element.F32, Element.F64}) {
        var operands = new Element[definition.arity()];
        var arrays = new Object[operands.length];
        for (int k = 0; k < operands.length; k++) {
          operands[k] = element;
          arrays[k] = Definitions.array(element, N, 50, new Random(k));
        }
        var expr = definition.expression(operands);
        var out = expr.type().element().newArray(N);
        run(definition.name(), expr, bits, 1, out, arrays, operands);
        digest = 31 * digest + hash(out, expr);
        run(definition.name(), expr, bits, calls, out, arrays, operands);
        digest = 31 * digest + hash(out, expr);
      }
    }
    return digest;
  }

  private static void run(
      String name, Expr expr, int bits, int calls, Object out, Object[] in, Element... operands) {
    var offsets = new int[operands.length];
    if (bits == 0) {
      var strides = new int[operands.length];
      Arrays.fill(strides, 1);
      var kernel = KernelCompiler.compile(name, expr, operands);
      for (int k = 0; k < calls; k++) kernel.map(N, out, 0, 1, in, offsets, strides);
    } else {
      var loop = requireNonNull(VectorCompiler.compile(name, expr, bits, 0, operands));
      for (int k = 0; k < calls; k++) loop.map(N, out, 0, in, offsets);
    }
  }

  private static long hash(Object out, Expr expr) {
    var element = expr.type().element();
    long hash = 0;
    for (int i = 0; i < N; i++) hash = 31 * hash + Double.doubleToLongBits(element.get(out, i));
    return hash;
  }
}
