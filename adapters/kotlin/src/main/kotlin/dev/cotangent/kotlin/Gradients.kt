package dev.cotangent.kotlin

import dev.cotangent.Autodiff
import dev.cotangent.Structure
import dev.cotangent.Tensor
import dev.cotangent.ValueAndGrad
import dev.cotangent.ValueGradAux
import io.vavr.Tuple

/**
 * The gradient of a scalar function: of the argument's shape and type.
 *
 * ```kotlin
 * val cube = grad { x -> x * x * x }
 * cube(tensorOf(2)[0])          // 12.0
 * grad(cube)(tensorOf(2)[0])    // 12.0, and so on
 * ```
 *
 * The function may use any control flow, close over other tensors and run anywhere. A method with
 * overloads is passed as a lambda: `{ it.sum() }`.
 *
 * @param f returns rank 0
 * @return throws IllegalArgumentException when called, if the argument is not floating or [f] returns
 *   a tensor of rank 1 or more, or of a type that is not floating
 */
public fun grad(f: (Tensor) -> Tensor): (Tensor) -> Tensor = Autodiff.grad(f)::invoke

/**
 * The gradient of a scalar function of two arguments, by all of them. To choose some, close over the
 * others.
 */
public fun grad(f: (Tensor, Tensor) -> Tensor): (Tensor, Tensor) -> Tensors2 = Autodiff.grad(f)::invoke

/**
 * The gradient of a scalar function of three arguments, by all of them. To choose some, close over the
 * others.
 */
public fun grad(f: (Tensor, Tensor, Tensor) -> Tensor): (Tensor, Tensor, Tensor) -> Tensors3 =
    Autodiff.grad(f)::invoke

/**
 * The gradient of a scalar function of four arguments, by all of them. To choose some, close over the
 * others.
 */
public fun grad(f: (Tensor, Tensor, Tensor, Tensor) -> Tensor): (Tensor, Tensor, Tensor, Tensor) -> Tensors4 =
    Autodiff.grad(f)::invoke

/**
 * The gradient of a scalar function of five arguments, by all of them. To choose some, close over the
 * others.
 */
public fun grad(
    f: (Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor,
): (Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensors5 =
    Autodiff.grad(f)::invoke

/**
 * The gradient of a scalar function of a data class, a record, a list or a map of tensors, or what
 * these are nested of (see [structure]): a value of the same form.
 *
 * ```kotlin
 * data class Line(val slope: Tensor, val intercept: Tensor)
 * val gradient = grad<Line> { (slope, intercept) -> (x * slope + intercept - y).square().mean() }
 * ```
 */
@JvmName("gradOf")
public inline fun <reified P : Any> grad(noinline f: (P) -> Tensor): (P) -> P = grad(structure<P>(), f)

/** The gradient of a scalar function of a structure: a value of the same form. */
public fun <P : Any> grad(structure: Structure<P>, f: (P) -> Tensor): (P) -> P =
    Autodiff.grad(structure, f)::invoke

/**
 * The value of a scalar function and its gradient, from one evaluation: `val (value, gradient) = ...`.
 */
public fun valueAndGrad(f: (Tensor) -> Tensor): (Tensor) -> ValueAndGrad<Tensor> =
    Autodiff.valueAndGrad(f)::invoke

/** Value and gradient of a scalar function of two arguments, by all of them. */
public fun valueAndGrad(f: (Tensor, Tensor) -> Tensor): (Tensor, Tensor) -> ValueAndGrad<Tensors2> =
    Autodiff.valueAndGrad(f)::invoke

/** Value and gradient of a scalar function of three arguments, by all of them. */
public fun valueAndGrad(
    f: (Tensor, Tensor, Tensor) -> Tensor,
): (Tensor, Tensor, Tensor) -> ValueAndGrad<Tensors3> =
    Autodiff.valueAndGrad(f)::invoke

/** Value and gradient of a scalar function of four arguments, by all of them. */
public fun valueAndGrad(
    f: (Tensor, Tensor, Tensor, Tensor) -> Tensor,
): (Tensor, Tensor, Tensor, Tensor) -> ValueAndGrad<Tensors4> =
    Autodiff.valueAndGrad(f)::invoke

/** Value and gradient of a scalar function of five arguments, by all of them. */
public fun valueAndGrad(
    f: (Tensor, Tensor, Tensor, Tensor, Tensor) -> Tensor,
): (Tensor, Tensor, Tensor, Tensor, Tensor) -> ValueAndGrad<Tensors5> =
    Autodiff.valueAndGrad(f)::invoke

/** Value and gradient of a scalar function of a data class or another [structure]. */
@JvmName("valueAndGradOf")
public inline fun <reified P : Any> valueAndGrad(noinline f: (P) -> Tensor): (P) -> ValueAndGrad<P> =
    valueAndGrad(structure<P>(), f)

/** Value and gradient of a scalar function of a structure. */
public fun <P : Any> valueAndGrad(structure: Structure<P>, f: (P) -> Tensor): (P) -> ValueAndGrad<P> =
    Autodiff.valueAndGrad(structure, f)::invoke

/**
 * Value and gradient of a scalar function that returns something besides its value: predictions,
 * statistics, a new state. That is not differentiated.
 *
 * ```kotlin
 * val (loss, gradient, hits) = valueGradAux { w -> loss(w) to hits(w) }(weights)
 * ```
 */
public fun <A : Any> valueGradAux(f: (Tensor) -> Pair<Tensor, A>): (Tensor) -> ValueGradAux<Tensor, A> =
    valueGradAux(Structure.tensor(), f)

/**
 * Value, gradient and what is returned besides, of a function of a data class or another [structure].
 */
@JvmName("valueGradAuxOf")
public inline fun <reified P : Any, A : Any> valueGradAux(
    noinline f: (P) -> Pair<Tensor, A>,
): (P) -> ValueGradAux<P, A> = valueGradAux(structure<P>(), f)

/** Value, gradient and what is returned besides, of a function of a structure. */
public fun <P : Any, A : Any> valueGradAux(
    structure: Structure<P>,
    f: (P) -> Pair<Tensor, A>,
): (P) -> ValueGradAux<P, A> =
    Autodiff.valueGradAux(structure) { p: P -> f(p).let { (value, aux) -> Tuple.of(value, aux) } }::invoke
