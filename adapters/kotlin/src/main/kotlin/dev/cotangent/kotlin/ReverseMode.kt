package dev.cotangent.kotlin

import dev.cotangent.Autodiff
import dev.cotangent.Explanation
import dev.cotangent.Recording
import dev.cotangent.Structure
import dev.cotangent.Tensor

/**
 * Runs a function, of whatever shape, and records it: its value, the pullback that takes a cotangent
 * of the value to one of the argument, and the tape.
 *
 * ```kotlin
 * val (y, pullback, tape) = vjp { x -> x * x }(tensorOf(1, 2))
 * pullback(tensorOf(1, 10))     // [2. 40.]
 * ```
 *
 * @return throws IllegalArgumentException when called, if the argument is not floating
 */
public fun vjp(f: (Tensor) -> Tensor): (Tensor) -> Recording<Tensor> = { x -> Autodiff.vjp(f, x) }

/** Value, pullback and tape of a function of two arguments. */
public fun vjp(f: (Tensor, Tensor) -> Tensor): (Tensor, Tensor) -> Recording<Tensors2> =
    { x, y -> Autodiff.vjp(f, x, y) }

/** Value, pullback and tape of a function of three arguments. */
public fun vjp(f: (Tensor, Tensor, Tensor) -> Tensor): (Tensor, Tensor, Tensor) -> Recording<Tensors3> =
    { x, y, z -> Autodiff.vjp(f, x, y, z) }

/** Value, pullback and tape of a function of four arguments. */
public fun vjp(
    f: (Tensor, Tensor, Tensor, Tensor) -> Tensor,
): (Tensor, Tensor, Tensor, Tensor) -> Recording<Tensors4> =
    { x, y, z, u -> Autodiff.vjp(f, x, y, z, u) }

/** Value, pullback and tape of a function of five arguments. */
public fun vjp(
    f: (Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor,
): (Tensor, Tensor, Tensor, Tensor, Tensor) -> Recording<Tensors5> =
    { x, y, z, u, v -> Autodiff.vjp(f, x, y, z, u, v) }

/** Value, pullback and tape of a function of a data class or another [structure]. */
@JvmName("vjpOf")
public inline fun <reified P : Any> vjp(noinline f: (P) -> Tensor): (P) -> Recording<P> =
    vjp(structure<P>(), f)

/** Value, pullback and tape of a function of a structure. */
public fun <P : Any> vjp(structure: Structure<P>, f: (P) -> Tensor): (P) -> Recording<P> =
    { p -> Autodiff.vjp(structure, f, p) }

/** `vjp(f)(x)`. */
public fun vjp(f: (Tensor) -> Tensor, x: Tensor): Recording<Tensor> = Autodiff.vjp(f, x)

/** `vjp(f)(x, y)`. */
public fun vjp(f: (Tensor, Tensor) -> Tensor, x: Tensor, y: Tensor): Recording<Tensors2> =
    Autodiff.vjp(f, x, y)

/** `vjp(f)(x, y, z)`. */
public fun vjp(f: (Tensor, Tensor, Tensor) -> Tensor, x: Tensor, y: Tensor, z: Tensor): Recording<Tensors3> =
    Autodiff.vjp(f, x, y, z)

/** `vjp(f)(x, y, z, u)`. */
public fun vjp(
    f: (Tensor, Tensor, Tensor, Tensor) -> Tensor,
    x: Tensor,
    y: Tensor,
    z: Tensor,
    u: Tensor,
): Recording<Tensors4> =
    Autodiff.vjp(f, x, y, z, u)

/** `vjp(f)(x, y, z, u, v)`. */
public fun vjp(
    f: (Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor,
    x: Tensor,
    y: Tensor,
    z: Tensor,
    u: Tensor,
    v: Tensor,
): Recording<Tensors5> =
    Autodiff.vjp(f, x, y, z, u, v)

/**
 * Where NaN, infinity or zero entered the gradient of a scalar function: which operation made it first,
 * out of what, and which line of the program called it. To be printed.
 *
 * ```kotlin
 * println(explain { x -> sqrt(x).sum() }(tensorOf(0, 1)))
 * ```
 *
 * @return throws IllegalArgumentException when called, where [grad] would
 */
public fun explain(f: (Tensor) -> Tensor): (Tensor) -> Explanation = { x -> Autodiff.explain(f, x) }
