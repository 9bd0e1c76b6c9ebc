package dev.cotangent.benchmarks.gradbench;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;

/// A long short-term memory with diagonal weights, which predicts each character of a text from
/// those before.
public final class Lstm {
  private Lstm() {}

  /// The numbers of a gate within a row of weights or biases.
  private static final int FORGET = 0;

  private static final int IN = 1;
  private static final int OUT = 2;
  private static final int CHANGE = 3;

  /// What is trained.
  ///
  /// @param main weights and biases of each layer, in turns, for the four gates: (2 l, 4 b)
  /// @param extra weights of the input, weights and biases of the output: (3, b)
  public record Parameters(Tensor main, Tensor extra) {}

  /// The mean of minus the logarithm of the probability given to what comes.
  ///
  /// @param state hidden values and cells of each layer, in turns: (2 l, b)
  /// @param sequence (c, b)
  public static Tensor loss(Parameters p, Tensor state, Tensor sequence) {
    int steps = sequence.shape().dim(0) - 1;
    int bits = sequence.shape().dim(1);
    int layers = state.shape().dim(0) / 2;
    var weights = p.main.reshape(layers, 2, 4, bits);
    var values = rows(sequence.slice(0, 0, steps, 1).times(p.extra.get(0)));
    for (int k = 0; k < layers; k++) {
      values = layer(weights.get(k), state.get(2 * k), state.get(2 * k + 1), values);
    }
    var predictions =
        Tensor.stack(0, values.toArray(Tensor[]::new)).times(p.extra.get(1)).plus(p.extra.get(2));
    var total = predictions.exp().sum(true, 1).plus(2).log();
    return sequence.slice(0, 1, steps + 1, 1).times(total.minus(predictions)).mean();
  }

  public static Parameters gradient(Parameters p, Tensor state, Tensor sequence) {
    Function1<Parameters, Tensor> loss = parameters -> loss(parameters, state, sequence);
    return Autodiff.grad(Parameters.class, loss).apply(p);
  }

  /// The hidden values after each of the inputs.
  ///
  /// @param parameters weights and biases of four gates: (2, 4, b)
  private static List<Tensor> layer(
      Tensor parameters, Tensor hidden, Tensor cell, List<Tensor> inputs) {
    var weights = rows(parameters.get(0));
    var biases = rows(parameters.get(1));
    var outputs = new ArrayList<Tensor>(inputs.size());
    for (var input : inputs) {
      var forget = input.times(weights.get(FORGET)).plus(biases.get(FORGET)).sigmoid();
      var in = hidden.times(weights.get(IN)).plus(biases.get(IN)).sigmoid();
      var out = input.times(weights.get(OUT)).plus(biases.get(OUT)).sigmoid();
      var change = hidden.times(weights.get(CHANGE)).plus(biases.get(CHANGE)).tanh();
      cell = cell.times(forget).plus(in.times(change));
      hidden = out.times(cell.tanh());
      outputs.add(hidden);
    }
    return outputs;
  }

  private static List<Tensor> rows(Tensor matrix) {
    var ones = new int[matrix.shape().dim(0)];
    java.util.Arrays.fill(ones, 1);
    return matrix.split(0, ones).map(row -> row.squeeze(0)).toJavaList();
  }
}
