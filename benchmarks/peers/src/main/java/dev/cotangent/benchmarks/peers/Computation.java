package dev.cotangent.benchmarks.peers;

import dev.cotangent.benchmarks.Contender;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A contender from the parts that peers differ in.
///
/// @param <R> all results of one run
record Computation<R>(Supplier<R> compute, Function<R, List<double[]>> read, Consumer<R> release)
    implements Contender {

  @Override
  public void run() {
    release.accept(compute.get());
  }

  @Override
  public List<double[]> results() {
    var results = compute.get();
    var elements = read.apply(results);
    release.accept(results);
    return elements;
  }
}
