package dev.cotangent.benchmarks;

import java.util.List;

/// Problems of one kind, measured under one name.
///
/// @param summary one line for the reader of the list
public record Workload(String id, String summary, List<Problem> problems) {
  public Workload {
    problems = List.copyOf(problems);
  }
}
