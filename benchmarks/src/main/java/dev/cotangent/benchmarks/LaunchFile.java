package dev.cotangent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Tells `benchmarks/run` what the build knows: where the JDK is, and the class path.
final class LaunchFile {
  private LaunchFile() {}

  /// Writes both, a line each, to the file that is named.
  public static void main(String[] args) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.write(Path.of(args[0]), List.of(java.toString(), System.getProperty("java.class.path")));
  }
}
