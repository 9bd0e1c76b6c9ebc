package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.Function1;

/// Clustering: the squared distances from every point to the nearest centroid, and Newton's
/// direction.
public final class KMeans {
  private KMeans() {}

  /// The sum over the points of the squared distance to the nearest centroid. Which one that is has
  /// no derivative, so the search need not be recorded.
  ///
  /// @param points (n, d)
  /// @param centroids (k, d)
  public static Tensor cost(Tensor points, Tensor centroids) {
    var nearest = nearest(points, centroids.stopGradient());
    return points.minus(centroids.take(nearest, 0)).square().sum();
  }

  /// |p - c|^2 is |p|^2 - 2 (p . c - |c|^2 / 2), where |p|^2 is the same for every centroid and the
  /// rest one product: of p with a 1, and c with the column -|c|^2 / 2.
  private static Tensor nearest(Tensor points, Tensor centroids) {
    var ones = Tensor.ones(points.shape().dim(0), 1);
    var halves = centroids.square().sum(true, 1).times(-0.5);
    var affine = Tensor.concat(1, centroids, halves).transpose();
    return Tensor.concat(1, points, ones).matmul(affine).argMax(1);
  }

  /// The gradient over the diagonal of the Hessian, which has nothing else: its product with ones
  /// is that diagonal.
  ///
  /// @return of the centroids' shape
  public static Tensor direction(Tensor points, Tensor centroids) {
    Function1<Tensor, Tensor> cost = c -> cost(points, c);
    var both = Autodiff.jvp(Autodiff.grad(cost), centroids, centroids.onesLike());
    return both.value().div(both.tangent());
  }
}
