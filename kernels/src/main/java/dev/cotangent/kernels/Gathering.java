package dev.cotangent.kernels;

/// Reading and adding at positions that are themselves data. The caller has checked the indices
/// against the dimension.
public final class Gathering {
  private static final Definition ADD = Definition.binary("add", Expr::add);

  private Gathering() {}

  /// Whole slices of `x` along `axis`, one per index, in the order of the rank-1 `indices`.
  public static Strided take(Strided x, Strided indices, int axis) {
    var dims = x.dims();
    dims[axis] = indices.size();
    var result = Strided.allocate(x.element(), dims);
    var values = (int[]) Copies.contiguous(indices).array();
    if (result.size() == 0) return result;
    for (int k = 0; k < values.length; k++) {
      Copies.copy(x.slice(axis, values[k], 1, 1), result.slice(axis, k, 1, 1));
    }
    return result;
  }

  /// The transpose of [#take]: zeros with `bound` slices along `axis`, to which the slices of
  /// `updates` are added in ascending order.
  public static Strided addSlices(Strided updates, Strided indices, int axis, int bound) {
    var dims = updates.dims();
    dims[axis] = bound;
    var result = Strided.allocate(updates.element(), dims);
    var values = (int[]) Copies.contiguous(indices).array();
    if (updates.size() == 0) return result;
    var add = ADD.kernel(updates.element(), updates.element());
    for (int k = 0; k < values.length; k++) {
      var slice = result.slice(axis, values[k], 1, 1);
      Elementwise.into(slice, add, slice, updates.slice(axis, k, 1, 1));
    }
    return result;
  }

  /// `x` read along `axis` at the position that `indices`, of the same rank, names: of `indices`'
  /// dimensions.
  public static Strided gather(Strided x, Strided indices, int axis) {
    var result = Strided.allocate(x.element(), indices.dims());
    eachIndex(indices, x, result, axis, copying(x, result));
    return result;
  }

  /// One element from one array to the other, exactly.
  private static Pair copying(Strided source, Strided target) {
    var element = source.element();
    var from = source.array();
    var to = target.array();
    return (at, put) -> element.set(to, put, element.get(from, at));
  }

  /// The transpose of [#gather]: `x` with the elements of `updates` added along `axis` where
  /// `indices` says, in row-major order of `indices`.
  public static Strided scatterAdd(Strided x, Strided indices, Strided updates, int axis) {
    var result = Copies.contiguous(x);
    var add = ADD.kernel(x.element(), x.element());
    int[] zero = new int[2];
    int[] at = new int[2];
    eachIndex(
        indices,
        result,
        updates,
        axis,
        (to, from) -> {
          at[0] = to;
          at[1] = from;
          var operands = new Object[] {result.array(), updates.array()};
          add.map(1, result.array(), to, 1, operands, at, zero);
        });
    return result;
  }

  /// `x` with the elements of `updates` put along `axis` where `indices` says, in row-major order of
  /// `indices`: the last one stays.
  public static Strided scatter(Strided x, Strided indices, Strided updates, int axis) {
    var result = Copies.contiguous(x);
    var copying = copying(updates, result);
    eachIndex(indices, result, updates, axis, (to, from) -> copying.at(from, to));
    return result;
  }

  private interface Pair {
    void at(int indexed, int other);
  }

  /// For every position of `indices`: the offset in `indexed`, whose position along `axis` is the
  /// index, and in `other`.
  private static void eachIndex(
      Strided indices, Strided indexed, Strided other, int axis, Pair pair) {
    if (indices.size() == 0) return;
    var values = (int[]) indices.array();
    var window = indexed; // as large as indices, standing still along the axis
    for (int k = 0; k < indices.rank(); k++) {
      window = k == axis ? window.slice(k, 0, 1, 1) : window.slice(k, 0, indices.dim(k), 1);
    }
    window = window.broadcast(indices.dims());
    var part = other;
    for (int k = 0; k < indices.rank(); k++) part = part.slice(k, 0, indices.dim(k), 1);
    int stride = indexed.stride(axis);
    Loops.inOrder(indices, window, part)
        .forEachPosition(at -> pair.at(at[1] + values[at[0]] * stride, at[2]));
  }
}
