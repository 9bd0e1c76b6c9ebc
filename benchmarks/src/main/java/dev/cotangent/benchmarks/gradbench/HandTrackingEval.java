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
  private record Input(Tensor theta, Data data, Tensor us) {
    Tensor objective() {
      var residuals =
          us.size() == 0
              ? HandTracking.residuals(data.data(), theta)
              : HandTracking.residuals(data.data(), theta, us);
      return residuals.flatten();
    }

    Tensor jacobian() {
      return us.size() == 0
          ? HandTracking.jacobian(data.data(), theta)
          : HandTracking.jacobian(data.data(), theta, us);
    }
  }

  private record Data(Model model, Tensor correspondences, Tensor points) {
    HandTracking.Data data() {
      return new HandTracking.Data(model.model(), correspondences.toDType(DType.INT32), points);
    }
  }

  private record Model(
      int[] parents,
      Tensor baseRelatives,
      Tensor inverseBaseAbsolutes,
      Tensor basePositions,
      Tensor weights,
      Tensor triangles,
      boolean isMirrored) {
    HandTracking.Model model() {
      return new HandTracking.Model(
          parents,
          baseRelatives,
          inverseBaseAbsolutes,
          basePositions,
          weights,
          triangles.toDType(DType.INT32),
          isMirrored);
    }
  }
}
