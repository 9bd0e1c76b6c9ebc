package dev.cotangent.kernels;

import java.util.Arrays;
import java.util.OptionalInt;

/// Reading, adding and overwriting at positions that are themselves data. The caller has checked
/// the indices against the dimension.
///
/// Where neighbours share an index, whole rows are moved; where they do not, the indices are walked
/// as far as they go.
public final class Gathering {
  static final Definition ADD = Definition.binary("add", Expr::add);
  static final Definition REPLACE = Definition.binary("replace", (before, update) -> update);

  /// From here on a run of neighbours is worth a call.
  private static final int SHORTEST_RUN = 4;

  // What an element takes, roughly: in a run of neighbours, and alone.
  private static final double NANOS = 0.2;
  private static final double NANOS_ALONE = 1;

  private Gathering() {}

  /// The first of the indices, in row-major order, that is no position of an axis of length
  /// `bound`.
  public static OptionalInt outside(Strided indices, int bound) {
    var x = indices.isRowMajor() ? indices : Copies.contiguous(indices);
    var values = (int[]) x.array();
    int end = x.offset() + x.size();
    int signs = 0; // of all together: without a branch the loop is vectorized
    for (int k = x.offset(); k < end; k++) signs |= values[k] | bound - 1 - values[k];
    if (signs >= 0) return OptionalInt.empty();
    return Arrays.stream(values, x.offset(), end).filter(v -> v < 0 || v >= bound).findFirst();
  }

  /// Whole slices of `x` along `axis`, one per index, in the order of the rank-1 `indices`.
  public static Strided take(Strided x, Strided indices, int axis) {
    var dims = x.dims();
    dims[axis] = indices.size();
    return gather(x, along(indices, axis, dims), axis);
  }

  /// The transpose of [#take]: zeros with `bound` slices along `axis`, to which the slices of
  /// `updates` are added in ascending order.
  public static Strided addSlices(Strided updates, Strided indices, int axis, int bound) {
    var dims = updates.dims();
    dims[axis] = bound;
    var result = Strided.allocate(updates.element(), dims);
    var adding = IndexedCopy.adding(updates.element());
    combine(ADD, adding, result, along(indices, axis, updates.dims()), updates, axis);
    return result;
  }

  /// The rank-1 `indices` of an axis, at every position of the others.
  private static Strided along(Strided indices, int axis, int[] dims) {
    var column = new int[dims.length - axis];
    Arrays.fill(column, 1);
    column[0] = indices.size();
    return indices.reshape(column).broadcast(dims);
  }

  /// `x` read along `axis` at the position that `indices`, of the same rank, names: of `indices`'
  /// dimensions.
  public static Strided gather(Strided x, Strided indices, int axis) {
    var element = x.element();
    var result = Strided.allocate(element, indices.dims());
    if (result.size() == 0) return result;
    var values = (int[]) indices.array();
    var from = x.array();
    var to = result.array();
    int stride = x.stride(axis);
    var window = window(x, indices, axis);
    int axes = beforeRuns(indices, window, result);
    int length = result.size() / Strided.size(Arrays.copyOf(result.dims(), axes));
    boolean runs = length >= SHORTEST_RUN;
    if (!runs) axes = result.rank();
    var loops = Loops.anyOrder(indices.axes(0, axes), window.axes(0, axes), result.axes(0, axes));
    int step = loops.stride(0);
    int fromStep = loops.stride(1);
    int toStep = loops.stride(2);
    if (runs) {
      var copy = RunCopies.of(element, length, result.size());
      loops.inParallel(
          NANOS * length,
          (at, n) ->
              copy.take(
                  length, n, values, at[0], step, stride, from, at[1], fromStep, to, at[2],
                  toStep));
      return result;
    }
    var copy = IndexedCopy.reading(element);
    loops.inParallel(
        NANOS_ALONE,
        (at, n) -> {
          if (step == 0) {
            int row = at[1] + values[at[0]] * stride;
            Copies.row(element, n, from, row, fromStep, to, at[2], toStep);
          } else {
            copy.run(n, values, at[0], step, stride, from, at[1], fromStep, to, at[2], toStep);
          }
        });
    return result;
  }

  /// The number of axes before those that have one index and are one run of neighbours.
  private static int beforeRuns(Strided indices, Strided window, Strided result) {
    int axes = result.rank();
    int length = 1;
    while (axes > 0) {
      int dim = result.dim(axes - 1);
      boolean more =
          indices.stride(axes - 1) == 0
              && window.stride(axes - 1) == length
              && result.stride(axes - 1) == length;
      if (dim != 1 && !more) break;
      length *= dim;
      axes--;
    }
    return axes;
  }

  /// The transpose of [#gather]: `x` with the elements of `updates` added along `axis` where
  /// `indices` says, in the order of the indices along the axis.
  public static Strided scatterAdd(Strided x, Strided indices, Strided updates, int axis) {
    var result = Copies.contiguous(x);
    combine(ADD, IndexedCopy.adding(x.element()), result, indices, updates, axis);
    return result;
  }

  /// `x` with the elements of `updates` put along `axis` where `indices` says, in the order of the
  /// indices along the axis: the last one stays.
  public static Strided scatter(Strided x, Strided indices, Strided updates, int axis) {
    var result = Copies.contiguous(x);
    combine(REPLACE, IndexedCopy.replacing(x.element()), result, indices, updates, axis);
    return result;
  }

  /// An element can only be met by elements of its own row along `axis`, and each row is walked in
  /// ascending order, whichever axis is the innermost.
  private static void combine(
      Definition combine,
      IndexedCopy copy,
      Strided result,
      Strided indices,
      Strided updates,
      int axis) {
    if (indices.size() == 0) return;
    var values = (int[]) indices.array();
    var element = result.element();
    var to = result.array();
    int stride = result.stride(axis);
    var part = updates;
    for (int k = 0; k < indices.rank(); k++) part = part.slice(k, 0, indices.dim(k), 1);
    var loops = Loops.anyOrder(indices, part, window(result, indices, axis));
    int n = loops.length();
    int step = loops.stride(0);
    int fromStep = loops.stride(1);
    int toStep = loops.stride(2);
    var from = updates.array();
    var kernel = combine.kernel(element, element);
    var operands = new Object[] {to, from};
    var offsets = new int[2];
    var strides = new int[] {toStep, fromStep};
    loops.forEach(at -> {
      if (step == 0 && toStep != 0) {
        offsets[0] = at[2] + values[at[0]] * stride;
        offsets[1] = at[1];
        kernel.map(n, to, offsets[0], toStep, operands, offsets, strides);
      } else {
        copy.run(n, values, at[0], step, stride, from, at[1], fromStep, to, at[2], toStep);
      }
    });
  }

  /// As large as `indices`, standing still along the axis.
  private static Strided window(Strided indexed, Strided indices, int axis) {
    var window = indexed;
    for (int k = 0; k < indices.rank(); k++) {
      window = window.slice(k, 0, k == axis ? 1 : indices.dim(k), 1);
    }
    return window.broadcast(indices.dims());
  }
}
