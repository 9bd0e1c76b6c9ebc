package dev.cotangent;

import io.vavr.Function1;
import java.util.List;
import java.util.stream.IntStream;

/// The derivative of a function of a number, in either mode.
enum Modes {
  REVERSE {
    @Override
    Function1<Tensor, Tensor> derivative(Function1<Tensor, Tensor> f) {
      return Autodiff.grad(f);
    }
  },
  FORWARD {
    @Override
    Function1<Tensor, Tensor> derivative(Function1<Tensor, Tensor> f) {
      return x -> Autodiff.jvp(f, x, x.onesLike()).tangent();
    }
  };

  abstract Function1<Tensor, Tensor> derivative(Function1<Tensor, Tensor> f);

  final Tensor at(Function1<Tensor, Tensor> f, double x) {
    return derivative(f).apply(Tensor.scalar(x));
  }

  /// One mode for each bit.
  static List<Modes> of(int bits, int count) {
    return IntStream.range(0, count).mapToObj(k -> values()[bits >> k & 1]).toList();
  }
}
