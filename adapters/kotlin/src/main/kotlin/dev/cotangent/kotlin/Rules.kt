package dev.cotangent.kotlin

import dev.cotangent.Autodiff
import dev.cotangent.Structure
import dev.cotangent.Tensor
import io.vavr.Function1

/**
 * [f], of which reverse mode keeps nothing but what goes in: its pullback runs [f] again. Memory for
 * time. [f] must do the same both times.
 */
public fun checkpoint(f: (Tensor) -> Tensor): (Tensor) -> Tensor = Autodiff.checkpoint(f)::invoke

/** A function of a data class or another [structure] whose pullback runs it again. */
@JvmName("checkpointOf")
public inline fun <reified P : Any> checkpoint(noinline f: (P) -> Tensor): (P) -> Tensor =
    checkpoint(structure<P>(), f)

/** A function of a structure whose pullback runs it again. */
public fun <P : Any> checkpoint(structure: Structure<P>, f: (P) -> Tensor): (P) -> Tensor =
    Autodiff.checkpoint(structure, f)::invoke

/**
 * [f] with a derivative of your own: [rule] takes the argument and the value to the pullback, written
 * with tensor operations, so that it can itself be differentiated.
 *
 * ```kotlin
 * val clipped = customVjp({ it }) { x, y -> { ct -> ct.clamp(-1, 1) } }
 * ```
 */
public fun customVjp(
    f: (Tensor) -> Tensor,
    rule: (x: Tensor, y: Tensor) -> (Tensor) -> Tensor,
): (Tensor) -> Tensor = Autodiff.customVjp(f) { x: Tensor, y: Tensor -> Function1(rule(x, y)) }::invoke

/**
 * A function of two arguments with a derivative of your own: [rule] takes them, as a tuple, and the
 * value.
 */
public fun customVjp(
    f: (Tensor, Tensor) -> Tensor,
    rule: (x: Tensors2, y: Tensor) -> (Tensor) -> Tensors2,
): (Tensor, Tensor) -> Tensor =
    Autodiff.customVjp(f) { x: Tensors2, y: Tensor -> Function1(rule(x, y)) }::invoke

/**
 * A function of three arguments with a derivative of your own: [rule] takes them, as a tuple, and the
 * value.
 */
public fun customVjp(
    f: (Tensor, Tensor, Tensor) -> Tensor,
    rule: (x: Tensors3, y: Tensor) -> (Tensor) -> Tensors3,
): (Tensor, Tensor, Tensor) -> Tensor =
    Autodiff.customVjp(f) { x: Tensors3, y: Tensor -> Function1(rule(x, y)) }::invoke

/**
 * [f] with a derivative of your own: [rule] takes the argument and its tangent, in which it is linear,
 * to the tangent of the value.
 *
 * ```kotlin
 * val doubled = customJvp({ it }) { x, dx -> 2 * dx }
 * ```
 */
public fun customJvp(
    f: (Tensor) -> Tensor,
    rule: (x: Tensor, dx: Tensor) -> Tensor,
): (Tensor) -> Tensor = Autodiff.customJvp(f, rule)::invoke

/**
 * A function of two arguments with a derivative of your own: [rule] takes them and their tangents, as
 * tuples.
 */
public fun customJvp(
    f: (Tensor, Tensor) -> Tensor,
    rule: (x: Tensors2, dx: Tensors2) -> Tensor,
): (Tensor, Tensor) -> Tensor = Autodiff.customJvp(f, rule)::invoke

/**
 * A function of three arguments with a derivative of your own: [rule] takes them and their tangents,
 * as tuples.
 */
public fun customJvp(
    f: (Tensor, Tensor, Tensor) -> Tensor,
    rule: (x: Tensors3, dx: Tensors3) -> Tensor,
): (Tensor, Tensor, Tensor) -> Tensor = Autodiff.customJvp(f, rule)::invoke
