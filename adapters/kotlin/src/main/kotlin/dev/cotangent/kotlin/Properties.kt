package dev.cotangent.kotlin

import dev.cotangent.DType
import dev.cotangent.Shape
import dev.cotangent.Tensor

/** The lengths of the axes. */
public val Tensor.shape: Shape get() = shape()

/** The type of the elements. */
public val Tensor.dtype: DType get() = dtype()

/** The number of axes. */
public val Tensor.rank: Int get() = rank()

/** The number of elements. */
public val Tensor.size: Long get() = size()

/** The number of axes. */
public val Shape.rank: Int get() = rank()

/** The number of elements. */
public val Shape.size: Long get() = size()

/**
 * The length of an axis, as in `x.shape[0]`; a negative axis counts from the end.
 *
 * @throws IllegalArgumentException if there is no such axis
 */
public operator fun Shape.get(axis: Int): Int = dim(axis)
