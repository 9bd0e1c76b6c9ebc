package dev.cotangent.kernels;

/// Pointwise evaluation of a [Definition] over strided operands of one shape.
public final class Elementwise {
  private Elementwise() {}

  /// `f` at every position, into a fresh row-major array.
  ///
  /// @param operands of equal dimensions (broadcast beforehand), at least one
  public static Strided map(Definition f, Strided... operands) {
    var elements = elements(operands);
    var result = Strided.allocate(f.result(elements), operands[0].dims());
    into(result, f.kernel(elements), operands);
    return result;
  }

  /// The kernel at every position, into `result`, which only the caller may know.
  static void into(Strided result, Kernel kernel, Strided... operands) {
    var all = new Strided[operands.length + 1];
    System.arraycopy(operands, 0, all, 0, operands.length);
    all[operands.length] = result;
    var loops = Loops.anyOrder(all);
    var arrays = new Object[operands.length];
    var strides = new int[operands.length];
    for (int k = 0; k < operands.length; k++) {
      arrays[k] = operands[k].array();
      strides[k] = loops.stride(k);
    }
    int stride = loops.stride(operands.length);
    loops.inParallel(
        VectorKernel.nanos(kernel),
        (at, length) ->
            kernel.map(length, result.array(), at[operands.length], stride, arrays, at, strides));
  }

  private static Element[] elements(Strided[] operands) {
    var elements = new Element[operands.length];
    for (int k = 0; k < operands.length; k++) elements[k] = operands[k].element();
    return elements;
  }
}
