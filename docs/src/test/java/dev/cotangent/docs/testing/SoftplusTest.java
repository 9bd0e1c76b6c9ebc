package dev.cotangent.docs.testing;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import dev.cotangent.jqwik.Differentiable;
import dev.cotangent.jqwik.TensorOf;
import net.jqwik.api.ForAll;

/// The page's first example.
class SoftplusTest {
  static Tensor softplus(Tensor x) {
    return Autodiff.customVjp(
            (Tensor at) -> at.relu().plus(at.abs().unaryMinus().exp().log1p()),
            (at, y) -> ct -> ct.times(at.sigmoid()))
        .apply(x);
  }

  @Differentiable
  Tensor softplusIsRight(@ForAll @TensorOf(maxRank = 2, min = -50, max = 50) Tensor x) {
    return softplus(x);
  }
}
