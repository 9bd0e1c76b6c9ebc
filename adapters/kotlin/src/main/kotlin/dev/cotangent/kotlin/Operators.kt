package dev.cotangent.kotlin

import dev.cotangent.Tensor
import dev.cotangent.op.Numbers

// `x + y` and `x + 2.0` are methods of Tensor. Here are the numbers that are not Double, which Kotlin
// does not widen, and the numbers on the left. In all of them the number takes a floating tensor's
// type; of an INT32 tensor it is INT32 if it is whole, FLOAT64 if not, and quotients are FLOAT64.

/** `x + 2`: the number is added to every element. */
public operator fun Tensor.plus(y: Number): Tensor = plus(y.toDouble())

/** `x - 2`: the number is subtracted from every element. */
public operator fun Tensor.minus(y: Number): Tensor = minus(y.toDouble())

/** `x * 2`: every element times the number. */
public operator fun Tensor.times(y: Number): Tensor = times(y.toDouble())

/** `x / 2`: every element divided by the number; a quotient of integers is FLOAT64. */
public operator fun Tensor.div(y: Number): Tensor = div(y.toDouble())

/** `x % 2`: the remainder of every element, with its sign, as Kotlin's `%` of numbers. */
public operator fun Tensor.rem(y: Number): Tensor = rem(y.toDouble())

/** `2 + x`: the number plus every element. */
public operator fun Number.plus(x: Tensor): Tensor = like(x) + x

/** `2 - x`: the number less every element. */
public operator fun Number.minus(x: Tensor): Tensor = like(x) - x

/** `2 * x`: the number times every element. */
public operator fun Number.times(x: Tensor): Tensor = like(x) * x

/** `2 / x`: the number divided by every element. */
public operator fun Number.div(x: Tensor): Tensor = like(x) / x

/** `2 % x`: the remainders of the number, with its sign. */
public operator fun Number.rem(x: Tensor): Tensor = like(x) % x

/** `x.pow(2)`: every element to this power. */
public fun Tensor.pow(y: Number): Tensor = pow(y.toDouble())

/** `2.pow(x)`: the number to the powers that are the elements. */
public fun Number.pow(x: Tensor): Tensor = like(x).pow(x)

/** `x.mod(2)`: the floored remainder of every element, with the number's sign. */
public fun Tensor.mod(y: Number): Tensor = mod(y.toDouble())

/** `x.minimum(2)`: every element, or the number where that is less. */
public fun Tensor.minimum(y: Number): Tensor = minimum(y.toDouble())

/** `x.maximum(2)`: every element, or the number where that is greater. */
public fun Tensor.maximum(y: Number): Tensor = maximum(y.toDouble())

/** `x.clamp(0, 1)`: every element, brought between the two numbers. */
public fun Tensor.clamp(lo: Number, hi: Number): Tensor = clamp(lo.toDouble(), hi.toDouble())

private fun Number.like(x: Tensor): Tensor = Numbers.like(x, toDouble())
