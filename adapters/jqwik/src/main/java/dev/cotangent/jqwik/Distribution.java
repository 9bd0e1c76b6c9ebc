package dev.cotangent.jqwik;

import java.util.Random;

/// How elements are spread over a range.
public enum Distribution {
  /// Evenly.
  UNIFORM {
    @Override
    double draw(Random random, double min, double max) {
      return min + (max - min) * random.nextDouble();
    }
  },

  /// Around the middle, with a sixth of the range as standard deviation; what falls outside is
  /// drawn again.
  NORMAL {
    @Override
    double draw(Random random, double min, double max) {
      while (true) {
        double value = (min + max) / 2 + (max - min) / 6 * random.nextGaussian();
        if (min <= value && value <= max) return value;
      }
    }
  },

  /// Over twelve orders of magnitude below the larger bound, evenly, and over both signs where the
  /// range has them: for what must work at every scale.
  LOGARITHMIC {
    @Override
    double draw(Random random, double min, double max) {
      double largest = Math.max(Math.abs(min), Math.abs(max));
      double smallest = min > 0 ? min : max < 0 ? -max : largest * 1e-12;
      while (true) {
        double size = smallest * Math.pow(largest / smallest, random.nextDouble());
        double value = random.nextBoolean() ? size : -size;
        if (min <= value && value <= max) return value;
        if (min == max) return min;
      }
    }
  };

  /// From a range of finite bounds.
  abstract double draw(Random random, double min, double max);
}
