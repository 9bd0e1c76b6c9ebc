package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// From the start of a process to its first gradient, printed: that of the sum of sin(x) x.
public record FirstGradient() implements Problem {
  /// What the process is asked for.
  private static final double[] X = {0.5, 1, 1.5};

  public static List<Problem> all() {
    return List.of(new FirstGradient());
  }

  public static double[] x() {
    return X.clone();
  }

  /// The process's program.
  public static final class Program {
    private Program() {}

    public static void main(String[] args) {
      var gradient = Autodiff.grad(x -> x.sin().times(x).sum());
      System.out.println(Arrays.toString(gradient.apply(Tensor.of(X)).toDoubleArray()));
    }
  }

  /// What the program prints, in a process with this one's class path.
  ///
  /// @param options of the virtual machine
  public static double[] printed(Class<?> program, String... options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    try {
      var process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
      try (var output = process.getInputStream()) {
        var text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        return Arrays.stream(text.substring(1, text.length() - 1).split(", "))
            .mapToDouble(Double::parseDouble)
            .toArray();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Measure measure() {
    return new Measure("process", DType.FLOAT64, Unit.MILLIS, 1, 1e-12);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    return () -> List.of(Tensor.of(printed(Program.class, "--add-modules=jdk.incubator.vector")));
  }
}
