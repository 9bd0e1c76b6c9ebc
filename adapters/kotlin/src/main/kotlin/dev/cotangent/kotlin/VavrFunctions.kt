package dev.cotangent.kotlin

import io.vavr.Function1
import io.vavr.Function2
import io.vavr.Function3
import io.vavr.Function4
import io.vavr.Function5

/** `f(a)`: applies a Vavr function of one argument. */
public operator fun <A, R> Function1<A, R>.invoke(a: A): R = apply(a)

/** `f(a, b)`: applies a Vavr function of two arguments. */
public operator fun <A, B, R> Function2<A, B, R>.invoke(a: A, b: B): R = apply(a, b)

/** `f(a, b, c)`: applies a Vavr function of three arguments. */
public operator fun <A, B, C, R> Function3<A, B, C, R>.invoke(a: A, b: B, c: C): R = apply(a, b, c)

/** `f(a, b, c, d)`: applies a Vavr function of four arguments. */
public operator fun <A, B, C, D, R> Function4<A, B, C, D, R>.invoke(a: A, b: B, c: C, d: D): R =
    apply(a, b, c, d)

/** `f(a, b, c, d, e)`: applies a Vavr function of five arguments. */
public operator fun <A, B, C, D, E, R> Function5<A, B, C, D, E, R>.invoke(a: A, b: B, c: C, d: D, e: E): R =
    apply(a, b, c, d, e)
