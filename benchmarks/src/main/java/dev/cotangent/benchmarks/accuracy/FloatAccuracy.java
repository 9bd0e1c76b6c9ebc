package dev.cotangent.benchmarks.accuracy;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/// A function of FLOAT32 against the same function of FLOAT64, which is as good as exact: for every
/// argument there is, or every one in so many; two arguments are drawn at random, from all floats
/// and from those of moderate size.
final class FloatAccuracy {
  private static final int BLOCK = 1 << 16;
  private static final long FLOATS = 1L << 32;

  private FloatAccuracy() {}

  static Worst measure(ElementaryFunction function, long stride) {
    long blocks = (FLOATS / BLOCK + stride - 1) / stride;
    return LongStream.range(0, blocks)
        .parallel()
        .mapToObj(block -> block(function, arguments(function, block, stride)))
        .reduce(Worst.NONE, Worst::and);
  }

  private static float[][] arguments(ElementaryFunction function, long block, long stride) {
    var arguments = new float[function.arity()][BLOCK];
    var random = new SplittableRandom(block);
    for (int i = 0; i < BLOCK; i++) {
      if (function.arity() == 1) {
        arguments[0][i] = Float.intBitsToFloat((int) ((block * BLOCK + i) * stride));
      } else {
        for (var argument : arguments) {
          argument[i] =
              i % 2 == 0
                  ? Float.intBitsToFloat(random.nextInt())
                  : (float) (random.nextGaussian() * Math.exp(2 * random.nextGaussian()));
        }
      }
    }
    return arguments;
  }

  private static Worst block(ElementaryFunction function, float[][] arguments) {
    var narrow = new Tensor[arguments.length];
    var wide = new Tensor[arguments.length];
    for (int k = 0; k < narrow.length; k++) {
      narrow[k] = Tensor.floats(arguments[k]);
      wide[k] = narrow[k].toDType(DType.FLOAT64);
    }
    var values = function.f().apply(narrow).toFloatArray();
    var exact = function.f().apply(wide).toDoubleArray();
    double worst = 0;
    int at = 0;
    for (int i = 0; i < BLOCK; i++) {
      double distance = distance(values[i], exact[i]);
      if (distance <= worst * ulp(exact[i])) continue; // the magnitude is no less
      double error = distance / ulp(function.magnitude(exact[i], place(arguments, i)));
      if (error <= worst) continue;
      worst = error;
      at = i;
    }
    return new Worst(BLOCK, worst, place(arguments, at));
  }

  /// What overflows counts as 2^128, the number after the greatest.
  private static double distance(float value, double exact) {
    if (Double.isNaN(exact) || Float.isNaN(value)) {
      return Double.isNaN(exact) == Float.isNaN(value) ? 0 : Double.POSITIVE_INFINITY;
    }
    return Math.abs(bounded(value) - bounded(exact));
  }

  private static double bounded(double value) {
    return Math.clamp(value, -0x1p128, 0x1p128);
  }

  private static double ulp(double value) {
    if (Double.isNaN(value)) return 1;
    return Math.ulp((float) Math.min(Math.abs(value), Float.MAX_VALUE));
  }

  private static double[] place(float[][] arguments, int i) {
    var place = new double[arguments.length];
    for (int k = 0; k < place.length; k++) place[k] = arguments[k][i];
    return place;
  }
}
