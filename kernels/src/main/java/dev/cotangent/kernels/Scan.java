package dev.cotangent.kernels;

/// Running results along an axis: `z[0] = last operand[0]`, `z[i] = f(z[i - 1], operands[i]...)`,
/// one after the other, whatever the layout. Where neighbours off the axis lie side by side, they
/// take each step together.
public final class Scan {
  /// From this many neighbours on, a step of all of them costs less than a chain for each.
  private static final int ABREAST = 32;

  /// A chain shorter than this is not worth its call, if there are many.
  private static final int SHORT = 16;

  private Scan() {}

  /// @param step from the result before and the operands at this position to the result; of the
  ///   last operand's type
  /// @param backward whether the last position of the axis is the first one
  /// @param operands of equal dimensions
  public static Strided scan(Definition step, boolean backward, int axis, Strided... operands) {
    var last = operands[operands.length - 1];
    var result = Strided.allocate(last.element(), last.dims());
    int count = result.dim(axis);
    if (result.size() == 0) return result;
    var all = new Strided[operands.length + 1]; // the result takes the place of the one before
    all[0] = result;
    System.arraycopy(operands, 0, all, 1, operands.length);
    if (backward) {
      for (int k = 0; k < all.length; k++) all[k] = all[k].slice(axis, count - 1, count, -1);
    }
    Copies.copy(all[operands.length].slice(axis, 0, 1, 1), all[0].slice(axis, 0, 1, 1));
    var elements = new Element[all.length];
    for (int k = 0; k < all.length; k++) elements[k] = all[k].element();
    var kernel = step.kernel(elements);
    int others = result.size() / count;
    boolean many = count < SHORT && others > 4 * count;
    if (result.stride(axis) >= ABREAST || many) abreast(kernel, axis, all);
    else chains(kernel, axis, all);
    return result;
  }

  /// Each step for all neighbours.
  private static void abreast(Kernel kernel, int axis, Strided... all) {
    for (int i = 1; i < all[0].dim(axis); i++) {
      var at = new Strided[all.length];
      at[0] = all[0].slice(axis, i - 1, 1, 1);
      for (int k = 1; k < all.length; k++) at[k] = all[k].slice(axis, i, 1, 1);
      Elementwise.into(all[0].slice(axis, i, 1, 1), kernel, at);
    }
  }

  /// All steps of one chain, then of the next.
  private static void chains(Kernel kernel, int axis, Strided... all) {
    int steps = all[0].dim(axis) - 1;
    var arrays = new Object[all.length];
    var strides = new int[all.length];
    var starts = new Strided[all.length];
    for (int k = 0; k < all.length; k++) {
      arrays[k] = all[k].array();
      strides[k] = all[k].stride(axis);
      starts[k] = all[k].slice(axis, 0, 1, 1);
    }
    Loops.inOrder(starts)
        .forEachPosition(at -> {
          var offsets = at.clone();
          for (int k = 1; k < offsets.length; k++) offsets[k] += strides[k];
          kernel.scan(steps, arrays[0], at[0], strides[0], arrays, offsets, strides);
        });
  }
}
