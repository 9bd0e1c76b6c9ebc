package dev.cotangent.benchmarks.workload;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.benchmarks.Measure;
import dev.cotangent.benchmarks.Problem;
import dev.cotangent.benchmarks.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A block of a transformer, forwards and backwards: attention, then a network of two layers, each
/// after a layer norm and around a shortcut. The result is the mean square of what comes out, and
/// its gradient in every parameter and in the input.
public record TransformerBlock(int batch, int time, int width, int heads) implements Problem {
  public static final double EPSILON = 1e-5;

  /// All parameters, and the input x.
  public record Block(
      Tensor x,
      Tensor gain1,
      Tensor shift1,
      Tensor qkv,
      Tensor qkvBias,
      Tensor out,
      Tensor outBias,
      Tensor gain2,
      Tensor shift2,
      Tensor up,
      Tensor upBias,
      Tensor down,
      Tensor downBias) {

    /// The mean square of what comes out.
    public Tensor loss(int heads) {
      var attended = x.plus(attention(x.layerNorm(gain1, shift1, EPSILON), heads));
      var normed = attended.layerNorm(gain2, shift2, EPSILON);
      var hidden = normed.matmul(up).plus(upBias).gelu();
      var y = attended.plus(hidden.matmul(down).plus(downBias));
      return y.square().mean();
    }

    private Tensor attention(Tensor normed, int heads) {
      int b = normed.shape().dim(0);
      int t = normed.shape().dim(1);
      int d = normed.shape().dim(2);
      var projected = normed.matmul(qkv).plus(qkvBias).reshape(b, t, 3, heads, d / heads);
      var byHead = projected.permute(2, 0, 3, 1, 4);
      var q = byHead.get(0);
      var k = byHead.get(1);
      var v = byHead.get(2);
      var scores = q.matmul(k.swapAxes(-1, -2)).times(1 / Math.sqrt((double) d / heads));
      var mixed = scores.softmax(-1).matmul(v);
      return mixed.swapAxes(1, 2).reshape(b, t, d).matmul(out).plus(outBias);
    }
  }

  public static List<Problem> all() {
    return List.of(new TransformerBlock(8, 64, 128, 4));
  }

  public Block parameters() {
    int d = width;
    return new Block(
        Inputs.uniform(1, DType.FLOAT32, -1, 1, batch, time, d),
        Inputs.uniform(2, DType.FLOAT32, .5, 1.5, d),
        Inputs.uniform(3, DType.FLOAT32, -.1, .1, d),
        Inputs.uniform(4, DType.FLOAT32, -.1, .1, d, 3 * d),
        Inputs.uniform(5, DType.FLOAT32, -.1, .1, 3 * d),
        Inputs.uniform(6, DType.FLOAT32, -.1, .1, d, d),
        Inputs.uniform(7, DType.FLOAT32, -.1, .1, d),
        Inputs.uniform(8, DType.FLOAT32, .5, 1.5, d),
        Inputs.uniform(9, DType.FLOAT32, -.1, .1, d),
        Inputs.uniform(10, DType.FLOAT32, -.1, .1, d, 4 * d),
        Inputs.uniform(11, DType.FLOAT32, -.1, .1, 4 * d),
        Inputs.uniform(12, DType.FLOAT32, -.1, .1, 4 * d, d),
        Inputs.uniform(13, DType.FLOAT32, -.1, .1, d));
  }

  @Override
  public Measure measure() {
    var size = Inputs.text(batch, time, width) + " " + heads + " heads";
    return new Measure(size, DType.FLOAT32, Unit.MILLIS, 1, 1e-4);
  }

  @Override
  public Supplier<List<Tensor>> ours() {
    var parameters = parameters();
    var structure = Structure.record(Block.class);
    var valueAndGrad = Autodiff.valueAndGrad(structure, block -> block.loss(heads));
    return () -> {
      var result = valueAndGrad.apply(parameters);
      var results = new ArrayList<Tensor>();
      results.add(result.value());
      results.addAll(structure.leaves(result.gradient()).asJava());
      return results;
    };
  }
}
