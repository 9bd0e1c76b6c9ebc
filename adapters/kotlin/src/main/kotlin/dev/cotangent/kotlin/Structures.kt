package dev.cotangent.kotlin

import dev.cotangent.Structure
import dev.cotangent.Tensor
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type

/**
 * How a `P` is made of tensors: a data class or record, a `Pair` or `Triple`, a `List`, a `Map` from
 * `String`, or what these are nested of. `grad<P> { }` and the others find it by themselves.
 *
 * ```kotlin
 * data class Layer(val weight: Tensor, val bias: Tensor? = null)
 * data class Mlp(val layers: List<Layer>, val activation: (Tensor) -> Tensor)
 * val structure = structure<Mlp>()
 * ```
 *
 * Of a data class the components of its primary constructor take part; a nullable one may be absent.
 * What holds no tensors rides along, as a name or a function does. Values of a sealed type are taken
 * as what they are.
 *
 * @throws IllegalArgumentException if a class holds tensors and is none of these
 */
public inline fun <reified P : Any> structure(): Structure<P> = structureOf(object : TypeToken<P>() {})

/** A type with its arguments: an object of a subclass knows what the class was declared with. */
@PublishedApi
internal abstract class TypeToken<P : Any> {
    val type: Type = (javaClass.genericSuperclass as ParameterizedType).actualTypeArguments[0]
}

@PublishedApi
@Suppress("UNCHECKED_CAST") // the token's type is P
internal fun <P : Any> structureOf(token: TypeToken<P>): Structure<P> = Structure.of(token.type) as Structure<P>

/** A value like [p], each tensor replaced by [f] of it. */
public fun <P : Any> Structure<P>.map(p: P, f: (Tensor) -> Tensor): P = rebuild(p, leaves(p).map(f))

/**
 * A value like [p], each tensor replaced by [f] of it and of the one that lies there in [q]: a step of
 * a descent is `structure.map(p, gradient) { x, dx -> x - 0.1 * dx }`.
 *
 * @throws IllegalArgumentException if the numbers of tensors differ
 */
public fun <P : Any> Structure<P>.map(p: P, q: P, f: (Tensor, Tensor) -> Tensor): P {
    val (xs, ys) = leaves(p) to leaves(q)
    require(xs.size() == ys.size()) { "Structure.map: ${xs.size()} tensors and ${ys.size()}" }
    return rebuild(p, xs.zipWith(ys, f))
}
