package dev.cotangent.kernels;

import java.util.Arrays;

/// Products of matrices. Every element of a product is a chain of fused multiply-adds over the
/// inner index, ascending, cut at one block size per element type; the sums of the blocks are added
/// in order. That is the meaning: layouts, shapes and views cannot be seen in the bits, nor whether
/// scalars computed them, as here, or vectors ([Gemm]).
public final class Matmul {
  private static final Definition UPDATE =
      Definition.ternary("multiplyAdd", (x, y, sum) -> x.multiplyAdd(y, sum));
  private static final Definition CHAIN =
      Definition.ternary("chain", (sum, x, y) -> x.multiplyAdd(y, sum));
  private static final Definition ADD = Definition.binary("add", Expr::add);

  /// Below this many columns a call of the kernel per row and inner index costs more than it does.
  private static final int NARROW = 4;

  /// Up to so many multiplications.
  private static final int SMALL = 64;

  private final Strided left;
  private final Strided right;
  private final Strided product;
  private final Kernel update;
  private final Kernel chain;
  private final Kernel add;
  private final Object zero;
  private final Object row; // the sums of one block, one per column

  private Matmul(Strided left, Strided right, Strided product) {
    this.left = left;
    this.right = right;
    this.product = product;
    var element = left.element();
    update = UPDATE.kernel(element, element, element);
    chain = CHAIN.kernel(element, element, element);
    add = ADD.kernel(element, element);
    zero = element.newArray(1);
    row = element.newArray(Math.max(1, product.dim(product.rank() - 1)));
  }

  /// The inner index is cut at multiples of this.
  static int block(Element element) {
    return element == Element.F32 ? 384 : 256;
  }

  /// `x` (..., m, k) times `y` (..., k, n), the leading dimensions equal: (..., m, n).
  public static Strided multiply(Strided x, Strided y) {
    int batch = x.rank() - 2;
    var dims = x.dims();
    dims[batch + 1] = y.dim(batch + 1);
    int kept = batch - repeated(x, y);
    if (kept < batch) {
      var rows = multiply(x.reshape(merged(x, kept)), without(y, kept));
      return Strided.of(x.element(), rows.array(), dims);
    }
    var result = Strided.allocate(x.element(), dims);
    if (batch == 0 && isSmall(x, result)) multiplySmall(x, y, result);
    else if (result.size() > 0) multiply(x, y, result);
    return result;
  }

  /// Whether choosing a way to the product would take longer than the product.
  private static boolean isSmall(Strided x, Strided product) {
    return x.dim(1) <= SMALL && (long) product.size() * x.dim(1) <= SMALL;
  }

  /// Every element by itself; `product` holds zeros.
  private static void multiplySmall(Strided x, Strided y, Strided product) {
    var element = x.element();
    var chain = CHAIN.kernel(element, element, element);
    var operands = new Object[] {product.array(), x.array(), y.array()};
    var strides = new int[] {0, x.stride(1), y.stride(0)};
    var at = new int[3];
    int to = 0;
    for (int m = 0; m < x.dim(0); m++) {
      for (int n = 0; n < y.dim(1); n++) {
        at[1] = x.offset() + m * x.stride(0);
        at[2] = y.offset() + n * y.stride(1);
        chain.fold(x.dim(1), product.array(), to++, operands, at, strides);
      }
    }
  }

  /// The product to `result`, which has its dimensions, is not empty and holds row-major matrices;
  /// where the inner dimension is 0 it is left as it is.
  static void multiply(Strided x, Strided y, Strided result) {
    if (fast(x, y, result)) return;
    int batch = x.rank() - 2;
    // The kernel runs along the longer side of the result.
    boolean swap = result.dim(batch) > result.dim(batch + 1);
    var left = swap ? transposed(y) : x;
    var right = swap ? transposed(x) : y;
    var product = swap ? transposed(result) : result;
    boolean narrow = Math.min(left.dim(batch), product.dim(batch + 1)) < NARROW;
    if (!narrow && right.stride(batch + 1) != 1) right = Copies.contiguous(right);
    var matmul = new Matmul(left, right, product);
    Loops.inOrder(left.axes(0, batch), right.axes(0, batch), product.axes(0, batch))
        .forEachPosition(at -> {
          if (narrow) matmul.byElement(at[0], at[1], at[2]);
          else matmul.byRow(at[0], at[1], at[2]);
        });
  }

  /// The number of last batch axes along which the right operand repeats and the left one lies as
  /// if they were rows: then they are rows, and the right operand is packed once.
  private static int repeated(Strided x, Strided y) {
    int batch = x.rank() - 2;
    int axis = batch;
    while (axis > 0 && (y.stride(axis - 1) == 0 || y.dim(axis - 1) == 1) && even(x, axis)) axis--;
    return batch - axis;
  }

  private static boolean even(Strided x, int axis) {
    return x.dim(axis - 1) == 1
        || x.dim(axis) == 1
        || x.stride(axis - 1) == x.dim(axis) * x.stride(axis);
  }

  /// The dimensions with all axes between the first `kept` and the last as one.
  private static int[] merged(Strided x, int kept) {
    var dims = Arrays.copyOf(x.dims(), kept + 2);
    dims[kept] = 1;
    for (int axis = kept; axis < x.rank() - 1; axis++) dims[kept] *= x.dim(axis);
    dims[kept + 1] = x.dim(x.rank() - 1);
    return dims;
  }

  /// The matrices at position 0 of the batch axes from `kept` on.
  private static Strided without(Strided y, int kept) {
    var axes = new int[kept + 2];
    for (int axis = 0; axis < kept; axis++) axes[axis] = axis;
    axes[kept] = y.rank() - 2;
    axes[kept + 1] = y.rank() - 1;
    return y.permute(axes);
  }

  private static boolean fast(Strided x, Strided y, Strided result) {
    return VectorSupport.isPresent()
        && x.element().isFloating()
        && x.dim(x.rank() - 1) > 0
        && Gemm.multiply(x, y, result, VectorSupport.bits(), false);
  }

  private static Strided transposed(Strided x) {
    var axes = new int[x.rank()];
    for (int axis = 0; axis < axes.length; axis++) axes[axis] = axis;
    axes[x.rank() - 1] = x.rank() - 2;
    axes[x.rank() - 2] = x.rank() - 1;
    return x.permute(axes);
  }

  private void byElement(int leftAt, int rightAt, int productAt) {
    int i = product.rank() - 2;
    int j = i + 1;
    var operands = new Object[] {row, left.array(), right.array()};
    var strides = new int[] {0, left.stride(j), right.stride(i)};
    for (int m = 0; m < product.dim(i); m++) {
      for (int n = 0; n < product.dim(j); n++) {
        int to = productAt + m * product.stride(i) + n * product.stride(j);
        for (int k = 0; k < left.dim(j); k += block(left.element())) {
          int length = Math.min(block(left.element()), left.dim(j) - k);
          int x = leftAt + m * left.stride(i) + k * left.stride(j);
          int y = rightAt + n * right.stride(j) + k * right.stride(i);
          System.arraycopy(zero, 0, row, 0, 1);
          chain.fold(length, row, 0, operands, new int[] {0, x, y}, strides);
          addBlock(k == 0, 1, to, 1);
        }
      }
    }
  }

  private void byRow(int leftAt, int rightAt, int productAt) {
    int i = product.rank() - 2;
    int j = i + 1;
    int columns = product.dim(j);
    var operands = new Object[] {left.array(), right.array(), row};
    var strides = new int[] {0, right.stride(j), 1};
    for (int m = 0; m < product.dim(i); m++) {
      for (int k = 0; k < left.dim(j); k += block(left.element())) {
        int end = Math.min(k + block(left.element()), left.dim(j));
        Copies.fill(left.element(), row, columns, zero);
        for (int inner = k; inner < end; inner++) {
          int x = leftAt + m * left.stride(i) + inner * left.stride(j);
          int y = rightAt + inner * right.stride(i);
          update.map(columns, row, 0, 1, operands, new int[] {x, y, 0}, strides);
        }
        addBlock(k == 0, columns, productAt + m * product.stride(i), product.stride(j));
      }
    }
  }

  private void addBlock(boolean first, int columns, int to, int stride) {
    if (first) {
      Copies.copy(left.element(), columns, row, product.array(), to, stride);
    } else {
      var operands = new Object[] {product.array(), row};
      add.map(
          columns, product.array(), to, stride, operands, new int[] {to, 0}, new int[] {stride, 1});
    }
  }
}
