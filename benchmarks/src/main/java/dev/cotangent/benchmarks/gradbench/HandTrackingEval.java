package dev.cotangent.benchmarks.gradbench;

import static dev.cotangent.benchmarks.gradbench.Evaluation.tensor;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import java.util.Map;

/// The protocol of hand tracking.
final class HandTrackingEval {
  static final Map<String, Evaluation<?>> FUNCTIONS =
      Map.of(
          "objective", tensor(Input.class, Input::objective),
          "jacobian", tensor(Input.class, Input::jacobian));

  private HandTrackingEval() {}

  /// @param us empty where points were measured on vertices
  private record Input(Tensor theta, HandTracking.Data data, Tensor us) {
    Tensor objective() {
      var residuals =
          us.size() == 0
              ? HandTracking.residuals(indexed(), theta)
              : HandTracking.residuals(indexed(), theta, us);
      return residuals.flatten();
    }

    Tensor jacobian() {
      return us.size() == 0
          ? HandTracking.jacobian(indexed(), theta)
          : HandTracking.jacobian(indexed(), theta, us);
    }

    /// JSON does not say which numbers are indices.
    private HandTracking.Data indexed() {
      var hand = data.model();
      var model =
          new HandTracking.Model(
              hand.parents(),
              hand.baseRelatives(),
              hand.inverseBaseAbsolutes(),
              hand.basePositions(),
              hand.weights(),
              hand.triangles().toDType(DType.INT32),
              hand.isMirrored());
      return new HandTracking.Data(
          model, data.correspondences().toDType(DType.INT32), data.points());
    }
  }
}
