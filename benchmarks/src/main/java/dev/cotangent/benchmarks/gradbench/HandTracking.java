package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import java.util.Arrays;

/// How far the surface of a hand in some pose is from points that were measured on it.
public final class HandTracking {
  private static final int FINGERS = 5;

  /// Bones of a finger that a pose moves; another one follows stiffly.
  private static final int JOINTS = 3;

  /// The parameters that move the hand as a whole: an axis of rotation (3), a translation (3).
  private static final int GLOBAL = 6;

  private static final double NO_ROTATION = 1e-4;

  private HandTracking() {}

  /// A hand at rest, and the bones that move it.
  ///
  /// @param parents of each bone, which come before it; -1 for none
  /// @param baseRelatives of each bone in its parent: (bones, 4, 4)
  /// @param inverseBaseAbsolutes (bones, 4, 4)
  /// @param basePositions of the vertices: (vertices, 4)
  /// @param weights how much each vertex follows each bone: (vertices, bones)
  /// @param triangles of vertices: INT32 (triangles, 3)
  public record Model(
      int[] parents,
      Tensor baseRelatives,
      Tensor inverseBaseAbsolutes,
      Tensor basePositions,
      Tensor weights,
      Tensor triangles,
      boolean isMirrored) {}

  /// @param correspondences the vertices, or the triangles, that were measured: INT32 (n)
  /// @param points where: (n, 3)
  public record Data(Model model, Tensor correspondences, Tensor points) {}

  /// From vertices.
  ///
  /// @param theta the pose: (26)
  /// @return (n, 3)
  public static Tensor residuals(Data data, Tensor theta) {
    return data.points.minus(positions(data.model, theta).take(data.correspondences, 0));
  }

  /// From points of triangles.
  ///
  /// @param u two weights for each point, of the first corners of its triangle: (n, 2)
  /// @return (n, 3)
  public static Tensor residuals(Data data, Tensor theta, Tensor u) {
    var corners = data.model.triangles.take(data.correspondences, 0);
    var third = u.sum(true, 1).unaryMinus().plus(1);
    var weights = Tensor.concat(1, u, third).expandDims(2);
    var surface = positions(data.model, theta).take(corners, 0).times(weights).sum(1);
    return data.points.minus(surface);
  }

  /// @return (3 n, 26)
  public static Tensor jacobian(Data data, Tensor theta) {
    Function1<Tensor, Tensor> residuals = pose -> residuals(data, pose);
    return Autodiff.jacobianForward(residuals).apply(theta).reshape(-1, theta.shape().dim(0));
  }

  /// Each residual depends on its own two weights alone, so all weights move together: two columns
  /// stand for 2 n.
  ///
  /// @return (3 n, 28): the own weights, then the pose
  public static Tensor jacobian(Data data, Tensor theta, Tensor u) {
    int pose = theta.shape().dim(0);
    Function1<Tensor, Tensor> residuals =
        x -> {
          var parts = x.split(0, 2, pose);
          return residuals(data, parts.get(1), u.plus(parts.get(0)));
        };
    var x = Tensor.concat(0, Tensor.zeros(2), theta);
    return Autodiff.jacobianForward(residuals).apply(x).reshape(-1, 2 + pose);
  }

  /// Of all vertices: (vertices, 3). A vertex is the weighted mean of where each bone takes it,
  /// which for all bones and vertices is one product.
  private static Tensor positions(Model model, Tensor theta) {
    var transforms = absolutes(model, theta).matmul(model.inverseBaseAbsolutes);
    int bones = model.parents.length;
    var influences =
        model.weights.expandDims(2).times(model.basePositions.expandDims(1)).reshape(-1, 4 * bones);
    var columns = transforms.slice(1, 0, 3, 1).swapAxes(1, 2).reshape(4 * bones, 3);
    var posed = influences.matmul(columns);
    if (model.isMirrored) posed = posed.times(Tensor.of(-1, 1, 1));
    return posed
        .matmul(rotation(theta.slice(0, 0, 3, 1)).transpose())
        .plus(theta.slice(0, 3, 6, 1));
  }

  /// Where the bones are: (bones, 4, 4).
  private static Tensor absolutes(Model model, Tensor theta) {
    int bones = model.parents.length;
    var relatives = model.baseRelatives.matmul(turns(angles(bones, theta)));
    var absolutes = new Tensor[bones];
    for (int k = 0; k < bones; k++) {
      int parent = model.parents[k];
      var relative = relatives.get(k);
      absolutes[k] = parent < 0 ? relative : absolutes[parent].matmul(relative);
    }
    return Tensor.stack(0, absolutes);
  }

  /// What each bone turns about the axes x and z: (bones, 2). The first joint of a finger has both
  /// angles, the others the first.
  private static Tensor angles(int bones, Tensor theta) {
    var places = new int[2 * bones];
    Arrays.fill(places, theta.shape().dim(0)); // a zero
    int next = GLOBAL;
    for (int finger = 0; finger < FINGERS; finger++) {
      for (int joint = 0; joint < JOINTS; joint++) {
        int bone = 2 + finger * (JOINTS + 1) + joint;
        places[2 * bone] = next++;
        if (joint == 0) places[2 * bone + 1] = next++;
      }
    }
    return Tensor.concat(0, theta, Tensor.zeros(1)).take(Tensor.ints(places), 0).reshape(bones, 2);
  }

  /// First about x, then about z: (bones, 4, 4).
  private static Tensor turns(Tensor angles) {
    var zero = Tensor.zeros(angles.shape().dim(0));
    var one = zero.onesLike();
    var sines = angles.sin().split(1, 1, 1).map(Tensor::squeeze);
    var cosines = angles.cos().split(1, 1, 1).map(Tensor::squeeze);
    var sinX = sines.get(0);
    var cosX = cosines.get(0);
    var sinZ = sines.get(1);
    var cosZ = cosines.get(1);
    return Tensor.stack(
            1,
            cosZ,
            sinZ.times(cosX).unaryMinus(),
            sinZ.times(sinX),
            zero,
            sinZ,
            cosZ.times(cosX),
            cosZ.times(sinX).unaryMinus(),
            zero,
            zero,
            sinX,
            cosX,
            zero,
            zero,
            zero,
            zero,
            one)
        .reshape(-1, 4, 4);
  }

  /// About an axis by its length, after Rodrigues: (3, 3).
  private static Tensor rotation(Tensor axis) {
    var angle = axis.norm();
    if (angle.item() < NO_ROTATION) return Tensor.eye(3);
    var unit = axis.div(angle);
    var cross =
        unit.take(Tensor.ints(0, 2, 1, 2, 0, 0, 1, 0, 0), 0)
            .times(Tensor.of(0, -1, 1, 1, 0, -1, -1, 1, 0))
            .reshape(3, 3);
    var cosine = angle.cos();
    return Tensor.eye(3)
        .times(cosine)
        .plus(unit.outer(unit).times(cosine.unaryMinus().plus(1)))
        .plus(cross.times(angle.sin()));
  }
}
