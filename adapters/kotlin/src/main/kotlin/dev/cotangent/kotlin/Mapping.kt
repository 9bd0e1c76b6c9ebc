package dev.cotangent.kotlin

import dev.cotangent.Autodiff
import dev.cotangent.Structure
import dev.cotangent.Tensor

/**
 * Runs a function once for all slices of its argument along an axis: `vmap(f)(x)` is [f] of each,
 * stacked, bit for bit, as one pass. What [f] closes over is the same for all. It may return a tensor,
 * or tuples, data classes, records, lists and maps of them.
 *
 * ```kotlin
 * vmap(grad(loss))(samples)     // a gradient for each sample
 * ```
 *
 * Inside, a tensor shows the shape of one slice and has no value to be read: choose with
 * [Tensor.where] instead of branching.
 *
 * @param inAxis the axis to map over, negative from the end
 * @param outAxis where the results have the new axis
 * @return throws IllegalArgumentException when called, if there is no such axis or [f] reads a value
 */
public fun <R : Any> vmap(inAxis: Int = 0, outAxis: Int = 0, f: (Tensor) -> R): (Tensor) -> R =
    Autodiff.vmap(f, inAxis, outAxis)::invoke

/** Maps a function of two arguments over all of them. */
public fun <R : Any> vmap(
    inAxis: Int = 0,
    outAxis: Int = 0,
    f: (Tensor, Tensor) -> R,
): (Tensor, Tensor) -> R =
    Autodiff.vmap(f, inAxis, outAxis)::invoke

/** Maps a function of three arguments over all of them. */
public fun <R : Any> vmap(inAxis: Int = 0, outAxis: Int =
    0, f: (Tensor, Tensor, Tensor) -> R): (Tensor, Tensor, Tensor) -> R =
    Autodiff.vmap(f, inAxis, outAxis)::invoke

/** Maps a function of four arguments over all of them. */
public fun <R : Any> vmap(inAxis: Int = 0, outAxis: Int =
    0, f: (Tensor, Tensor, Tensor, Tensor) -> R): (Tensor, Tensor, Tensor, Tensor) -> R =
    Autodiff.vmap(f, inAxis, outAxis)::invoke

/** Maps a function of five arguments over all of them. */
public fun <R : Any> vmap(inAxis: Int = 0, outAxis: Int =
    0, f: (Tensor, Tensor, Tensor, Tensor, Tensor) -> R): (Tensor, Tensor, Tensor, Tensor, Tensor) -> R =
    Autodiff.vmap(f, inAxis, outAxis)::invoke

/** Maps over the tensors of a data class or another [structure], all along their first axes. */
@JvmName("vmapOf")
public inline fun <reified A : Any, reified B : Any> vmap(noinline f: (A) -> B): (A) -> B =
    vmap(structure<A>(), structure<B>(), f)

/**
 * Maps over the tensors of a structure, all along their first axes. A part described by
 * [Structure.unmapped] is left whole.
 */
public fun <A : Any, B : Any> vmap(input: Structure<A>, output: Structure<B>, f: (A) -> B): (A) -> B =
    Autodiff.vmap(input, output, f)::invoke
