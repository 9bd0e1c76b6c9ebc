package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.Function1;

/// How a gradient is taken.
public enum Mode {
  FORWARD {
    @Override
    public Function1<Tensor, Tensor> gradient(Function1<Tensor, Tensor> f) {
      return Autodiff.jacobianForward(f);
    }
  },
  REVERSE {
    @Override
    public Function1<Tensor, Tensor> gradient(Function1<Tensor, Tensor> f) {
      return Autodiff.grad(f);
    }
  };

  /// @param f returns a number
  public abstract Function1<Tensor, Tensor> gradient(Function1<Tensor, Tensor> f);
}
