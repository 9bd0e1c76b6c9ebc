package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import dev.cotangent.ValueAndGrad;
import io.vavr.Function1;
import java.util.Arrays;

/// The logarithm of the posterior density of a Gaussian mixture. Each of the k precision matrices
/// is Q'Q for a lower triangular Q, and has a Wishart prior.
public final class Gmm {
  private Gmm() {}

  /// What is fitted.
  ///
  /// @param alpha logarithms of the weights, up to a constant: (k)
  /// @param mu means: (k, d)
  /// @param q logarithms of the diagonals of the Q: (k, d)
  /// @param l what is below the diagonals, column by column: (k, d (d - 1) / 2)
  public record Parameters(Tensor alpha, Tensor mu, Tensor q, Tensor l) {}

  /// What is known.
  ///
  /// @param x the observations: (n, d)
  /// @param gamma the precision of the prior
  /// @param m its degrees of freedom beyond d + 1
  public record Data(Tensor x, double gamma, int m) {}

  public static Tensor objective(Data data, Parameters p) {
    return logLikelihood(data.x, p).plus(logPrior(data.gamma, data.m, p));
  }

  public static ValueAndGrad<Parameters> valueAndGradient(Data data, Parameters p) {
    Function1<Parameters, Tensor> objective = parameters -> objective(data, parameters);
    return Autodiff.valueAndGrad(Parameters.class, objective).apply(p);
  }

  /// Q (x - mu) is one product for all components and observations: of Q with the column -Q mu, and
  /// x with a 1.
  private static Tensor logLikelihood(Tensor x, Parameters p) {
    int n = x.shape().dim(0);
    int d = x.shape().dim(1);
    int k = p.alpha.shape().dim(0);
    var factors = factors(p);
    var shifts = factors.matmul(p.mu.expandDims(2)).unaryMinus();
    var affine = Tensor.concat(2, factors, shifts).reshape(k * d, d + 1);
    var standardised = affine.matmul(Tensor.concat(1, x, Tensor.ones(n, 1)).transpose());
    var distances = standardised.reshape(k, d, n).square().sum(1);
    var heights = p.alpha.plus(p.q.sum(1)).expandDims(1);
    var logDensities = heights.minus(distances.times(0.5)).logsumexp(0);
    return logDensities
        .sum()
        .minus(p.alpha.logsumexp().times(n))
        .minus(n * d * 0.5 * Math.log(2 * Math.PI));
  }

  /// The lower triangular matrices: (k, d, d).
  private static Tensor factors(Parameters p) {
    int k = p.q.shape().dim(0);
    int d = p.q.shape().dim(1);
    var elements = Tensor.concat(1, p.q.exp(), p.l, Tensor.zeros(k, 1));
    return elements.take(places(d), 1).reshape(k, d, d);
  }

  /// Where each element of a matrix stands in: the diagonal, the columns below it, a zero.
  private static Tensor places(int d) {
    var places = new int[d * d];
    Arrays.fill(places, d + d * (d - 1) / 2);
    int next = d;
    for (int column = 0; column < d; column++) {
      places[column * d + column] = column;
      for (int row = column + 1; row < d; row++) places[row * d + column] = next++;
    }
    return Tensor.ints(places);
  }

  /// The Wishart density of every Q'Q.
  private static Tensor logPrior(double gamma, int m, Parameters p) {
    int k = p.q.shape().dim(0);
    int d = p.q.shape().dim(1);
    int freedom = d + m + 1;
    var squares = p.q.times(2).exp().sum().plus(p.l.square().sum());
    double constant =
        freedom * d * Math.log(gamma / Math.sqrt(2)) - logMultivariateGamma(freedom * 0.5, d);
    return p.q.sum().times(m).minus(squares.times(0.5 * gamma * gamma)).plus(k * constant);
  }

  private static double logMultivariateGamma(double a, int d) {
    var shifted = Tensor.arange(0, d, 1).times(-0.5).plus(a);
    return d * (d - 1) * 0.25 * Math.log(Math.PI) + shifted.lgamma().sum().item();
  }
}
