package dev.cotangent.op;

import dev.cotangent.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Elements brought to mean 0 and variance 1.
public final class Normalisation {
  private Normalisation() {}

  /// Two results, over the last `count` axes: `y = (x - mean) r` and `r = 1 / sqrt(variance +
  /// eps)`, where the axes have length 1. The variance is taken in two passes. The rules need these
  /// two alone: with `m` for the mean over the axes,
  ///
  /// `dy = r (dx - m(dx) - y m(y dx))` and `dr = -r^2 m(y dx)`.
  private record Standardise(int count, double eps) implements General {
    @Override
    public String name() {
      return "standardise";
    }

    private int[] axes() {
      return IntStream.rangeClosed(1, count).map(k -> -k).toArray();
    }

    private Tensor mean(Tensor x) {
      return Reductions.mean(x, true, axes());
    }

    @Override
    public Spec[] inferAll(Spec... operands) {
      var x = operands[0];
      var kept = Axes.of(name(), x.shape(), axes()).kept();
      return new Spec[] {x, new Spec(x.dtype(), kept)};
    }

    @Override
    public Tensor[] evaluateAll(Tensor... operands) {
      var deviations = operands[0].minus(mean(operands[0]));
      var scale = mean(deviations.square()).plus(eps).sqrt().reciprocal();
      return new Tensor[] {deviations.times(scale), scale};
    }

    @Override
    public @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
      var dx = dxs[0];
      if (dx == null) return new @Nullable Tensor[2];
      return new Tensor[] {ofElements(dx, ys), ofScale(mean(strong(dx, ys[0])), ys)};
    }

    @Override
    public boolean readsOperands() {
      return false;
    }

    @Override
    public @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
      var elements = cts[0] == null ? null : ofElements(cts[0], ys);
      if (cts[1] == null) return elements;
      int size = Axes.of(name(), ys[0].shape(), axes()).count();
      var scale = strong(ofScale(cts[1], ys).div(size), ys[0]);
      return elements == null ? scale : elements.plus(scale);
    }

    /// The derivative of the first result, which is symmetric.
    private Tensor ofElements(Tensor s, Tensor[] ys) {
      var along = strong(mean(strong(s, ys[0])), ys[0]);
      return strong(s.minus(mean(s)).minus(along), ys[1]);
    }

    private static Tensor ofScale(Tensor s, Tensor[] ys) {
      return strong(s, ys[1].square()).unaryMinus();
    }

    private static Tensor strong(Tensor s, Tensor d) {
      return Arithmetic.strongTimes(s, d);
    }

    @Override
    public General lifted(int size) {
      return this;
    }
  }

  public static Tensor layerNorm(Tensor x, Tensor gamma, Tensor beta, double eps) {
    var dtype = x.dtype().promote(gamma.dtype()).promote(beta.dtype());
    Numbers.requireFloating("layerNorm", x);
    int count = gamma.rank();
    boolean fits = count > 0 && count <= x.rank() && beta.shape().equals(gamma.shape());
    if (fits) {
      var dims = x.shape().toArray();
      var last = Arrays.copyOfRange(dims, dims.length - count, dims.length);
      fits = Arrays.equals(last, gamma.shape().dims());
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "layerNorm: "
              + x.shape()
              + " with gamma "
              + gamma.shape()
              + " and beta "
              + beta.shape()
              + ": both must have the lengths of the last axes, at least one");
    }
    if (!(eps >= 0 && Double.isFinite(eps))) {
      throw new IllegalArgumentException(
          "layerNorm: eps must be a finite number from 0 on, got " + eps);
    }
    var standardised = new Standardise(count, eps).bindAll(x.toDType(dtype))[0];
    return standardised.times(gamma).plus(beta);
  }
}
