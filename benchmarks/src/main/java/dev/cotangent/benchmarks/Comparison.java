package dev.cotangent.benchmarks;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One problem, ours and at most one peer's, in a process of their own.
final class Comparison {
  /// Stands for no peer.
  static final String ALONE = "";

  /// Longer than the kernels take to make their vector code ready, which they do beside the work.
  private static final double PATIENCE = 6;

  private static final double PEERS_PATIENCE = 1; // native code is ready when it is loaded

  private Comparison() {}

  /// Prints one JSON line. The arguments are the workload's id, the size, the peer's name and the
  /// number of threads.
  public static void main(String[] args) {
    var problem = Workloads.problem(args[0], args[1]);
    int threads = Integer.parseInt(args[3]);
    var line = line(args[0], problem, peer(args[2]), threads);
    System.out.println(JsonLine.text(line));
    System.exit(0); // a peer may have left threads behind
  }

  private static @Nullable Peer peer(String name) {
    if (name.equals(ALONE)) return null;
    for (var peer : ServiceLoader.load(Peer.class)) if (peer.name().equals(name)) return peer;
    throw new IllegalArgumentException("no peer is called " + name);
  }

  static JsonObject line(String id, Problem problem, @Nullable Peer peer, int threads) {
    var ours = new Ours(problem);
    var warmUp = WarmUp.of(ours, PATIENCE); // before any code of the peer is loaded
    var theirs = peer == null ? null : loaded(peer, peer.contender(problem, threads));
    if (theirs != null) {
      Agreement.check(ours.results(), theirs.results(), problem.measure().tolerance());
      WarmUp.of(theirs, PEERS_PATIENCE);
    }
    var seconds = Rounds.medians(theirs == null ? List.of(ours) : List.of(ours, theirs));
    var line = new JsonLine(id, problem, threads, seconds[0], Memory.allocated(ours), warmUp);
    return peer == null || theirs == null ? line.alone() : line.beside(peer.name(), seconds[1]);
  }

  private static @Nullable Contender loaded(Peer peer, @Nullable Supplier<Contender> contender) {
    if (contender == null) return null;
    try {
      return contender.get();
    } catch (RuntimeException | LinkageError e) {
      System.err.println(peer.name() + " does not run on this machine: " + e);
      return null;
    }
  }
}
