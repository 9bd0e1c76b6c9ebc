package dev.cotangent.kotlin

import dev.cotangent.Tensor

// The functions of mathematics with their usual names, element by element. They stand beside those of
// kotlin.math: which is meant is seen from the argument.

/** e^x. Derivative e^x. */
public fun exp(x: Tensor): Tensor = x.exp()

/** 2^x. Derivative 2^x log 2. */
public fun exp2(x: Tensor): Tensor = x.exp2()

/** e^x - 1, exact for small x. Derivative e^x. */
public fun expm1(x: Tensor): Tensor = x.expm1()

/** The natural logarithm: -infinity at 0, NaN below. Derivative 1 / x. */
public fun log(x: Tensor): Tensor = x.log()

/** The natural logarithm, by Kotlin's name: [log]. */
public fun ln(x: Tensor): Tensor = log(x)

/** log(1 + x), exact for small x. Derivative 1 / (1 + x). */
public fun log1p(x: Tensor): Tensor = x.log1p()

/** The logarithm to base 2. Derivative 1 / (x log 2). */
public fun log2(x: Tensor): Tensor = x.log2()

/** The logarithm to base 10. Derivative 1 / (x log 10). */
public fun log10(x: Tensor): Tensor = x.log10()

/** x². Derivative 2 x. */
public fun square(x: Tensor): Tensor = x.square()

/** The square root: NaN below 0. Derivative 1 / (2 sqrt(x)), +infinity at 0. */
public fun sqrt(x: Tensor): Tensor = x.sqrt()

/** 1 / sqrt(x). Derivative -1/2 x^(-3/2), -infinity at 0. */
public fun rsqrt(x: Tensor): Tensor = x.rsqrt()

/** The cube root, of negative numbers as well. Derivative 1 / (3 cbrt(x)²), +infinity at 0. */
public fun cbrt(x: Tensor): Tensor = x.cbrt()

/** log(e^x + e^y) without overflow. Derivatives e^x / (e^x + e^y) and e^y / (e^x + e^y). */
public fun logaddexp(x: Tensor, y: Tensor): Tensor = x.logaddexp(y)

/** sqrt(x² + y²) without overflow. Derivatives x / h and y / h, 0 at the origin. */
public fun hypot(x: Tensor, y: Tensor): Tensor = x.hypot(y)

/** x log y, and 0 where x is 0. Derivatives log y and x / y, both 0 at (0, 0). */
public fun xlogy(x: Tensor, y: Tensor): Tensor = x.xlogy(y)

/** The sine. Derivative cos x. */
public fun sin(x: Tensor): Tensor = x.sin()

/** The cosine. Derivative -sin x. */
public fun cos(x: Tensor): Tensor = x.cos()

/** The tangent. Derivative 1 + tan² x. */
public fun tan(x: Tensor): Tensor = x.tan()

/**
 * The inverse of sin on [-1, 1], NaN outside. Derivative 1 / sqrt(1 - x²), infinite at the edges.
 */
public fun asin(x: Tensor): Tensor = x.asin()

/**
 * The inverse of cos on [-1, 1], NaN outside. Derivative -1 / sqrt(1 - x²), infinite at the edges.
 */
public fun acos(x: Tensor): Tensor = x.acos()

/** The inverse of tan. Derivative 1 / (1 + x²). */
public fun atan(x: Tensor): Tensor = x.atan()

/**
 * The angle of the point (x, y), as `atan2(y, x)` of numbers. Derivatives x / (x² + y²) of y and -y /
 * (x² + y²) of x, 0 at the origin.
 */
public fun atan2(y: Tensor, x: Tensor): Tensor = y.atan2(x)

/** The hyperbolic sine. Derivative cosh x. */
public fun sinh(x: Tensor): Tensor = x.sinh()

/** The hyperbolic cosine. Derivative sinh x. */
public fun cosh(x: Tensor): Tensor = x.cosh()

/** The hyperbolic tangent. Derivative 1 - tanh² x. */
public fun tanh(x: Tensor): Tensor = x.tanh()

/** The inverse of sinh. Derivative 1 / sqrt(x² + 1). */
public fun asinh(x: Tensor): Tensor = x.asinh()

/** The inverse of cosh on [1, infinity), NaN below. Derivative 1 / sqrt(x² - 1), infinite at 1. */
public fun acosh(x: Tensor): Tensor = x.acosh()

/** The inverse of tanh on [-1, 1], NaN outside. Derivative 1 / (1 - x²), infinite at the edges. */
public fun atanh(x: Tensor): Tensor = x.atanh()

/** sin(πx) / (πx), and 1 at 0. Its derivative there is 0, its second -π²/3. */
public fun sinc(x: Tensor): Tensor = x.sinc()

/** The error function. Derivative 2 / sqrt(π) e^(-x²). */
public fun erf(x: Tensor): Tensor = x.erf()

/**
 * 1 - erf(x), with its relative accuracy kept where that is tiny. Derivative -2 / sqrt(π) e^(-x²).
 */
public fun erfc(x: Tensor): Tensor = x.erfc()

/**
 * The inverse of [erf] on [-1, 1]: infinite at both ends. Derivative sqrt(π) / 2 e^(y²), +infinity at
 * both ends.
 */
public fun erfinv(x: Tensor): Tensor = x.erfinv()

/**
 * log |Γ(x)|: +infinity at 0 and the negative integers, the poles of Γ. Derivative [digamma]:
 * -infinity at 0, NaN at the other poles.
 */
public fun lgamma(x: Tensor): Tensor = x.lgamma()

/**
 * The derivative of [lgamma]: -infinity at 0, +infinity at -0, and NaN at the negative integers.
 * Derivative [Tensor.polygamma] of order 1.
 */
public fun digamma(x: Tensor): Tensor = x.digamma()

/**
 * log(x / (1 - x)), the inverse of sigmoid, exact near 1/2: -infinity at 0, +infinity at 1. Derivative
 * 1 / (x (1 - x)), +infinity at both.
 */
public fun logit(x: Tensor): Tensor = x.logit()

/** 1 / (1 + e^-x). Derivative sigmoid(x) sigmoid(-x). */
public fun sigmoid(x: Tensor): Tensor = x.sigmoid()

/** log sigmoid(x), exact in both tails. Derivative sigmoid(-x). */
public fun logSigmoid(x: Tensor): Tensor = x.logSigmoid()

/** log(1 + e^x), without overflow. Derivative sigmoid(x). */
public fun softplus(x: Tensor): Tensor = x.softplus()

/** x / (1 + |x|). Derivative 1 / (1 + |x|)². */
public fun softsign(x: Tensor): Tensor = x.softsign()

/** max(x, 0). Derivative 1 above 0, 0 at 0 and below. */
public fun relu(x: Tensor): Tensor = x.relu()

/** x between 0 and 6. Derivative 1 between them, 0 at both and outside. */
public fun relu6(x: Tensor): Tensor = x.relu6()

/** 1.0507... [elu][Tensor.elu] of x with alpha 1.6732..., the self-normalising constants. */
public fun selu(x: Tensor): Tensor = x.selu()

/** x sigmoid(x), also called swish. */
public fun silu(x: Tensor): Tensor = x.silu()

/** x tanh(softplus(x)). */
public fun mish(x: Tensor): Tensor = x.mish()

/** x Φ(x) with the normal distribution function Φ, by erfc. Derivative Φ(x) + x φ(x). */
public fun gelu(x: Tensor): Tensor = x.gelu()

/** [gelu] with Φ approximated by tanh. */
public fun geluTanh(x: Tensor): Tensor = x.geluTanh()

/** |x|. Derivative sign(x), which is 0 at 0. */
public fun abs(x: Tensor): Tensor = x.abs()

/** -1, 0 or 1; NaN at NaN. Derivative 0. */
public fun sign(x: Tensor): Tensor = x.sign()

/** The largest whole number not above x. Derivative 0. */
public fun floor(x: Tensor): Tensor = x.floor()

/** The smallest whole number not below x. Derivative 0. */
public fun ceil(x: Tensor): Tensor = x.ceil()

/** The nearest whole number, halves to the even one. Derivative 0. */
public fun round(x: Tensor): Tensor = x.round()

/** The whole part of x, towards 0. Derivative 0. */
public fun trunc(x: Tensor): Tensor = x.trunc()
