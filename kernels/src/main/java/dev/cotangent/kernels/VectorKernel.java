package dev.cotangent.kernels;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A kernel that runs vector code where it has some that has been compiled, and where it pays: over
/// arrays that are walked evenly and far enough. Everything else is left to the scalar form.
final class VectorKernel implements Kernel {
  /// The least number of elements: from here on, vector code is as fast even for one addition.
  private static final int SHORTEST = 64;

  /// With two lanes, comparisons are not compiled to instructions.
  private static final int FEWEST_LANES = 4;

  /// There is an entry for every choice of operands that stand still.
  private static final int MOST_OPERANDS = 6;

  /// What an element takes where there are no vectors.
  private static final double SCALAR_NANOS = 1;

  private final String name;
  private final Expr definition;
  private final Element[] operands;
  private final Kernel scalar;
  private final int size;
  private final int lanes;
  private final AtomicReferenceArray<@Nullable VectorForm> forms;
  private final @Nullable LaneForm laneForm; // of a kernel that combines two elements to one

  private VectorKernel(
      String name, Expr definition, Kernel scalar, int size, int lanes, Element... operands) {
    this.name = name;
    this.definition = definition;
    this.operands = operands.clone();
    this.scalar = scalar;
    this.size = size;
    this.lanes = lanes;
    forms = new AtomicReferenceArray<>(1 << operands.length);
    boolean combines =
        operands.length == 2
            && operands[0] == operands[1]
            && operands[0].type() == definition.type();
    laneForm = combines ? new LaneForm(name, definition, scalar, operands[0]) : null;
  }

  /// The kernel of `definition`: `scalar`, if it has no vector form.
  static Kernel of(String name, Expr definition, Kernel scalar, Element... operands) {
    int bits = VectorSupport.bits();
    if (bits == 0 || operands.length == 0 || operands.length > MOST_OPERANDS) return scalar;
    var program = Program.of(definition);
    var main = VectorBody.main(program);
    if (main == null || VectorBody.lanes(main, bits) < FEWEST_LANES) return scalar;
    int lanes = VectorBody.lanes(main, bits);
    return new VectorKernel(name, definition, scalar, program.size(), lanes, operands);
  }

  /// The scalar form of a kernel, for callers whose runs are too short to choose between forms.
  static Kernel scalarForm(Kernel kernel) {
    return kernel instanceof VectorKernel switching ? switching.scalar : kernel;
  }

  /// The fast forms of a reduction by this kernel, or null if it has none.
  static @Nullable LaneForm laneForm(Kernel kernel) {
    return kernel instanceof VectorKernel switching ? switching.laneForm : null;
  }

  /// Whether reductions by this kernel are vector code by now.
  ///
  /// @param work the number of elements that are about to be reduced
  static boolean isFastFold(Kernel kernel, long work) {
    var form = laneForm(kernel);
    return form != null && form.fold(work) != null;
  }

  /// What one element takes at best, in nanoseconds, roughly: an instruction does all lanes at
  /// once, and there are loads and stores besides.
  static double nanos(Kernel kernel) {
    if (!(kernel instanceof VectorKernel switching)) return SCALAR_NANOS;
    return (switching.size + 4.0) / (10 * switching.lanes);
  }

  /// Whether a kernel has found its fastest form for operands of these strides; counts as work
  /// done, if not.
  static boolean isSettled(Kernel kernel, long n, int... strides) {
    if (!(kernel instanceof VectorKernel switching)) return true; // it has no other form
    int still = switching.still(strides);
    return still < 0 || switching.form(still).isSettled(n);
  }

  @Override
  public void map(
      int n, Object out, int outOffset, int outStride, Object[] in, int[] offsets, int[] strides) {
    if (n >= SHORTEST && outStride == 1) {
      int still = still(strides);
      var loop = still < 0 ? null : form(still).loop(n);
      if (loop != null) {
        loop.map(n, out, outOffset, in, offsets);
        return;
      }
    }
    scalar.map(n, out, outOffset, outStride, in, offsets, strides);
  }

  /// The set of operands that stand still, or -1 if some are walked in other strides than 1, or
  /// none is walked.
  private int still(int[] strides) {
    int still = 0;
    for (int k = 0; k < operands.length; k++) {
      if (strides[k] == 0) still |= 1 << k;
      else if (strides[k] != 1) return -1;
    }
    return still == (1 << operands.length) - 1 ? -1 : still;
  }

  private VectorForm form(int still) {
    var known = forms.get(still);
    if (known != null) return known;
    var made = new VectorForm(name, definition, scalar, size, lanes, still, operands);
    var earlier = forms.compareAndExchange(still, null, made);
    return earlier != null ? earlier : made;
  }

  /// Whether vector code is run when these operands stand still.
  boolean isFast(int still) {
    return form(still).loop(0) != null;
  }

  @Override
  public void fold(int n, Object out, int outOffset, Object[] in, int[] offsets, int[] strides) {
    scalar.fold(n, out, outOffset, in, offsets, strides);
  }

  @Override
  public void scan(
      int n, Object out, int outOffset, int outStride, Object[] in, int[] offsets, int[] strides) {
    scalar.scan(n, out, outOffset, outStride, in, offsets, strides);
  }

  @Override
  public double scalar(double a, double b, double c) {
    return scalar.scalar(a, b, c);
  }
}
