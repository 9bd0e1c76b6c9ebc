package dev.cotangent.benchmarks;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Another library that can do some of the problems. Peers are found by [java.util.ServiceLoader];
/// two of them never meet in one process, because their native code may not agree.
public interface Peer {
  /// Name and version.
  String name();

  /// How it does a problem, or null if it does not. The library itself is loaded by the supplier.
  @Nullable Supplier<Contender> contender(Problem problem, int threads);

  /// Environment variables that it needs to be at its best.
  default Map<String, String> environment(int threads) {
    return Map.of();
  }
}
