package dev.cotangent.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.stream.Collectors;

/// The command line of `benchmarks/run`, once everything is built.
final class Main {
  static final int FAILED = 1;
  static final int MISUSED = 2;

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    System.exit(run(System.out, System.err, args));
  }

  /// @return the exit code
  static int run(PrintStream out, PrintStream err, String... args)
      throws IOException, InterruptedException {
    Arguments arguments;
    try {
      arguments = Arguments.parse(args);
    } catch (IllegalArgumentException e) {
      err.println("benchmarks/run: " + e.getMessage());
      err.print(Arguments.USAGE);
      return MISUSED;
    }
    return switch (arguments) {
      case Arguments.Help() -> {
        out.print(Arguments.USAGE);
        yield 0;
      }
      case Arguments.Listing() -> {
        for (var workload : Workloads.ALL) out.println(listed(workload));
        yield 0;
      }
      case Arguments.Rendering(var lines) -> {
        out.print(Table.of(Files.readAllLines(lines)));
        yield 0;
      }
      case Arguments.Measuring measuring -> new Processes(out, err).run(measuring) ? 0 : FAILED;
    };
  }

  private static String listed(Workload workload) {
    return workload.problems().stream()
        .map(problem -> problem.measure().size())
        .collect(Collectors.joining("; ", workload.id() + "\t" + workload.summary() + ": ", ""));
  }
}
