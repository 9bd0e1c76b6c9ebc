package dev.cotangent.benchmarks.peers;

import dev.cotangent.DType;
import dev.cotangent.benchmarks.Contender;
import dev.cotangent.benchmarks.Peer;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.workload.BlackScholes;
import dev.cotangent.benchmarks.workload.Clustering;
import dev.cotangent.benchmarks.workload.ElementaryFunction;
import dev.cotangent.benchmarks.workload.GaussianMixture;
import dev.cotangent.benchmarks.workload.GeluGradient;
import dev.cotangent.benchmarks.workload.LeNetStep;
import dev.cotangent.benchmarks.workload.LogisticRegression;
import dev.cotangent.benchmarks.workload.MatrixProduct;
import dev.cotangent.benchmarks.workload.MlpStep;
import dev.cotangent.benchmarks.workload.Permutation;
import dev.cotangent.benchmarks.workload.Reduction;
import dev.cotangent.benchmarks.workload.Rosenbrock;
import dev.cotangent.benchmarks.workload.RowGather;
import dev.cotangent.benchmarks.workload.RungeKutta;
import dev.cotangent.benchmarks.workload.ScalarChain;
import dev.cotangent.benchmarks.workload.TransformerBlock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// The C++ library under PyTorch, through Bytedeco's bindings.
public final class LibTorch implements Peer {
  private static final int LONGEST_CHAIN = 1000; // its backward pass overflows the stack beyond

  @Override
  public String name() {
    return "libtorch 2.10.0";
  }

  @Override
  public Map<String, String> environment(int threads) {
    return Natives.environment(threads);
  }

  @Override
  public @Nullable Supplier<Contender> contender(Problem problem, int threads) {
    Supplier<Supplier<Tensor[]>> computation =
        switch (problem) {
          case MatrixProduct p -> () -> TorchOperations.matrixProduct(p);
          case ElementaryFunction p -> () -> TorchOperations.elementaryFunction(p);
          case GeluGradient p -> () -> TorchOperations.geluGradient(p);
          case ScalarChain p when p.length() <= LONGEST_CHAIN ->
              () -> TorchOperations.scalarChain(p);
          case Reduction p -> () -> TorchOperations.reduction(p);
          case Permutation p -> () -> TorchOperations.permutation(p);
          case RowGather p -> () -> TorchOperations.rowGather(p);
          case MlpStep p -> () -> TorchModels.mlpStep(p);
          case LeNetStep p -> () -> TorchModels.leNetStep(p);
          case TransformerBlock p -> () -> TorchModels.transformerBlock(p);
          case LogisticRegression p -> () -> TorchFunctions.logisticRegression(p);
          case BlackScholes p -> () -> TorchFunctions.blackScholes(p);
          case Rosenbrock p -> () -> TorchFunctions.rosenbrock(p);
          case GaussianMixture p -> () -> TorchMixtures.gaussianMixture(p);
          case Clustering p -> () -> TorchMixtures.clustering(p);
          case RungeKutta p -> () -> TorchFunctions.rungeKutta(p);
          default -> null;
        };
    if (computation == null) return null;
    return () -> {
      Natives.prepare();
      torch.set_num_threads(threads);
      return new Scoped(computation.get());
    };
  }

  static Tensor tensor(dev.cotangent.Tensor x) {
    var dims = new long[x.rank()];
    for (int axis = 0; axis < dims.length; axis++) dims[axis] = x.shape().dim(axis);
    return x.dtype() == DType.FLOAT32
        ? Tensor.create(x.toFloatArray(), dims)
        : Tensor.create(x.toDoubleArray(), dims);
  }

  static Tensor parameter(Tensor x) {
    return x.requires_grad_(true);
  }

  static Tensor[] gradient(Tensor y, Tensor... xs) {
    var gradient = torch.grad(new TensorVector(y), new TensorVector(xs));
    var parts = new Tensor[xs.length];
    for (int k = 0; k < parts.length; k++) parts[k] = gradient.get(k);
    return parts;
  }

  static Tensor[] joined(Tensor first, Tensor... others) {
    return Stream.concat(Stream.of(first), Stream.of(others)).toArray(Tensor[]::new);
  }

  /// Every tensor of a run, intermediate ones too, is freed at its end.
  private record Scoped(Supplier<Tensor[]> computation) implements Contender {
    @Override
    public void run() {
      try (var _ = new PointerScope()) {
        var _ = computation.get();
      }
    }

    @Override
    public List<double[]> results() {
      try (var _ = new PointerScope()) {
        return Stream.of(computation.get()).map(Scoped::elements).toList();
      }
    }

    private static double[] elements(Tensor x) {
      var elements = new double[(int) x.numel()];
      var doubles = x.detach().to(torch.ScalarType.Double).contiguous();
      new DoublePointer(doubles.data_ptr_double()).get(elements);
      return elements;
    }
  }
}
