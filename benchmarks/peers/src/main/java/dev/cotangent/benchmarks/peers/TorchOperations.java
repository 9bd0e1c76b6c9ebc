package dev.cotangent.benchmarks.peers;

import static dev.cotangent.benchmarks.peers.LibTorch.parameter;
import static dev.cotangent.benchmarks.peers.LibTorch.tensor;

import dev.cotangent.benchmarks.workload.ElementaryFunction;
import dev.cotangent.benchmarks.workload.GeluGradient;
import dev.cotangent.benchmarks.workload.MatrixProduct;
import dev.cotangent.benchmarks.workload.Permutation;
import dev.cotangent.benchmarks.workload.Reduction;
import dev.cotangent.benchmarks.workload.RowGather;
import dev.cotangent.benchmarks.workload.ScalarChain;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// What libtorch does for the workloads of a single operation.
final class TorchOperations {
  private TorchOperations() {}

  static Supplier<Tensor[]> matrixProduct(MatrixProduct p) {
    var x = tensor(p.x());
    var y = tensor(p.y());
    if (p.leftTransposed()) return () -> new Tensor[] {x.t().matmul(y)};
    if (p.rightTransposed()) return () -> new Tensor[] {x.matmul(y.t())};
    return () -> new Tensor[] {x.matmul(y)};
  }

  static Supplier<Tensor[]> elementaryFunction(ElementaryFunction p) {
    var x = tensor(p.x());
    return switch (p.name()) {
      case EXP -> () -> new Tensor[] {x.exp()};
      case TANH -> () -> new Tensor[] {x.tanh()};
      case SIN -> () -> new Tensor[] {x.sin()};
      case LOG -> () -> new Tensor[] {x.log()};
      case SIGMOID -> () -> new Tensor[] {x.sigmoid()};
    };
  }

  static Supplier<Tensor[]> geluGradient(GeluGradient p) {
    var x = parameter(tensor(p.x()));
    var w = parameter(tensor(p.w()));
    var b = parameter(tensor(p.b()));
    return () -> {
      var y = torch.gelu(x.mul(w).add(b)).sum();
      var gradient = torch.grad(new TensorVector(y), new TensorVector(x, w, b));
      return new Tensor[] {y, gradient.get(0), gradient.get(1), gradient.get(2)};
    };
  }

  static Supplier<Tensor[]> scalarChain(ScalarChain p) {
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

  static Supplier<Tensor[]> reduction(Reduction p) {
    var x = tensor(p.x());
    return switch (p.kind()) {
      case SUM -> () -> new Tensor[] {x.sum(-1)};
      case MAX -> () -> new Tensor[] {x.amax(new long[] {-1}, false)};
      case SOFTMAX -> () -> new Tensor[] {x.softmax(-1)};
    };
  }

  static Supplier<Tensor[]> permutation(Permutation p) {
    var x = tensor(p.x());
    var order = p.axes().toJavaStream().mapToLong(axis -> axis).toArray();
    return () -> new Tensor[] {x.permute(order).contiguous()};
  }

  static Supplier<Tensor[]> rowGather(RowGather p) {
    var table = tensor(p.table());
    var indices = torch.tensor(p.indices().toIntArray());
    return () -> new Tensor[] {table.index_select(0, indices)};
  }
}
