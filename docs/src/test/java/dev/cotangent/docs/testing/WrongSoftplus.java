package dev.cotangent.docs.testing;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import dev.cotangent.jqwik.Differentiable;
import dev.cotangent.jqwik.TensorOf;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What the page shows failing.
class WrongSoftplus {
  static Tensor wrong(Tensor x) {
    return Autodiff.customVjp(
            (Tensor at) -> at.relu().plus(at.abs().unaryMinus().exp().log1p()),
            (at, y) -> ct -> ct.times(y.sigmoid()))
        .apply(x);
  }

  @Differentiable
  @Property(seed = "4711")
  Tensor softplusIsWrong(@ForAll @TensorOf(maxRank = 2, min = -50, max = 50) Tensor x) {
    return wrong(x);
  }
}
