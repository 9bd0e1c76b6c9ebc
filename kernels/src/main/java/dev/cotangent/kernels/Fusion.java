package dev.cotangent.kernels;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// What computes all expressions of one structure. At first every function is its own kernel; a
/// structure that proves hot gets [merged][Merging] kernels, which take over once they have been
/// compiled. Both give the same bits.
final class Fusion {
  /// Structures that are remembered; beyond this all are forgotten, and those in use come back.
  private static final int MOST = 1024;

  private static final ConcurrentMap<Graph, Fusion> KNOWN = new ConcurrentHashMap<>();

  /// Elements times functions after which merged kernels are worth their generation.
  private static final long WORTH = 1 << 24;

  private final Graph graph;
  private final Schedule plain;
  private final WarmUp warmUp = new WarmUp(WORTH, this::merge);
  private volatile @Nullable Schedule merged;

  private Fusion(Graph graph) {
    this.graph = graph;
    plain = Schedule.plain(graph);
  }

  static Fusion of(Graph graph) {
    var known = KNOWN.get(graph);
    if (known != null) return known;
    if (KNOWN.size() >= MOST) KNOWN.clear();
    return KNOWN.computeIfAbsent(graph, Fusion::new);
  }

  private boolean merge() {
    merged = Merging.of(graph);
    return true;
  }

  /// Computes every output.
  ///
  /// @param arrays the leaves, then the outputs, all of equal dimensions
  void run(Strided... arrays) {
    var loops = Loops.anyOrder(arrays);
    var flat = new Object[arrays.length];
    for (int k = 0; k < flat.length; k++) flat[k] = arrays[k].array();
    schedule(loops, arrays[0].size()).run(loops, flat);
  }

  private Schedule schedule(Loops loops, long size) {
    var fast = merged;
    if (fast != null) return fast.isSettled(loops, size) ? fast : plain;
    if (VectorSupport.isPresent()) warmUp.ready(size * graph.size());
    return plain;
  }
}
