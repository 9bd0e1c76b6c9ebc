package dev.cotangent.docs;

import dev.cotangent.Tensor;

/// An affine map of rows.
///
/// @param weight of shape (inputs, outputs)
/// @param bias of shape (outputs)
record Layer(Tensor weight, Tensor bias) {
  Tensor apply(Tensor x) {
    return x.matmul(weight).plus(bias);
  }
}
