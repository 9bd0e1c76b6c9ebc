package dev.cotangent.benchmarks.peers;

import static dev.cotangent.benchmarks.peers.LibTorch.gradient;
import static dev.cotangent.benchmarks.peers.LibTorch.parameter;
import static dev.cotangent.benchmarks.peers.LibTorch.tensor;

import dev.cotangent.Structure;
import dev.cotangent.benchmarks.workload.BlackScholes;
import dev.cotangent.benchmarks.workload.LogisticRegression;
import dev.cotangent.benchmarks.workload.Rosenbrock;
import dev.cotangent.benchmarks.workload.RungeKutta;
import java.util.function.Supplier;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// What libtorch does for the workloads of a function and its derivatives.
final class TorchFunctions {
  private TorchFunctions() {}

  static Supplier<Tensor[]> logisticRegression(LogisticRegression p) {
    var x = tensor(p.x());
    var y = tensor(p.y());
    var weights = parameter(tensor(p.weights()));
    return () -> {
      var loss = torch.binary_cross_entropy_with_logits(x.mv(weights), y);
      return new Tensor[] {loss, gradient(loss, weights)[0]};
    };
  }

  static Supplier<Tensor[]> blackScholes(BlackScholes p) {
    var market = Structure.record(BlackScholes.Market.class).leaves(p.market());
    var inputs = market.map(x -> parameter(tensor(x))).toJavaStream().toArray(Tensor[]::new);
    return () -> {
      var prices = prices(inputs[0], inputs[1], inputs[2], inputs[3], inputs[4]);
      return LibTorch.joined(prices, gradient(prices.sum(), inputs));
    };
  }

  private static Tensor prices(Tensor spot, Tensor strike, Tensor rate, Tensor vol, Tensor time) {
    var deviation = vol.mul(time.sqrt());
    var drift = rate.add(vol.square().mul(new Scalar(0.5))).mul(time);
    var d1 = spot.div(strike).log().add(drift).div(deviation);
    var d2 = d1.sub(deviation);
    var discounted = strike.mul(rate.mul(time).neg().exp());
    return spot.mul(normal(d1)).sub(discounted.mul(normal(d2)));
  }

  private static Tensor normal(Tensor x) {
    return x.mul(new Scalar(-Math.sqrt(0.5))).erfc().mul(new Scalar(0.5));
  }

  /// The Hessian row by row: the C++ interface has nothing to vectorise it with.
  static Supplier<Tensor[]> rosenbrock(Rosenbrock p) {
    var x = parameter(tensor(p.x()));
    var v = tensor(p.v());
    return switch (p.derivative()) {
      case GRADIENT -> () -> gradient(rosenbrock(x, p.n()), x);
      case HVP ->
          () -> {
            var slope = differentiable(rosenbrock(x, p.n()), x);
            return gradient(slope.mul(v).sum(), x);
          };
      case HESSIAN ->
          () -> {
            var slope = differentiable(rosenbrock(x, p.n()), x);
            var rows = new TensorVector();
            for (int k = 0; k < p.n(); k++) {
              rows.push_back(
                  torch
                      .grad(
                          new TensorVector(slope.select(0, k)),
                          new TensorVector(x),
                          new TensorVector(),
                          new BoolOptional(true),
                          false,
                          false)
                      .get(0));
            }
            return new Tensor[] {torch.stack(rows)};
          };
    };
  }

  private static Tensor rosenbrock(Tensor x, int n) {
    var head = x.narrow(0, 0, n - 1);
    var tail = x.narrow(0, 1, n - 1);
    var valley = tail.sub(head.square()).square().mul(new Scalar(100));
    return valley.add(head.sub(new Scalar(1)).square()).sum();
  }

  /// The gradient, which can be differentiated again.
  private static Tensor differentiable(Tensor y, Tensor x) {
    return torch
        .grad(
            new TensorVector(y),
            new TensorVector(x),
            new TensorVector(),
            new BoolOptional(true),
            true,
            false)
        .get(0);
  }

  static Supplier<Tensor[]> rungeKutta(RungeKutta p) {
    var a = parameter(tensor(p.a()));
    var b = parameter(tensor(p.b()));
    var start = tensor(p.start());
    var half = new Scalar(RungeKutta.STEP / 2);
    var full = new Scalar(RungeKutta.STEP);
    var sixth = new Scalar(RungeKutta.STEP / 6);
    var two = new Scalar(2);
    return () -> {
      var y = start;
      for (int k = 0; k < p.steps(); k++) {
        var k1 = slope(a, b, y);
        var k2 = slope(a, b, y.add(k1.mul(half)));
        var k3 = slope(a, b, y.add(k2.mul(half)));
        var k4 = slope(a, b, y.add(k3.mul(full)));
        y = y.add(k1.add(k2.add(k3).mul(two)).add(k4).mul(sixth));
      }
      var sum = y.sum();
      return LibTorch.joined(sum, gradient(sum, a, b));
    };
  }

  private static Tensor slope(Tensor a, Tensor b, Tensor y) {
    return a.mv(y).add(b).tanh();
  }
}
