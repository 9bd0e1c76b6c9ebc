package dev.cotangent.kernels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// [Reduction] of what has not been computed yet: a part is computed into a buffer that fits into
/// the second-level cache and reduced there, then the next. No array of the operand's size is made.
public final class FusedReduction {
  /// Elements of a part: a chunk of the reduction, whose sum stands for itself.
  private static final int PART = Reduction.CHUNK;

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
    for (int start = 0; start < length; start += step) {
      int count = Math.min(step, length - start);
      byResults(x.slice(axes[k], start, count), k + 1, result.slice(k, start, count, 1));
    }
  }

  /// Cuts what is reduced to each result into the chunks of the reduction.
  private void byChunks(Evaluation x, Strided result) {
    var buffer = Scratch.of(element).take(PART);
    int count = x.size() / result.size();
    var sums = element.newArray(Math.ceilDiv(count, PART));
    for (int k = 0; k < result.size(); k++) {
      for (int start = 0; start < count; start += PART) {
        int length = Math.min(PART, count - start);
        x.range(k * count + start, k * count + start + length, element, buffer, 0);
        var chunk = Strided.of(element, buffer, length);
        var sum = Reduction.reduce(combine, identity, chunk, 0);
        System.arraycopy(sum.array(), 0, sums, start / PART, 1);
      }
      Reduction.tree(combine.kernel(element, element), sums, Math.ceilDiv(count, PART), 1);
      System.arraycopy(sums, 0, result.array(), k, 1);
    }
    Scratch.of(element).give(buffer);
  }
}
