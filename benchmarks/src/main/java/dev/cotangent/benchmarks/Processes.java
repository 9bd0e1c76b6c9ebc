package dev.cotangent.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Runs every comparison in a virtual machine of its own: what came before cannot help or harm it,
/// and no two peers meet.
///
/// @param out gets JSON lines and nothing else
/// @param err gets the rest
record Processes(PrintStream out, PrintStream err) {
  private static final List<String> FLAGS =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "-Xms8g",
          "-Xmx8g",
          "-XX:+UseParallelGC",
          "-XX:+UseCompactObjectHeaders");

  /// @return whether every comparison was made
  boolean run(Arguments.Measuring measuring) throws IOException, InterruptedException {
    err.println("java " + String.join(" ", FLAGS));
    boolean complete = true;
    for (var workload : measuring.workloads()) {
      for (var problem : measuring.problems(workload)) {
        var peers = peers(problem, measuring.threads());
        if (peers.isEmpty()) complete &= compare(workload, problem, null, measuring.threads());
        for (var peer : peers) complete &= compare(workload, problem, peer, measuring.threads());
      }
    }
    return complete;
  }

  private static List<Peer> peers(Problem problem, int threads) {
    return ServiceLoader.load(Peer.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(peer -> peer.contender(problem, threads) != null)
        .toList();
  }

  private boolean compare(Workload workload, Problem problem, @Nullable Peer peer, int threads)
      throws IOException, InterruptedException {
    var comparison =
        List.of(
            workload.id(),
            problem.measure().size(),
            peer == null ? Comparison.ALONE : peer.name(),
            "" + threads);
    var environment = peer == null ? Map.<String, String>of() : peer.environment(threads);
    err.println(String.join(" ", comparison) + " " + environment);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-Dcotangent.threads=" + threads);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Comparison.class.getName());
    command.addAll(comparison);
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().putAll(environment);
    var process = builder.start();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      // Native code may print what it likes.
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        (JsonLine.isOne(line) ? out : err).println(line);
      }
    }
    boolean made = process.waitFor() == 0;
    if (!made) err.println("failed: " + comparison);
    return made;
  }
}
