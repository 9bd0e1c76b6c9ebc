package dev.cotangent.kernels;

import org.jspecify.annotations.Nullable;

/// Pointwise evaluation of a [Definition] over strided operands of one shape.
public final class Elementwise {
  /// Up to so many elements, setting up loops around the kernel would cost more than it does.
  private static final int FEW = 4096;

  // Most small operations are on whole arrays: two arrays less for each. Kernels only read them.
  private static final int[][] FROM_0 = {{}, {0}, {0, 0}, {0, 0, 0}};
  private static final int[][] BY_1 = {{}, {1}, {1, 1}, {1, 1, 1}};

  private Elementwise() {}

  /// `f` at every position, into a fresh array: row-major, but for axes along which no operand
  /// varies, where one element stands for all.
  ///
  /// @param operands of equal dimensions (broadcast beforehand), at least one
  public static Strided map(Definition f, Strided... operands) {
    var elements = elements(operands);
    var run = oneRun(f, elements, operands);
    if (run != null) return run;
    int[] dims = operands[0].dims();
    var parts = operands.clone();
    for (int axis = 0; axis < dims.length; axis++) {
      if (!isConstantAlong(axis, operands)) continue;
      for (int k = 0; k < parts.length; k++) parts[k] = parts[k].slice(axis, 0, 1, 1);
    }
    var result = Strided.allocate(f.result(elements), parts[0].dims());
    into(result, f.kernel(elements), parts);
    return result.broadcast(dims);
  }

  /// Few elements, of which every operand has one behind the other, or one for all: a single call
  /// of the kernel. Null if it is not as simple as that.
  private static @Nullable Strided oneRun(Definition f, Element[] elements, Strided... operands) {
    int size = operands[0].size();
    if (size == 0 || size > FEW) return null;
    Strided like = null;
    boolean whole = operands.length < FROM_0.length;
    var arrays = new Object[operands.length];
    for (int k = 0; k < operands.length; k++) {
      var operand = operands[k];
      boolean isRowMajor = operand.isRowMajor();
      if (isRowMajor) like = operand;
      else if (!operand.isConstant()) return null;
      whole &= isRowMajor && operand.offset() == 0;
      arrays[k] = operand.array();
    }
    if (like == null) return null;
    var result = like.another(f.result(elements), size);
    var offsets = whole ? FROM_0[arrays.length] : offsets(operands);
    var strides = whole ? BY_1[arrays.length] : strides(operands);
    f.kernel(elements).map(size, result.array(), 0, 1, arrays, offsets, strides);
    return result;
  }

  private static int[] offsets(Strided... operands) {
    var offsets = new int[operands.length];
    for (int k = 0; k < offsets.length; k++) offsets[k] = operands[k].offset();
    return offsets;
  }

  private static int[] strides(Strided... operands) {
    var strides = new int[operands.length];
    for (int k = 0; k < strides.length; k++) strides[k] = operands[k].isRowMajor() ? 1 : 0;
    return strides;
  }

  /// Whether something could be computed once instead of for every position along an axis.
  static boolean isConstantAlongSomeAxis(Operand... operands) {
    var arrays = new Strided[operands.length];
    for (int k = 0; k < arrays.length; k++) arrays[k] = operands[k].strided();
    for (int axis = 0; axis < arrays[0].rank(); axis++)
      if (isConstantAlong(axis, arrays)) return true;
    return false;
  }

  private static boolean isConstantAlong(int axis, Strided... operands) {
    if (operands[0].dim(axis) < 2) return false;
    for (var operand : operands) if (operand.stride(axis) != 0) return false;
    return true;
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
