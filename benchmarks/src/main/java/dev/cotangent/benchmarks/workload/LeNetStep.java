package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.Conv;
import dev.cotangent.DType;
import dev.cotangent.Losses;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import java.util.List;
import java.util.function.Supplier;

/// One step of gradient descent on LeNet-5, with relu and maximum pooling, for pictures of 28 by
/// 28: the loss, and the parameters after the step.
public record LeNetStep(int batch) implements Problem {
  public static final double RATE = 0.1;
  private static final int CLASSES = 10;

  /// Weights and biases of two convolutions and three dense layers.
  public record LeNet(
      Tensor k1,
      Tensor c1,
      Tensor k2,
      Tensor c2,
      Tensor w3,
      Tensor b3,
      Tensor w4,
      Tensor b4,
      Tensor w5,
      Tensor b5) {

    Tensor logits(Tensor x) {
      var padded = Conv.of().withPadding(2, 2);
      var first = x.conv2d(k1, padded).plus(c1.reshape(-1, 1, 1)).relu().maxPool2d(2, 2, 0);
      var second = first.conv2d(k2, Conv.of()).plus(c2.reshape(-1, 1, 1)).relu().maxPool2d(2, 2, 0);
      var flat = second.reshape(x.shape().dim(0), -1);
      var dense = flat.matmul(w3).plus(b3).relu().matmul(w4).plus(b4).relu();
      return dense.matmul(w5).plus(b5);
    }
  }

  public static List<Problem> all() {
    return List.of(new LeNetStep(32));
  }

  public LeNet parameters() {
    return new LeNet(
        Inputs.uniform(1, DType.FLOAT32, -.2, .2, 6, 1, 5, 5),
        Inputs.uniform(2, DType.FLOAT32, -.2, .2, 6),
        Inputs.uniform(3, DType.FLOAT32, -.1, .1, 16, 6, 5, 5),
        Inputs.uniform(4, DType.FLOAT32, -.1, .1, 16),
        Inputs.uniform(5, DType.FLOAT32, -.08, .08, 400, 120),
        Inputs.uniform(6, DType.FLOAT32, -.08, .08, 120),
        Inputs.uniform(7, DType.FLOAT32, -.15, .15, 120, 84),
        Inputs.uniform(8, DType.FLOAT32, -.15, .15, 84),
        Inputs.uniform(9, DType.FLOAT32, -.2, .2, 84, CLASSES),
        Inputs.uniform(10, DType.FLOAT32, -.2, .2, CLASSES));
  }

  public Tensor pictures() {
    return Inputs.uniform(11, DType.FLOAT32, 0, 1, batch, 1, 28, 28);
  }

  public Tensor labels() {
    return Inputs.indices(12, CLASSES, batch);
  }

  @Override
  public Measure measure() {
    return new Measure("" + batch, DType.FLOAT32, Unit.MILLIS, 1, 1e-4);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var start = parameters();
    var x = pictures();
    var labels = labels();
    var structure = Structure.record(LeNet.class);
    var valueAndGrad =
        Autodiff.valueAndGrad(structure, net -> Losses.crossEntropy(net.logits(x), labels));
    return () -> {
      var result = valueAndGrad.apply(start);
      return Steps.descend(result.value(), structure, start, result.gradient(), RATE);
    };
  }
}
