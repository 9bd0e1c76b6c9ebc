package dev.cotangent.kotlin

import dev.cotangent.Autodiff
import dev.cotangent.Linearization
import dev.cotangent.Linearized
import dev.cotangent.Structure
import dev.cotangent.Tensor

/**
 * A function in forward mode: from an argument and a tangent of its shape and type to the value and
 * its derivative along the tangent.
 *
 * ```kotlin
 * val (y, dy) = jvp { x -> x * x }(tensorOf(1, 2), tensorOf(1, 10))     // [1. 4.], [2. 40.]
 * ```
 *
 * @return throws IllegalArgumentException when called, if the tangent is not like the argument or that
 *   is not floating
 */
public fun jvp(f: (Tensor) -> Tensor): (Tensor, Tensor) -> Linearized = { x, dx -> Autodiff.jvp(f, x, dx) }

/** A function of two arguments in forward mode: arguments and tangents are tuples. */
public fun jvp(f: (Tensor, Tensor) -> Tensor): (Tensors2, Tensors2) -> Linearized =
    { x, dx -> Autodiff.jvp(f, x, dx) }

/** A function of three arguments in forward mode: arguments and tangents are tuples. */
public fun jvp(f: (Tensor, Tensor, Tensor) -> Tensor): (Tensors3, Tensors3) -> Linearized =
    { x, dx -> Autodiff.jvp(f, x, dx) }

/** A function of four arguments in forward mode: arguments and tangents are tuples. */
public fun jvp(f: (Tensor, Tensor, Tensor, Tensor) -> Tensor): (Tensors4, Tensors4) -> Linearized =
    { x, dx -> Autodiff.jvp(f, x, dx) }

/** A function of five arguments in forward mode: arguments and tangents are tuples. */
public fun jvp(f: (Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor): (Tensors5, Tensors5) -> Linearized =
    { x, dx -> Autodiff.jvp(f, x, dx) }

/** A function of a data class or another [structure] in forward mode; so is the tangent. */
@JvmName("jvpOf")
public inline fun <reified P : Any> jvp(noinline f: (P) -> Tensor): (P, P) -> Linearized =
    jvp(structure<P>(), f)

/** A function of a structure in forward mode. */
public fun <P : Any> jvp(structure: Structure<P>, f: (P) -> Tensor): (P, P) -> Linearized =
    { p, dp -> Autodiff.jvp(structure, f, p, dp) }

/** `jvp(f)(x, tangent)`. */
public fun jvp(f: (Tensor) -> Tensor, x: Tensor, tangent: Tensor): Linearized = Autodiff.jvp(f, x, tangent)

/** `jvp(f)(x, tangent)`. */
public fun jvp(f: (Tensor, Tensor) -> Tensor, x: Tensors2, tangent: Tensors2): Linearized =
    Autodiff.jvp(f, x, tangent)

/** `jvp(f)(x, tangent)`. */
public fun jvp(f: (Tensor, Tensor, Tensor) -> Tensor, x: Tensors3, tangent: Tensors3): Linearized =
    Autodiff.jvp(f, x, tangent)

/** `jvp(f)(x, tangent)`. */
public fun jvp(f: (Tensor, Tensor, Tensor, Tensor) -> Tensor, x: Tensors4, tangent: Tensors4): Linearized =
    Autodiff.jvp(f, x, tangent)

/** `jvp(f)(x, tangent)`. */
public fun jvp(
    f: (Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor,
    x: Tensors5,
    tangent: Tensors5,
): Linearized =
    Autodiff.jvp(f, x, tangent)

/**
 * Runs a function once: its value, and the pushforward that takes tangents of the argument to tangents
 * of the value, as often as wanted.
 */
public fun linearize(f: (Tensor) -> Tensor): (Tensor) -> Linearization<Tensor> =
    { x -> Autodiff.linearize(f, x) }

/** Value and pushforward of a function of a data class or another [structure]. */
@JvmName("linearizeOf")
public inline fun <reified P : Any> linearize(noinline f: (P) -> Tensor): (P) -> Linearization<P> =
    linearize(structure<P>(), f)

/** Value and pushforward of a function of a structure. */
public fun <P : Any> linearize(structure: Structure<P>, f: (P) -> Tensor): (P) -> Linearization<P> =
    { p -> Autodiff.linearize(structure, f, p) }
