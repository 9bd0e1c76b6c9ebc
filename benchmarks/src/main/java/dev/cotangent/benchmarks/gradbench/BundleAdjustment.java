package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.Arrays;

/// How far the points that cameras saw are from where they should have been seen, and the sparse
/// Jacobian of that.
///
/// An observation depends on one camera, one point and one weight: its derivatives are a small
/// dense block, and the blocks of all observations are one batch.
public final class BundleAdjustment {
  /// Rotation (3), centre (3), focal length, principal point (2), radial distortion (2).
  private static final int CAMERA = 11;

  private static final int POINT = 3;

  /// What an observation depends on.
  private static final int BLOCK = CAMERA + POINT + 1;

  private BundleAdjustment() {}

  /// @param cameras (n, 11)
  /// @param points (m, 3)
  /// @param weights (p)
  /// @param features what was seen: (p, 2)
  /// @param camera the one that made each observation: INT32 (p)
  /// @param point the one that was observed: INT32 (p)
  public record Problem(
      Tensor cameras, Tensor points, Tensor weights, Tensor features, Tensor camera, Tensor point) {
    /// What each observation depends on, a column each.
    Tensor blocks() {
      return Tensor.concat(
          0,
          cameras.transpose().take(camera, 1),
          points.transpose().take(point, 1),
          weights.expandDims(0));
    }
  }

  /// The projection errors: (p, 2).
  public static Tensor projectionErrors(Problem problem) {
    return Autodiff.vmap(BundleAdjustment::projectionError, 1, 0)
        .apply(problem.blocks(), problem.features.transpose());
  }

  /// What keeps the weights near 1: (p).
  public static Tensor weightErrors(Problem problem) {
    return weightError(problem.weights);
  }

  /// The Jacobian of all errors, projection errors first, in all cameras, points and weights.
  public static SparseMatrix jacobian(Problem problem) {
    Function2<Tensor, Tensor, Tensor> blockJacobian =
        (block, feature) -> {
          Function1<Tensor, Tensor> error = b -> projectionError(b, feature);
          return Autodiff.jacobian(error).apply(block);
        };
    var blocks =
        Autodiff.vmap(blockJacobian, 1, 0).apply(problem.blocks(), problem.features.transpose());
    var slopes = Autodiff.vmap(Autodiff.grad(BundleAdjustment::weightError)).apply(problem.weights);
    return assembled(problem, Tensor.concat(0, blocks.flatten(), slopes));
  }

  /// Row after row: two of a block's 15 columns for each observation, then one for each weight.
  private static SparseMatrix assembled(Problem problem, Tensor values) {
    int observations = problem.weights.shape().dim(0);
    int points = CAMERA * problem.cameras.shape().dim(0);
    int weights = points + POINT * problem.points.shape().dim(0);
    var camera = problem.camera.toIntArray();
    var point = problem.point.toIntArray();
    var rows = new int[3 * observations + 1];
    var columns = new int[(int) values.size()];
    int next = 0;
    for (int k = 0; k < 2 * observations; k++) {
      rows[k] = next;
      int seen = k / 2;
      for (int j = 0; j < CAMERA; j++) columns[next++] = CAMERA * camera[seen] + j;
      for (int j = 0; j < POINT; j++) columns[next++] = points + POINT * point[seen] + j;
      columns[next++] = weights + seen;
    }
    for (int k = 0; k < observations; k++) {
      rows[2 * observations + k] = next;
      columns[next++] = weights + k;
    }
    rows[3 * observations] = next;
    return new SparseMatrix(rows, columns, values.toDoubleArray());
  }

  /// @param block (15)
  /// @param feature (2)
  /// @return (2)
  private static Tensor projectionError(Tensor block, Tensor feature) {
    var ones = new int[BLOCK];
    Arrays.fill(ones, 1);
    var b = block.split(0, ones).map(Tensor::squeeze);
    var rotation = new Vector(b.get(0), b.get(1), b.get(2));
    var centre = new Vector(b.get(3), b.get(4), b.get(5));
    var point = new Vector(b.get(11), b.get(12), b.get(13));
    var seen = point.minus(centre).rotated(rotation);
    var x = seen.x.div(seen.z);
    var y = seen.y.div(seen.z);
    var r2 = x.square().plus(y.square());
    var distortion = b.get(9).times(r2).plus(b.get(10).times(r2.square())).plus(1);
    var scale = distortion.times(b.get(6));
    var projected = Tensor.stack(0, x.times(scale).plus(b.get(7)), y.times(scale).plus(b.get(8)));
    return projected.minus(feature).times(b.get(14));
  }

  private static Tensor weightError(Tensor weight) {
    return weight.square().unaryMinus().plus(1);
  }

  /// A vector in space, by scalars: in a batch, every one of them is an array of its own.
  private record Vector(Tensor x, Tensor y, Tensor z) {
    Vector minus(Vector v) {
      return new Vector(x.minus(v.x), y.minus(v.y), z.minus(v.z));
    }

    Vector plus(Vector v) {
      return new Vector(x.plus(v.x), y.plus(v.y), z.plus(v.z));
    }

    Vector times(Tensor s) {
      return new Vector(x.times(s), y.times(s), z.times(s));
    }

    Tensor dot(Vector v) {
      return x.times(v.x).plus(y.times(v.y)).plus(z.times(v.z));
    }

    Vector cross(Vector v) {
      return new Vector(
          y.times(v.z).minus(z.times(v.y)),
          z.times(v.x).minus(x.times(v.z)),
          x.times(v.y).minus(y.times(v.x)));
    }

    /// About the axis `r` by its length t, after Rodrigues: cos(t) v + sin(t)/t r x v + (1 - cos
    /// t)/t^2 (r . v) r. Both quotients, and their derivatives, have limits where t is 0, which
    /// sinc knows.
    Vector rotated(Vector r) {
      var angle = r.dot(r).sqrt();
      var sine = angle.div(Math.PI).sinc();
      var half = angle.div(2 * Math.PI).sinc();
      var cosine = half.square().times(0.5);
      return times(angle.cos())
          .plus(r.cross(this).times(sine))
          .plus(r.times(r.dot(this).times(cosine)));
    }
  }
}
