package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import io.vavr.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Prices of n European call options by Black and Scholes, and the five greeks of each.
public record BlackScholes(int n) implements Problem {
  /// What the prices depend on, a vector each; a gradient holds the greeks of the same names:
  /// delta, the derivative in the strike, rho, vega and less theta.
  public record Market(Tensor spot, Tensor strike, Tensor rate, Tensor volatility, Tensor time) {
    Tensor prices() {
      var deviation = volatility.times(time.sqrt());
      var drift = rate.plus(volatility.square().times(0.5)).times(time);
      var d1 = spot.div(strike).log().plus(drift).div(deviation);
      var d2 = d1.minus(deviation);
      var discounted = strike.times(rate.times(time).unaryMinus().exp());
      return spot.times(normal(d1)).minus(discounted.times(normal(d2)));
    }

    /// The standard normal distribution function.
    private static Tensor normal(Tensor x) {
      return x.times(-Math.sqrt(0.5)).erfc().times(0.5);
    }
  }

  public static List<Problem> all() {
    return List.of(new BlackScholes(1_000_000));
  }

  public Market market() {
    return new Market(
        Inputs.uniform(1, DType.FLOAT64, 80, 120, n),
        Inputs.uniform(2, DType.FLOAT64, 80, 120, n),
        Inputs.uniform(3, DType.FLOAT64, .01, .05, n),
        Inputs.uniform(4, DType.FLOAT64, .1, .5, n),
        Inputs.uniform(5, DType.FLOAT64, .2, 2, n));
  }

  @Override
  public Measure measure() {
    return new Measure("" + n, DType.FLOAT64, Unit.MILLIS, 1, 1e-10);
  }

  /// The options do not depend on each other: the gradient of the sum holds the greeks of each.
  @Override
  public Supplier<List<Tensor>> ours() {
    var market = market();
    var structure = Structure.record(Market.class);
    var pricesAndGreeks =
        Autodiff.valueGradAux(
            structure,
            m -> {
              var prices = m.prices();
              return Tuple.of(prices.sum(), prices);
            });
    return () -> {
      var result = pricesAndGreeks.apply(market);
      var results = new ArrayList<Tensor>();
      results.add(result.aux());
      results.addAll(structure.leaves(result.gradient()).asJava());
      return results;
    };
  }
}
