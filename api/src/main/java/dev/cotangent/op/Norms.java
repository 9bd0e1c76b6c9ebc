package dev.cotangent.op;

import dev.cotangent.Tensor;

/// Vector norms over any axes.
public final class Norms {
  private Norms() {}

  private static final class Norm extends WeightedReduction {
    private final double p;

    Norm(double p, Axes axes) {
      super("norm", axes);
      this.p = p;
    }

    @Override
    Tensor reduce(Tensor x, Axes axes) {
      var size = x.abs();
      if (p == 0) return sum(size.ne(0).toDType(x.dtype()), axes);
      if (p == 1) return sum(size, axes);
      if (axes.count() == 0) return Dense.full(x.dtype(), axes.removed(), 0);
      var largest = Extremum.max(size, axes);
      if (p == Double.POSITIVE_INFINITY) return Layout.reshape(largest, axes.removed().dims());
      // Scaled by the largest, so that no power overflows or vanishes; 0 and infinity stay.
      var scale = Tensor.where(largest.eq(0).or(largest.isInf()), largest.onesLike(), largest);
      var scaled = size.div(scale);
      var root = p == 2 ? sum(scaled.square(), axes).sqrt() : sum(scaled.pow(p), axes).pow(1 / p);
      return root.times(Layout.reshape(scale, axes.removed().dims()));
    }

    private static Tensor sum(Tensor x, Axes axes) {
      return Reductions.sum(x, axes);
    }

    @Override
    WeightedReduction over(Axes other) {
      return new Norm(p, other);
    }

    /// sign(x) (|x| / y)^(p - 1), and 0 where the norm, or for p < 1 the element, is 0.
    @Override
    Tensor weights(Tensor x, Tensor y, Axes axes) {
      if (p == 0) return x.zerosLike();
      if (p == 1) return x.sign();
      if (p == Double.POSITIVE_INFINITY) {
        var winners = x.abs().eq(y).and(y.ne(0)).toDType(x.dtype());
        var number = Reductions.sumKept(winners, axes).maximum(1);
        return x.sign().times(winners.div(number));
      }
      // Infinities are equal, and leave all else behind.
      var infinite = x.isInf().toDType(x.dtype());
      var number = Reductions.sumKept(infinite, axes);
      var finite = Tensor.where(y.isInf(), x.sign().times(infinite), x);
      var norm = Tensor.where(y.isInf(), number.pow(1 / p), y);
      var flat = p < 1 ? x.eq(0) : y.eq(0);
      if (p == 2) return Tensor.where(flat, x.zerosLike(), finite.div(norm));
      var ratio = Tensor.where(flat, x.onesLike(), finite.abs().div(norm));
      return Tensor.where(flat, x.zerosLike(), x.sign().times(ratio.pow(p - 1)));
    }
  }

  /// (sum |x|^p)^(1/p); p = 0 counts what is not 0, an infinite p takes the largest |x|.
  public static Tensor norm(Tensor x, double p, boolean keepDims, int... axes) {
    if (!(p >= 0)) {
      throw new IllegalArgumentException("norm: p must be from 0 to infinity, got " + p);
    }
    var floating = Numbers.requireFloating("norm", x);
    return new Norm(p, Axes.of("norm", x, axes)).apply(floating, keepDims);
  }
}
