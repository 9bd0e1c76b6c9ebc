package dev.cotangent.docs;

import dev.cotangent.Tensor;

/// A network with one hidden layer. Its parameters are a record: the gradient of a function of it
/// is again a `Network`.
record Network(Layer hidden, Layer output) {
  /// One row of logits for each row of features.
  Tensor logits(Tensor x) {
    return output.apply(hidden.apply(x).tanh());
  }

  /// The mean cross-entropy of the labels, which are of shape (rows).
  Tensor loss(Tensor x, Tensor labels) {
    return logits(x).logSoftmax(1).gather(labels.expandDims(1), 1).mean().unaryMinus();
  }
}
