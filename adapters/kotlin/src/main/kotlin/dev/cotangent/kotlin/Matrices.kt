package dev.cotangent.kotlin

import dev.cotangent.Autodiff
import dev.cotangent.Structure
import dev.cotangent.Tensor

/**
 * All derivatives, by reverse mode: of shape out.shape + in.shape. The choice when there are fewer
 * results than arguments.
 */
public fun jacobian(f: (Tensor) -> Tensor): (Tensor) -> Tensor = Autodiff.jacobian(f)::invoke

/**
 * All derivatives, by reverse mode, by the elements of a data class or another [structure]: of shape
 * out.shape + (n) with n of them.
 */
@JvmName("jacobianOf")
public inline fun <reified P : Any> jacobian(noinline f: (P) -> Tensor): (P) -> Tensor =
    jacobian(structure<P>(), f)

/**
 * All derivatives, by reverse mode, by the elements of a structure's leaves, flattened and
 * concatenated: of shape out.shape + (n).
 */
public fun <P : Any> jacobian(structure: Structure<P>, f: (P) -> Tensor): (P) -> Tensor =
    Autodiff.jacobian(structure, f)::invoke

/**
 * All derivatives, by forward mode: of shape out.shape + in.shape. The choice when there are fewer
 * arguments than results.
 */
public fun jacobianForward(f: (Tensor) -> Tensor): (Tensor) -> Tensor = Autodiff.jacobianForward(f)::invoke

/**
 * All derivatives, by forward mode, by the elements of a data class or another [structure]: of shape
 * out.shape + (n) with n of them.
 */
@JvmName("jacobianForwardOf")
public inline fun <reified P : Any> jacobianForward(noinline f: (P) -> Tensor): (P) -> Tensor =
    jacobianForward(structure<P>(), f)

/**
 * All derivatives, by forward mode, by the elements of a structure's leaves, flattened and
 * concatenated: of shape out.shape + (n).
 */
public fun <P : Any> jacobianForward(structure: Structure<P>, f: (P) -> Tensor): (P) -> Tensor =
    Autodiff.jacobianForward(structure, f)::invoke

/** The second derivatives of a scalar function, of shape in.shape + in.shape. */
public fun hessian(f: (Tensor) -> Tensor): (Tensor) -> Tensor = Autodiff.hessian(f)::invoke

/** The second derivatives by the n elements of a data class or another [structure]: of shape (n, n). */
@JvmName("hessianOf")
public inline fun <reified P : Any> hessian(noinline f: (P) -> Tensor): (P) -> Tensor =
    hessian(structure<P>(), f)

/**
 * The second derivatives by the n elements of a structure's leaves, flattened and concatenated: of
 * shape (n, n).
 */
public fun <P : Any> hessian(structure: Structure<P>, f: (P) -> Tensor): (P) -> Tensor =
    Autodiff.hessian(structure, f)::invoke

/**
 * The Hessian times a vector, (x, v) to H(x) v, without the Hessian: the derivative of the gradient
 * along `v`, at the price of a few evaluations of [f].
 */
public fun hvp(f: (Tensor) -> Tensor): (Tensor, Tensor) -> Tensor = Autodiff.hvp(f)::invoke

/** The Hessian of a function of a data class or another [structure], times a value of that form. */
@JvmName("hvpOf")
public inline fun <reified P : Any> hvp(noinline f: (P) -> Tensor): (P, P) -> P = hvp(structure<P>(), f)

/** The Hessian of a function of a structure times a structure. */
public fun <P : Any> hvp(structure: Structure<P>, f: (P) -> Tensor): (P, P) -> P =
    Autodiff.hvp(structure, f)::invoke
