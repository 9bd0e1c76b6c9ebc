package dev.cotangent.op;

import dev.cotangent.Tensor;
import dev.cotangent.kernels.Copies;
import dev.cotangent.trace.Tracer;

/// The identity in two forms: one that cuts derivatives, one that copies.
public final class StopGradient {
  private StopGradient() {}

  /// Strips every transformation that differentiates; to all of them the value is a constant.
  public static Tensor of(Tensor x) {
    var value = x;
    while (value instanceof Tracer tracer) value = tracer.primal();
    return value;
  }

  private static final Linear COPY =
      new Linear() {
        @Override
        public String name() {
          return "copy";
        }

        @Override
        public Spec infer(Spec... operands) {
          return operands[0];
        }

        @Override
        public Tensor evaluate(Tensor... xs) {
          var dense = Dense.of(xs[0]);
          return dense.rank() == 0 ? dense : new Dense(Copies.contiguous(dense.strided()));
        }

        @Override
        public Tensor transpose(int operand, Residual residual, Tensor ct) {
          return ct;
        }
      };

  public static Tensor copy(Tensor x) {
    return COPY.bind(x);
  }
}
