package dev.cotangent.kotlin

import dev.cotangent.Tensor

/** A FLOAT64 vector of these numbers. */
public fun Iterable<Number>.toTensor(): Tensor = Tensor.of(*map { it.toDouble() }.toDoubleArray())

/** A FLOAT64 vector of these numbers. */
public fun DoubleArray.toTensor(): Tensor = Tensor.of(*this)

/**
 * These tensors of one shape side by side along a new axis.
 *
 * @throws IllegalArgumentException if the shapes differ or there are none
 */
public fun Iterable<Tensor>.stack(axis: Int = 0): Tensor = Tensor.stack(axis, *toList().toTypedArray())

/**
 * These tensors one after the other along an axis.
 *
 * @throws IllegalArgumentException if the shapes do not fit or there are none
 */
public fun Iterable<Tensor>.concat(axis: Int = 0): Tensor = Tensor.concat(axis, *toList().toTypedArray())

/**
 * The sub-tensors along the first axis, one by one: the rows of a matrix. A tensor is not itself
 * iterable, so that none is taken for a collection by accident.
 *
 * @throws IllegalArgumentException at rank 0
 */
public fun Tensor.asSequence(): Sequence<Tensor> = (0..<shape[0]).asSequence().map { this[it] }
