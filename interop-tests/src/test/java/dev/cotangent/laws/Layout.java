package dev.cotangent.laws;

import dev.cotangent.Tensor;
import java.util.Random;

/// Ways to lay the elements of a tensor out in memory, which no operation may show.
enum Layout {
  BY_COLUMNS {
    @Override
    Tensor of(Tensor x) {
      return x.transpose().copy().transpose();
    }
  },
  BACKWARDS {
    @Override
    Tensor of(Tensor x) {
      return x.flip().copy().flip();
    }
  },
  WITH_GAPS {
    @Override
    Tensor of(Tensor x) {
      if (x.rank() == 0) return x;
      var wide = Tensor.stack(x.rank(), x.zerosLike(), x, x.onesLike());
      return wide.slice(-1, 1, 2, 1).squeeze(-1);
    }
  },
  /// Other elements: the first along an axis stands for all, in one place.
  REPEATED {
    @Override
    Tensor of(Tensor x) {
      if (x.rank() == 0 || x.size() == 0) return x;
      int axis = x.rank() / 2;
      return x.slice(axis, 0, 1, 1).broadcastTo(x.shape());
    }
  };

  abstract Tensor of(Tensor x);

  static Tensor any(Random random, Tensor x) {
    return values()[random.nextInt(values().length)].of(x);
  }
}
