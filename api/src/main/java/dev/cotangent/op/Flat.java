package dev.cotangent.op;

import dev.cotangent.Tensor;
import org.jspecify.annotations.Nullable;

/// A map to integers, such as positions, through which no derivative flows.
interface Flat extends General {
  @Override
  default @Nullable Tensor[] jvp(Tensor[] xs, @Nullable Tensor[] dxs, Tensor[] ys) {
    return new @Nullable Tensor[ys.length];
  }

  @Override
  default @Nullable Tensor vjp(int operand, Tensor[] xs, Tensor[] ys, @Nullable Tensor[] cts) {
    return null;
  }
}
