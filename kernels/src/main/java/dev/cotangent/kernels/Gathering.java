package dev.cotangent.kernels;

import java.util.Arrays;

/// Reading, adding and overwriting at positions that are themselves data. The caller has checked
/// the indices against the dimension.
///
/// Where neighbours share an index, whole rows are moved; where they do not, the indices are walked
/// as far as they go.
public final class Gathering {
  static final Definition ADD = Definition.binary("add", Expr::add);
  static final Definition REPLACE = Definition.binary("replace", (before, update) -> update);

  private Gathering() {}

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
    var to = result.array();
    int stride = x.stride(axis);
    var loops = Loops.anyOrder(indices, window(x, indices, axis), result);
    int n = loops.length();
    int step = loops.stride(0);
    int fromStep = loops.stride(1);
    int toStep = loops.stride(2);
    var copy = IndexedCopy.reading(element);
    loops.forEach(at -> {
      if (step == 0) {
        int row = at[1] + values[at[0]] * stride;
        Copies.row(element, n, x.array(), row, fromStep, to, at[2], toStep);
      } else {
        copy.run(n, values, at[0], step, stride, x.array(), at[1], fromStep, to, at[2], toStep);
      }
    });
    return result;
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
    loops.forEach(at -> {
      if (step == 0 && toStep != 0) {
        int row = at[2] + values[at[0]] * stride;
        kernel.map(
            n,
            to,
            row,
            toStep,
            new Object[] {to, from},
            new int[] {row, at[1]},
            new int[] {toStep, fromStep});
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
