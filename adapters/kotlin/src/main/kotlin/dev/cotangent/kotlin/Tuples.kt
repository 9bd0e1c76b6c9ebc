package dev.cotangent.kotlin

import dev.cotangent.Tensor
import io.vavr.Tuple2
import io.vavr.Tuple3
import io.vavr.Tuple4
import io.vavr.Tuple5

// `val (dx, dy) = grad { x, y -> x * y }(a, b)`. ValueAndGrad, Recording, Linearized and the other
// results have components of their own.

/** Two tensors, as a gradient by two arguments is. */
public typealias Tensors2 = Tuple2<Tensor, Tensor>

/** Three tensors. */
public typealias Tensors3 = Tuple3<Tensor, Tensor, Tensor>

/** Four tensors. */
public typealias Tensors4 = Tuple4<Tensor, Tensor, Tensor, Tensor>

/** Five tensors. */
public typealias Tensors5 = Tuple5<Tensor, Tensor, Tensor, Tensor, Tensor>

/** The first of two values. */
public operator fun <A> Tuple2<A, *>.component1(): A = _1

/** The second of two values. */
public operator fun <B> Tuple2<*, B>.component2(): B = _2

/** The first of three values. */
public operator fun <A> Tuple3<A, *, *>.component1(): A = _1

/** The second of three values. */
public operator fun <B> Tuple3<*, B, *>.component2(): B = _2

/** The third of three values. */
public operator fun <C> Tuple3<*, *, C>.component3(): C = _3

/** The first of four values. */
public operator fun <A> Tuple4<A, *, *, *>.component1(): A = _1

/** The second of four values. */
public operator fun <B> Tuple4<*, B, *, *>.component2(): B = _2

/** The third of four values. */
public operator fun <C> Tuple4<*, *, C, *>.component3(): C = _3

/** The fourth of four values. */
public operator fun <D> Tuple4<*, *, *, D>.component4(): D = _4

/** The first of five values. */
public operator fun <A> Tuple5<A, *, *, *, *>.component1(): A = _1

/** The second of five values. */
public operator fun <B> Tuple5<*, B, *, *, *>.component2(): B = _2

/** The third of five values. */
public operator fun <C> Tuple5<*, *, C, *, *>.component3(): C = _3

/** The fourth of five values. */
public operator fun <D> Tuple5<*, *, *, D, *>.component4(): D = _4

/** The fifth of five values. */
public operator fun <E> Tuple5<*, *, *, *, E>.component5(): E = _5
