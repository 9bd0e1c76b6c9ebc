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
        double value = min + (max - min) / 2 + (max - min) / 6 * random.nextGaussian();
        if (min <= value && value <= max) return value;
      }
    }
  },

  /// Over twelve orders of magnitude below the larger bound, evenly, and over both signs where the
  /// range has them: for what must work at every scale.
  LOGARITHMIC {
    @Override
    double draw(Random random, double min, double max) {
      if (min == max) return min;
      double largest = Math.max(Math.abs(min), Math.abs(max));
      double tiny = Math.max(largest * 1e-12, Double.MIN_VALUE);
      double smallest = min > 0 ? min : max < 0 ? -max : tiny;
      double orders = Math.log(largest) - Math.log(smallest);
      while (true) {
        double exponent = Math.log(smallest) + orders * random.nextDouble();
        double size = Math.clamp(Math.exp(exponent), smallest, largest);
        double value = random.nextBoolean() ? size : -size;
        if (min <= value && value <= max) return value;
      }
    }
  };

  /// From a range of finite bounds.
  abstract double draw(Random random, double min, double max);
}
