package dev.cotangent.benchmarks.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import dev.cotangent.benchmarks.Contender;
import dev.cotangent.benchmarks.Peer;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.workload.ElementaryFunction;
import dev.cotangent.benchmarks.workload.FirstGradient;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Deep Java Library, with its PyTorch engine.
public final class Djl implements Peer {
  @Override
  public String name() {
    return "DJL 0.35.1";
  }

  @Override
  public Map<String, String> environment(int threads) {
    return Natives.environment(threads);
  }

  @Override
  public @Nullable Supplier<Contender> contender(Problem problem, int threads) {
    return switch (problem) {
      case ElementaryFunction p -> () -> elementaryFunction(p, threads);
      case FirstGradient _ -> Djl::firstGradient;
      default -> null;
    };
  }

  private static Contender firstGradient() {
    return new Computation<>(
        () -> FirstGradient.printed(DjlFirstGradient.class), List::of, _ -> {});
  }

  static void prepare(int threads) {
    Natives.prepare();
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "" + threads);
    System.setProperty("ai.djl.pytorch.num_interop_threads", "" + threads);
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private static Contender elementaryFunction(ElementaryFunction p, int threads) {
    prepare(threads);
    var x = NDManager.newBaseManager().create(p.x().toFloatArray());
    Supplier<NDArray> function =
        switch (p.name()) {
          case EXP -> x::exp;
          case TANH -> x::tanh;
          case SIN -> x::sin;
          case LOG -> x::log;
          case SIGMOID -> () -> Activation.sigmoid(x);
        };
    return new Computation<>(function, y -> List.of(elements(y)), NDArray::close);
  }

  private static double[] elements(NDArray y) {
    var floats = y.toFloatArray();
    var elements = new double[floats.length];
    for (int k = 0; k < floats.length; k++) elements[k] = floats[k];
    return elements;
  }
}
