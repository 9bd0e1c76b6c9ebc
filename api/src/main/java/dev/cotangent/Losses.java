package dev.cotangent;

import dev.cotangent.op.Arithmetic;
import dev.cotangent.op.Labels;

/// Losses: how far predictions are from targets, as one number. Each is written so that neither its
/// value nor its gradient overflows or cancels at extreme arguments.
///
/// ```java
/// Tensor logits = Tensor.of(new double[][] {{2, 0, 1}, {0, 3, 0}});
/// Losses.crossEntropy(logits, Tensor.ints(0, 1)); // 0.2512...
/// ```
public final class Losses {
  /// FLOAT32, so that logits of FLOAT32 stay what they are beside it.
  private static final Tensor NEVER = Tensor.floats(Float.NEGATIVE_INFINITY).squeeze(0);

  private Losses() {}

  /// The mean of the squares of `pred - target`. Derivative 2 (pred - target) / n.
  ///
  /// @throws IllegalArgumentException unless both are floating and of one shape
  public static Tensor mse(Tensor pred, Tensor target) {
    check("mse", pred, target);
    return pred.minus(target).square().mean();
  }

  /// With d = pred - target, the mean of d^2 / 2 where |d| <= delta and of delta (|d| - delta / 2)
  /// elsewhere. Derivative d, but no further than `delta` from 0, by n. The second derivative at
  /// the two seams is 0.
  ///
  /// @throws IllegalArgumentException unless both are floating and of one shape, and delta is
  ///   positive
  public static Tensor huber(Tensor pred, Tensor target, double delta) {
    check("huber", pred, target);
    if (!(delta > 0)) {
      throw new IllegalArgumentException("huber: delta must be positive, got " + delta);
    }
    var difference = pred.minus(target);
    var slope = difference.clamp(-delta, delta);
    return slope.times(difference.minus(slope.times(0.5))).mean();
  }

  /// The mean of -(target log sigmoid(pred) + (1 - target) log sigmoid(-pred)). Derivative
  /// (sigmoid(pred) - target) / n. A side of weight 0 counts nothing, though its logarithm be
  /// infinite.
  ///
  /// @throws IllegalArgumentException unless both are floating and of one shape
  public static Tensor bceWithLogits(Tensor pred, Tensor target) {
    check("bceWithLogits", pred, target);
    var yes = Arithmetic.strongTimes(target, pred.unaryMinus().softplus());
    var no = Arithmetic.strongTimes(target.unaryMinus().plus(1), pred.softplus());
    return yes.plus(no).mean();
  }

  /// The mean over rows of -log softmax(row)[label]: the rows of `logits` lie along its last axis,
  /// and there is one label for each. Derivative (softmax - one-hot label) / number of rows.
  ///
  /// Of each row it is computed as softplus(s), where s is the logarithm of the odds against the
  /// label: log(1 + e^s) keeps its digits where the label is all but certain, and so does its
  /// slope.
  ///
  /// @param labels INT32, of the shape of `logits` without the last axis
  /// @throws IllegalArgumentException if the labels are not INT32 or of another shape
  /// @throws IndexOutOfBoundsException if a label is no class
  public static Tensor crossEntropy(Tensor logits, Tensor labels) {
    var chosen = Labels.pick("crossEntropy", logits, labels);
    // What all have in common would round what they differ by.
    var greatest = logits.max(true, -1).stopGradient();
    var isChosen = labels.oneHot(logits.shape().dim(-1)).toDType(DType.BOOL);
    var others = Tensor.where(isChosen, NEVER, logits.minus(greatest)).logsumexp(-1);
    return others.minus(chosen.minus(greatest.squeeze(-1))).softplus().mean();
  }

  /// The mean over rows of -logProbs[label]: as [#crossEntropy], of what `logSoftmax` has given.
  /// Derivative -1 / number of rows where a label points, 0 elsewhere.
  ///
  /// @param labels INT32, of the shape of `logProbs` without the last axis
  /// @throws IllegalArgumentException if the labels are not INT32 or of another shape
  /// @throws IndexOutOfBoundsException if a label is no class
  public static Tensor nll(Tensor logProbs, Tensor labels) {
    return Labels.pick("nll", logProbs, labels).mean().unaryMinus();
  }

  /// The mean over rows of the sum of target (log target - logProbs): the divergence of
  /// distributions `target` from those whose logarithms are `logProbs`, along the last axis. A
  /// target of 0 counts nothing, though its logarithm be infinite. Derivative -target / number of
  /// rows in logProbs.
  ///
  /// @throws IllegalArgumentException unless both are floating and of one shape, of rank 1 at least
  public static Tensor klDiv(Tensor logProbs, Tensor target) {
    check("klDiv", logProbs, target);
    if (logProbs.rank() == 0) {
      throw new IllegalArgumentException("klDiv: a number has no axis for a distribution");
    }
    var each = target.xlogy(target).minus(Arithmetic.strongTimes(target, logProbs));
    return each.sum(-1).mean();
  }

  private static void check(String name, Tensor pred, Tensor target) {
    if (!pred.dtype().isDifferentiable() || !target.dtype().isDifferentiable()) {
      throw new IllegalArgumentException(
          name
              + ": takes FLOAT32 or FLOAT64, got "
              + pred.dtype()
              + " and "
              + target.dtype()
              + ": convert with toDType(DType.FLOAT64)");
    }
    if (!pred.shape().equals(target.shape())) {
      throw new IllegalArgumentException(
          name
              + ": predictions of shape "
              + pred.shape()
              + " and targets of shape "
              + target.shape()
              + ": they must be equal");
    }
  }
}
