package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Losses;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import java.util.List;
import java.util.function.Supplier;

/// One step of gradient descent on a network of three layers, which sorts pictures into ten
/// classes: the loss, and the parameters after the step.
public record MlpStep(int batch) implements Problem {
  public static final double RATE = 0.1;
  private static final int PIXELS = 784;
  private static final int FIRST = 256;
  private static final int SECOND = 128;
  private static final int CLASSES = 10;

  /// Weights and biases.
  public record Mlp(Tensor w1, Tensor b1, Tensor w2, Tensor b2, Tensor w3, Tensor b3) {
    Tensor logits(Tensor x) {
      var hidden = x.matmul(w1).plus(b1).relu().matmul(w2).plus(b2).relu();
      return hidden.matmul(w3).plus(b3);
    }
  }

  public static List<Problem> all() {
    return List.of(new MlpStep(128));
  }

  public Mlp parameters() {
    return new Mlp(
        Inputs.uniform(1, DType.FLOAT32, -.06, .06, PIXELS, FIRST),
        Inputs.uniform(2, DType.FLOAT32, -.06, .06, FIRST),
        Inputs.uniform(3, DType.FLOAT32, -.1, .1, FIRST, SECOND),
        Inputs.uniform(4, DType.FLOAT32, -.1, .1, SECOND),
        Inputs.uniform(5, DType.FLOAT32, -.15, .15, SECOND, CLASSES),
        Inputs.uniform(6, DType.FLOAT32, -.15, .15, CLASSES));
  }

  public Tensor pictures() {
    return Inputs.uniform(7, DType.FLOAT32, 0, 1, batch, PIXELS);
  }

  public Tensor labels() {
    return Inputs.indices(8, CLASSES, batch);
  }

  @Override
  public Measure measure() {
    return new Measure("" + batch, DType.FLOAT32, Unit.MILLIS, 1, 1e-5);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var start = parameters();
    var x = pictures();
    var labels = labels();
    var structure = Structure.record(Mlp.class);
    var valueAndGrad =
        Autodiff.valueAndGrad(structure, mlp -> Losses.crossEntropy(mlp.logits(x), labels));
    return () -> {
      var result = valueAndGrad.apply(start);
      return Steps.descend(result.value(), structure, start, result.gradient(), RATE);
    };
  }
}
