package dev.cotangent.benchmarks.peers;

import dev.cotangent.benchmarks.Contender;
import dev.cotangent.benchmarks.Peer;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.workload.ScalarChain;
import java.util.List;
import java.util.function.Supplier;
import org.hipparchus.analysis.differentiation.UnivariateDerivative1;
import org.jspecify.annotations.Nullable;

/// Forward mode in Java: a value and one derivative.
public final class Hipparchus implements Peer {
  @Override
  public String name() {
    return "Hipparchus 4.0.3";
  }

  @Override
  public @Nullable Supplier<Contender> contender(Problem problem, int threads) {
    if (!(problem instanceof ScalarChain chain)) return null;
    Supplier<UnivariateDerivative1> computation =
        () -> {
          var y = new UnivariateDerivative1(ScalarChain.START, 1);
          for (int k = 0; k < chain.length(); k++) y = y.sin().multiply(1.0001).add(0.1);
          return y;
        };
    return () -> new Computation<>(computation, Hipparchus::elements, _ -> {});
  }

  private static List<double[]> elements(UnivariateDerivative1 y) {
    return List.of(new double[] {y.getValue()}, new double[] {y.getFirstDerivative()});
  }
}
