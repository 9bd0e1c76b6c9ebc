package dev.cotangent.benchmarks.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// Prints the rows of `docs/accuracy.md`.
public final class Accuracy {
  private Accuracy() {}

  /// @param args `floats STRIDE [FUNCTION...]`, where the stride 1 is every float, or `doubles
  ///   DIRECTORY [FUNCTION...]` with the directory of the reference values
  public static void main(String... args) throws IOException {
    if (args.length < 2) throw new IllegalArgumentException("floats STRIDE | doubles DIRECTORY");
    var names = Arrays.asList(args).subList(2, args.length);
    for (var function : ElementaryFunction.ALL) {
      if (!names.isEmpty() && !names.contains(function.name())) continue;
      var worst =
          switch (args[0]) {
            case "floats" -> FloatAccuracy.measure(function, Long.parseLong(args[1]));
            case "doubles" -> DoubleAccuracy.measure(function, Path.of(args[1]));
            default -> throw new IllegalArgumentException("floats or doubles, not " + args[0]);
          };
      System.out.println("| " + function.name() + " | " + worst + " |");
    }
  }
}
