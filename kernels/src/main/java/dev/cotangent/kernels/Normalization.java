package dev.cotangent.kernels;

/// Exponentials normalised to sum to 1 along an axis, or their logarithms. A few rows at a time,
/// which stay in the second-level cache: memory is read once and written once.
public final class Normalization {
  static final Definition MAX = Definition.binary("max", Expr::max);
  static final Definition ADD = Definition.binary("sum", Expr::add);
  static final Definition DIV = Definition.binary("div", Expr::div);
  static final Definition LOG = Definition.unary("log", Elementary::log);
  static final Definition WEIGHT =
      Definition.binary("weight", (x, shift) -> Elementary.exp(x.sub(shift)));

  /// An infinite shift would turn every difference into NaN.
  static final Definition FINITE =
      Definition.unary("finite", x -> x.sub(x).eq(x.constant(0)).select(x, x.constant(0)));

  private static final Definition LOG_WEIGHT =
      Definition.ternary("logWeight", (x, shift, log) -> x.sub(shift).sub(log));

  /// Elements of a part: with its results, half of a second-level cache.
  private static final int PART = 1 << 15;

  /// What an element takes, roughly.
  private static final double NANOS = 0.5;

  private final Element element;
  private final int axis;
  private final boolean log;

  private Normalization(Element element, int axis, boolean log) {
    this.element = element;
    this.axis = axis;
    this.log = log;
  }

  public static Strided softmax(Strided x, int axis) {
    return new Normalization(x.element(), axis, false).all(x);
  }

  /// Where the largest element is infinite it is not subtracted, so that the others are -infinity.
  public static Strided logSoftmax(Strided x, int axis) {
    return new Normalization(x.element(), axis, true).all(x);
  }

  private Strided all(Strided x) {
    var result = Strided.allocate(element, x.dims());
    if (x.size() == 0) return result;
    int length = x.dim(axis);
    if (axis == x.rank() - 1 && x.isRowMajor() && length <= Reduction.CHUNK) {
      Parallel.ranges(
          x.size() / length,
          length * NANOS,
          (from, to) ->
              new RowNormalization(element, log, length, to - from)
                  .rows(
                      to - from,
                      x.array(),
                      x.offset() + from * length,
                      result.array(),
                      from * length));
    } else {
      parts(x, 0, result);
    }
    return result;
  }

  /// Cuts the other axes, from number `k` on, until a part is small enough.
  private void parts(Strided x, int k, Strided result) {
    if (k == x.rank() || x.size() <= PART) {
      part(x, result);
    } else if (k == axis) {
      parts(x, k + 1, result);
    } else {
      int step = Math.max(1, PART / (x.size() / x.dim(k)));
      Parallel.ranges(
          Math.ceilDiv(x.dim(k), step),
          (double) x.size() / x.dim(k) * step * NANOS,
          (from, to) -> {
            for (int start = from * step; start < Math.min(to * step, x.dim(k)); start += step) {
              int count = Math.min(step, x.dim(k) - start);
              parts(x.slice(k, start, count, 1), k + 1, result.slice(k, start, count, 1));
            }
          });
    }
  }

  private void part(Strided x, Strided result) {
    var largest = reduced(MAX, Double.NEGATIVE_INFINITY, x);
    if (!log) {
      into(result, WEIGHT, x, stretched(largest, x));
      into(result, DIV, result, stretched(reduced(ADD, -0.0, result), x));
      return;
    }
    var shift = stretched(Elementwise.map(FINITE, largest), x);
    var buffer = Scratch.of(element).take(x.size());
    var weights = Strided.of(element, buffer, x.dims());
    into(weights, WEIGHT, x, shift);
    var logs = Elementwise.map(LOG, reduced(ADD, -0.0, weights));
    into(result, LOG_WEIGHT, x, shift, stretched(logs, x));
    Scratch.of(element).give(buffer);
  }

  private Strided reduced(Definition combine, double identity, Strided x) {
    var order = new int[x.rank()];
    int next = 0;
    for (int k = 0; k < order.length; k++) if (k != axis) order[next++] = k;
    order[next] = axis;
    return Reduction.reduce(combine, identity, x.permute(order), x.rank() - 1);
  }

  private Strided stretched(Strided perRow, Strided x) {
    var dims = x.dims();
    dims[axis] = 1;
    return perRow.reshape(dims).broadcast(x.dims());
  }

  private void into(Strided result, Definition f, Strided... operands) {
    var elements = new Element[operands.length];
    for (int k = 0; k < elements.length; k++) elements[k] = element;
    Elementwise.into(result, f.kernel(elements), operands);
  }
}
