package dev.cotangent.kernels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// [Reduction] of what has not been computed yet: a part is computed into a buffer that fits into
/// the second-level cache and reduced there, then the next. No array of the operand's size is made.
public final class FusedReduction {
  /// Elements of a part: a chunk of the reduction, whose sum stands for itself.
  private static final int PART = Reduction.CHUNK;

  /// What an element takes, at least.
  private static final double NANOS = 0.2;

  /// Neighbouring results that are worked on together, at least.
  private static final int NARROWEST = 64;

  private final Definition combine;
  private final double identity;
  private final Element element;
  private final int[] axes;
  private final int kept;

  private FusedReduction(
      Definition combine, double identity, Element element, int[] axes, int kept) {
    this.combine = combine;
    this.identity = identity;
    this.element = element;
    this.axes = axes;
    this.kept = kept;
  }

  /// As [Reduction#reduce], whose bits this has.
  ///
  /// @param axes of `x`: those that are kept, in order, then those that are reduced
  public static Strided reduce(
      Definition combine, double identity, Operand x, int[] axes, int kept) {
    if (x instanceof Deferred deferred && x.size() > 0) {
      var reduction = new FusedReduction(combine, identity, x.element(), axes, kept);
      var result = reduction.fused(deferred);
      if (result != null) return result;
    }
    return Reduction.reduce(combine, identity, x.strided().permute(axes), kept);
  }

  private @Nullable Strided fused(Deferred x) {
    var computation = new Computation(List.of(x));
    var shared = computation.shared();
    if (!shared.isEmpty()) {
      Deferred.computeAll(shared);
      computation = new Computation(List.of(x));
    }
    if (computation.isEmpty()) return null;
    var dims = new int[kept];
    for (int k = 0; k < kept; k++) dims[k] = x.dim(axes[k]);
    var result = Strided.allocate(element, dims);
    var evaluation = computation.evaluation();
    if (x.size() / result.size() <= PART) {
      byResults(evaluation, 0, result);
    } else if (isInOrder()) {
      byChunks(evaluation, result);
    } else {
      return null;
    }
    return result;
  }

  private boolean isInOrder() {
    for (int k = 0; k < axes.length; k++) if (axes[k] != k) return false;
    return true;
  }

  /// Cuts the axes that are kept, from axis `k` of the result on, until a part is small enough.
  private void byResults(Evaluation x, int k, Strided result) {
    if (k == kept || x.size() <= PART) {
      var buffer = Scratch.of(element).take(x.size());
      var part = Strided.of(element, buffer, x.dims());
      x.into(part);
      Copies.copy(Reduction.reduce(combine, identity, part.permute(axes), kept), result);
      Scratch.of(element).give(buffer);
      return;
    }
    int length = result.dim(k);
    int step = Math.max(k == kept - 1 ? NARROWEST : 1, PART / (x.size() / length));
    Parallel.ranges(
        Math.ceilDiv(length, step),
        (double) x.size() / length * step * NANOS,
        (from, to) -> {
          for (int start = from * step; start < Math.min(to * step, length); start += step) {
            int count = Math.min(step, length - start);
            byResults(x.slice(axes[k], start, count), k + 1, result.slice(k, start, count, 1));
          }
        });
  }

  /// Cuts what is reduced to each result into the chunks of the reduction.
  private void byChunks(Evaluation x, Strided result) {
    int count = x.size() / result.size();
    int chunks = Math.ceilDiv(count, PART);
    var sums = element.newArray(chunks);
    for (int k = 0; k < result.size(); k++) {
      int start = k * count;
      Parallel.ranges(chunks, PART * NANOS, (from, to) -> chunks(x, start, count, from, to, sums));
      Reduction.tree(combine.kernel(element, element), sums, chunks, 1);
      System.arraycopy(sums, 0, result.array(), k, 1);
    }
  }

  /// The sums of the chunks `from` to `to` of the `count` elements from `start` on.
  private void chunks(Evaluation x, int start, int count, int from, int to, Object sums) {
    var buffer = Scratch.of(element).take(PART);
    for (int chunk = from; chunk < to; chunk++) {
      int at = chunk * PART;
      int length = Math.min(PART, count - at);
      x.range(start + at, start + at + length, element, buffer, 0);
      var sum = Reduction.reduce(combine, identity, Strided.of(element, buffer, length), 0);
      System.arraycopy(sum.array(), sum.offset(), sums, chunk, 1);
    }
    Scratch.of(element).give(buffer);
  }
}
