package dev.cotangent.kotlin

import dev.cotangent.Tensor

// An infix call binds looser than + - * / and tighter than comparisons:
// `a matmul b + c` is `a matmul (b + c)`; write `(a matmul b) + c`. `*` is element by element.

/**
 * The matrix product, as [Tensor.matmul]. It binds looser than the operators: `x matmul w + b` is
 * `x matmul (w + b)`.
 *
 * @throws IllegalArgumentException if the inner lengths differ
 */
public infix fun Tensor.matmul(y: Tensor): Tensor = matmul(y)

/** The sum of products of two vectors, as [Tensor.dot]; it binds looser than the operators. */
public infix fun Tensor.dot(y: Tensor): Tensor = dot(y)

/** All products of elements of two vectors, as [Tensor.outer]; it binds looser than the operators. */
public infix fun Tensor.outer(y: Tensor): Tensor = outer(y)
