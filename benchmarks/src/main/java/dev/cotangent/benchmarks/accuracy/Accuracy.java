package dev.cotangent.benchmarks.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// Prints the rows of `docs/accuracy.md`.
public final class Accuracy {
  private Accuracy() {}

  /// @param args `floats STRIDE [FUNCTION...]`, where the stride 1 is every float, `positives
  ///   STRIDE [FUNCTION...]`, or `doubles DIRECTORY [FUNCTION...]` with the directory of the
  ///   reference values
  public static void main(String... args) throws IOException {
    if (args.length < 2)
      throw new IllegalArgumentException("floats STRIDE | positives STRIDE | doubles DIRECTORY");
    var names = Arrays.asList(args).subList(2, args.length);
    for (var function : ElementaryFunction.ALL) {
      if (!names.isEmpty() && !names.contains(function.name())) continue;
      var worst =
          switch (args[0]) {
            case "floats" -> floats(function, args[1], FloatAccuracy.ALL);
            case "positives" -> floats(function, args[1], FloatAccuracy.POSITIVE);
            case "doubles" -> DoubleAccuracy.measure(function, Path.of(args[1]));
            default ->
                throw new IllegalArgumentException("floats, positives or doubles, not " + args[0]);
          };
      System.out.println("| " + function.name() + " | " + worst + " |");
    }
  }

  private static Worst floats(ElementaryFunction function, String stride, long floats) {
    return FloatAccuracy.measure(function, Long.parseLong(stride), floats);
  }
}
