package dev.cotangent.benchmarks.peers;

import static dev.cotangent.benchmarks.peers.LibTorch.parameter;
import static dev.cotangent.benchmarks.peers.LibTorch.tensor;

import dev.cotangent.Structure;
import dev.cotangent.benchmarks.workload.LeNetStep;
import dev.cotangent.benchmarks.workload.MlpStep;
import dev.cotangent.benchmarks.workload.TransformerBlock;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// What libtorch does for the workloads that are steps of neural networks. Parameters are numbered
/// in the order of the components of our records.
final class TorchModels {
  private TorchModels() {}

  static Supplier<Tensor[]> mlpStep(MlpStep p) {
    var w = parameters(Structure.record(MlpStep.Mlp.class), p.parameters());
    var x = tensor(p.pictures());
    var labels = labels(p.labels());
    return () -> {
      var hidden = torch.relu(torch.addmm(w[1], x, w[0]));
      var logits = torch.addmm(w[5], torch.relu(torch.addmm(w[3], hidden, w[2])), w[4]);
      return step(torch.cross_entropy_loss(logits, labels), w, MlpStep.RATE);
    };
  }

  static Supplier<Tensor[]> leNetStep(LeNetStep p) {
    var w = parameters(Structure.record(LeNetStep.LeNet.class), p.parameters());
    var x = tensor(p.pictures());
    var labels = labels(p.labels());
    return () -> {
      var first = pooled(convolved(x, w[0], w[1], 2));
      var second = pooled(convolved(first, w[2], w[3], 0));
      var dense = torch.relu(torch.addmm(w[5], second.reshape(p.batch(), -1), w[4]));
      var logits = torch.addmm(w[9], torch.relu(torch.addmm(w[7], dense, w[6])), w[8]);
      return step(torch.cross_entropy_loss(logits, labels), w, LeNetStep.RATE);
    };
  }

  private static Tensor convolved(Tensor x, Tensor weight, Tensor bias, int padding) {
    return torch.conv2d(
        x,
        weight,
        new TensorOptional(bias),
        new long[] {1, 1},
        new long[] {padding, padding},
        new long[] {1, 1},
        1);
  }

  private static Tensor pooled(Tensor x) {
    return torch.max_pool2d(torch.relu(x), 2, 2);
  }

  static Supplier<Tensor[]> transformerBlock(TransformerBlock p) {
    var w = parameters(Structure.record(TransformerBlock.Block.class), p.parameters());
    return () -> {
      var attended = w[0].add(attention(normed(w[0], w[1], w[2]), w, p));
      var hidden = torch.gelu(affine(normed(attended, w[7], w[8]), w[9], w[10]));
      var y = attended.add(affine(hidden, w[11], w[12]));
      var loss = y.square().mean();
      return LibTorch.joined(loss, LibTorch.gradient(loss, w));
    };
  }

  private static Tensor attention(Tensor x, Tensor[] w, TransformerBlock p) {
    int size = p.width() / p.heads();
    var byHead =
        affine(x, w[3], w[4])
            .reshape(p.batch(), p.time(), 3, p.heads(), size)
            .permute(2, 0, 3, 1, 4);
    var q = byHead.select(0, 0);
    var k = byHead.select(0, 1);
    var v = byHead.select(0, 2);
    var scores = q.matmul(k.transpose(-1, -2)).mul(new Scalar(1 / Math.sqrt(size)));
    var mixed = scores.softmax(-1).matmul(v).transpose(1, 2);
    return affine(mixed.reshape(p.batch(), p.time(), p.width()), w[5], w[6]);
  }

  private static Tensor affine(Tensor x, Tensor weight, Tensor bias) {
    return x.matmul(weight).add(bias);
  }

  private static Tensor normed(Tensor x, Tensor gain, Tensor shift) {
    var last = new long[] {gain.size(0)};
    return torch.layer_norm(
        x,
        last,
        new TensorOptional(gain),
        new TensorOptional(shift),
        TransformerBlock.EPSILON,
        false);
  }

  private static <P> Tensor[] parameters(Structure<P> structure, P parameters) {
    return structure
        .leaves(parameters)
        .map(x -> parameter(tensor(x)))
        .toJavaStream()
        .toArray(Tensor[]::new);
  }

  private static Tensor labels(dev.cotangent.Tensor labels) {
    return torch.tensor(labels.toIntArray()).to(torch.ScalarType.Long);
  }

  /// The loss, and the parameters after a step of gradient descent.
  private static Tensor[] step(Tensor loss, Tensor[] parameters, double rate) {
    var after = LibTorch.gradient(loss, parameters);
    for (int k = 0; k < after.length; k++) {
      after[k] = parameters[k].detach().sub(after[k], new Scalar(rate));
    }
    return LibTorch.joined(loss, after);
  }
}
