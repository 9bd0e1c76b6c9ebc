package dev.cotangent.benchmarks.peers;

import static dev.cotangent.benchmarks.peers.LibTorch.gradient;
import static dev.cotangent.benchmarks.peers.LibTorch.joined;
import static dev.cotangent.benchmarks.peers.LibTorch.parameter;
import static dev.cotangent.benchmarks.peers.LibTorch.tensor;

import dev.cotangent.benchmarks.workload.Clustering;
import dev.cotangent.benchmarks.workload.GaussianMixture;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// What libtorch does for mixtures and clusters: the same products of matrices as ours.
final class TorchMixtures {
  private TorchMixtures() {}

  static Supplier<Tensor[]> gaussianMixture(GaussianMixture p) {
    var x = tensor(p.x());
    var given = p.parameters();
    var alpha = parameter(tensor(given.alpha()));
    var mu = parameter(tensor(given.mu()));
    var q = parameter(tensor(given.q()));
    var l = parameter(tensor(given.l()));
    var below = torch.tensor(below(p.d())).to(torch.ScalarType.Long);
    var homogeneous = torch.cat(new TensorVector(x, torch.ones_like(x.narrow(1, 0, 1))), 1).t();
    double constant = constant(p);
    return () -> {
      var lower =
          torch
              .zeros(p.k(), p.d() * p.d())
              .to(torch.ScalarType.Double)
              .index_copy(1, below, l)
              .reshape(p.k(), p.d(), p.d());
      var factors = lower.add(torch.diag_embed(q.exp()));
      var shifts = factors.matmul(mu.unsqueeze(2)).neg();
      var affine =
          torch.cat(new TensorVector(factors, shifts), 2).reshape(p.k() * p.d(), p.d() + 1);
      var distances = affine.matmul(homogeneous).reshape(p.k(), p.d(), p.n()).square().sum(1);
      var heights = alpha.add(q.sum(1)).unsqueeze(1);
      var densities = heights.sub(distances.mul(new Scalar(0.5))).logsumexp(0);
      var likelihood = densities.sum().sub(alpha.logsumexp(0).mul(new Scalar(p.n())));
      var squares = q.mul(new Scalar(2)).exp().sum().add(l.square().sum());
      var prior =
          q.sum()
              .mul(new Scalar(GaussianMixture.FREEDOM))
              .sub(squares.mul(new Scalar(0.5 * GaussianMixture.GAMMA * GaussianMixture.GAMMA)));
      var value = likelihood.add(prior).add(new Scalar(constant));
      return joined(value, gradient(value, alpha, mu, q, l));
    };
  }

  /// The places below the diagonal of a matrix, column by column.
  private static int[] below(int d) {
    return IntStream.range(0, d)
        .flatMap(column -> IntStream.range(column + 1, d).map(row -> row * d + column))
        .toArray();
  }

  /// What does not depend on the parameters.
  private static double constant(GaussianMixture p) {
    int freedom = p.d() + GaussianMixture.FREEDOM + 1;
    var halves = new double[p.d()];
    Arrays.setAll(halves, j -> 0.5 * (freedom - j));
    double gamma =
        p.d() * (p.d() - 1) * 0.25 * Math.log(Math.PI)
            + dev.cotangent.Tensor.of(halves).lgamma().sum().item();
    double prior = freedom * p.d() * Math.log(GaussianMixture.GAMMA / Math.sqrt(2)) - gamma;
    return p.k() * prior - p.n() * p.d() * 0.5 * Math.log(2 * Math.PI);
  }

  static Supplier<Tensor[]> clustering(Clustering p) {
    var points = tensor(p.points());
    var centroids = parameter(tensor(p.centroids()));
    return () -> {
      var fixed = centroids.detach();
      var halves = fixed.square().sum(1).mul(new Scalar(0.5));
      var nearest = points.matmul(fixed.t()).sub(halves).argmax(new LongOptional(1), false);
      var cost = points.sub(centroids.index_select(0, nearest)).square().sum();
      return joined(cost, gradient(cost, centroids));
    };
  }
}
