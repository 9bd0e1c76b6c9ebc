package dev.cotangent.benchmarks.peers;

import dev.cotangent.DType;
import dev.cotangent.benchmarks.Contender;
import dev.cotangent.benchmarks.Peer;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.workload.ElementaryFunction;
import dev.cotangent.benchmarks.workload.GeluGradient;
import dev.cotangent.benchmarks.workload.MatrixProduct;
import dev.cotangent.benchmarks.workload.Permutation;
import dev.cotangent.benchmarks.workload.Reduction;
import dev.cotangent.benchmarks.workload.RowGather;
import dev.cotangent.benchmarks.workload.ScalarChain;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
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
          case MatrixProduct p -> () -> matrixProduct(p);
          case ElementaryFunction p -> () -> elementaryFunction(p);
          case GeluGradient p -> () -> geluGradient(p);
          case ScalarChain p when p.length() <= LONGEST_CHAIN -> () -> scalarChain(p);
          case Reduction p -> () -> reduction(p);
          case Permutation p -> () -> permutation(p);
          case RowGather p -> () -> rowGather(p);
          default -> null;
        };
    if (computation == null) return null;
    return () -> {
      Natives.prepare();
      torch.set_num_threads(threads);
      return new Scoped(computation.get());
    };
  }

  private static Supplier<Tensor[]> matrixProduct(MatrixProduct p) {
    var x = tensor(p.x());
    var y = tensor(p.y());
    if (p.leftTransposed()) return () -> new Tensor[] {x.t().matmul(y)};
    if (p.rightTransposed()) return () -> new Tensor[] {x.matmul(y.t())};
    return () -> new Tensor[] {x.matmul(y)};
  }

  private static Supplier<Tensor[]> elementaryFunction(ElementaryFunction p) {
    var x = tensor(p.x());
    return switch (p.name()) {
      case EXP -> () -> new Tensor[] {x.exp()};
      case TANH -> () -> new Tensor[] {x.tanh()};
      case SIN -> () -> new Tensor[] {x.sin()};
      case LOG -> () -> new Tensor[] {x.log()};
      case SIGMOID -> () -> new Tensor[] {x.sigmoid()};
    };
  }

  private static Supplier<Tensor[]> geluGradient(GeluGradient p) {
    var x = parameter(tensor(p.x()));
    var w = parameter(tensor(p.w()));
    var b = parameter(tensor(p.b()));
    return () -> {
      var y = torch.gelu(x.mul(w).add(b)).sum();
      var gradient = torch.grad(new TensorVector(y), new TensorVector(x, w, b));
      return new Tensor[] {y, gradient.get(0), gradient.get(1), gradient.get(2)};
    };
  }

  private static Supplier<Tensor[]> scalarChain(ScalarChain p) {
    var x = parameter(torch.tensor(ScalarChain.START));
    var factor = new Scalar(1.0001);
    var summand = new Scalar(0.1);
    return () -> {
      var y = x;
      for (int k = 0; k < p.length(); k++) y = y.sin().mul(factor).add(summand);
      var gradient = torch.grad(new TensorVector(y), new TensorVector(x));
      return new Tensor[] {y, gradient.get(0)};
    };
  }

  private static Supplier<Tensor[]> reduction(Reduction p) {
    var x = tensor(p.x());
    return switch (p.kind()) {
      case SUM -> () -> new Tensor[] {x.sum(-1)};
      case MAX -> () -> new Tensor[] {x.amax(new long[] {-1}, false)};
      case SOFTMAX -> () -> new Tensor[] {x.softmax(-1)};
    };
  }

  private static Supplier<Tensor[]> permutation(Permutation p) {
    var x = tensor(p.x());
    var order = p.axes().toJavaStream().mapToLong(axis -> axis).toArray();
    return () -> new Tensor[] {x.permute(order).contiguous()};
  }

  private static Supplier<Tensor[]> rowGather(RowGather p) {
    var table = tensor(p.table());
    var indices = torch.tensor(p.indices().toIntArray());
    return () -> new Tensor[] {table.index_select(0, indices)};
  }

  private static Tensor tensor(dev.cotangent.Tensor x) {
    var dims = new long[x.rank()];
    for (int axis = 0; axis < dims.length; axis++) dims[axis] = x.shape().dim(axis);
    return x.dtype() == DType.FLOAT32
        ? Tensor.create(x.toFloatArray(), dims)
        : Tensor.create(x.toDoubleArray(), dims);
  }

  private static Tensor parameter(Tensor x) {
    return x.requires_grad_(true);
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
