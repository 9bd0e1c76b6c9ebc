package dev.cotangent.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What is asked for on the command line.
sealed interface Arguments {
  String USAGE =
      """
      usage: benchmarks/run [--threads N] [--size SIZE] [--no-build] [--no-peers] ID...
             benchmarks/run --list
             benchmarks/run --table FILE
      Prints one JSON line per size of the workloads ID... and per peer; see benchmarks/README.md.
        --threads N   for ours and the peers; otherwise 1
        --size SIZE   only the problems of this size
        --no-build    run what was built before
        --no-peers    measure this library alone
        --list        the workloads and their sizes
        --table FILE  JSON lines, rendered as a Markdown table
      """;

  record Help() implements Arguments {}

  record Listing() implements Arguments {}

  record Rendering(Path lines) implements Arguments {}

  /// @param size of the problems, or null for all
  record Measuring(List<Workload> workloads, @Nullable String size, int threads)
      implements Arguments {
    List<Problem> problems(Workload workload) {
      if (size == null) return workload.problems();
      return List.of(Workloads.problem(workload.id(), size));
    }
  }

  /// @throws IllegalArgumentException saying what is wrong
  static Arguments parse(String... args) {
    var left = new ArrayDeque<>(List.of(args));
    var workloads = new ArrayList<Workload>();
    String size = null;
    int threads = 1;
    while (!left.isEmpty()) {
      var argument = left.remove();
      switch (argument) {
        case "--help" -> {
          return new Help();
        }
        case "--list" -> {
          return new Listing();
        }
        case "--table" -> {
          return new Rendering(Path.of(operand(argument, left)));
        }
        case "--threads" -> threads = threads(operand(argument, left));
        case "--size" -> size = operand(argument, left);
        default -> {
          if (argument.startsWith("-")) {
            throw new IllegalArgumentException("no option is called " + argument);
          }
          workloads.add(Workloads.workload(argument));
        }
      }
    }
    if (workloads.isEmpty()) throw new IllegalArgumentException("no workload is named");
    var measuring = new Measuring(List.copyOf(workloads), size, threads);
    workloads.forEach(measuring::problems); // an unknown size is refused before anything runs
    return measuring;
  }

  private static String operand(String option, Queue<String> left) {
    var operand = left.poll();
    if (operand == null) throw new IllegalArgumentException(option + " needs an operand");
    return operand;
  }

  private static int threads(String operand) {
    if (!operand.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("--threads needs a number from 1 on, got " + operand);
    }
    return Integer.parseInt(operand);
  }
}
