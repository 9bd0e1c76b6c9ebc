/// Arithmetic on flat arrays. Knows nothing of tensors and derivatives.
///
/// An operation is an expression ([dev.cotangent.kernels.Expr]) in a small language of exactly
/// specified instructions; every way to compute it is generated from that expression, and gives the
/// same bits.
@NullMarked
package dev.cotangent.kernels;

import org.jspecify.annotations.NullMarked;
