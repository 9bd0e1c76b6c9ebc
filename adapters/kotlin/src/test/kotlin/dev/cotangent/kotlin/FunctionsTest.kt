package dev.cotangent.kotlin

import dev.cotangent.Tensor
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertAll
import java.lang.reflect.Method
import kotlin.math.E
import kotlin.math.PI
import kotlin.math.exp
import kotlin.math.hypot
import kotlin.math.sin

class FunctionsTest {
    private val functions: List<Method> = Class.forName("dev.cotangent.kotlin.FunctionsKt").declaredMethods.toList()

    private val names = """
        exp exp2 expm1 log ln log1p log2 log10 square sqrt rsqrt cbrt logaddexp hypot xlogy
        sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh sinc
        erf erfc erfinv lgamma digamma logit
        sigmoid logSigmoid softplus softsign relu relu6 selu silu mish gelu geluTanh
        abs sign floor ceil round trunc
    """.split(Regex("\\s+")).filter { it.isNotEmpty() }

    /** Below, between and above the numbers where some of them bend, jump or begin. */
    private val x = tensorOf(-1.75, 0.25, 0.75, 2.5, 7)

    /** Each function is the method of its name, but for the alias. */
    @Test
    fun functionsAreTheMethodsOfTheirNames() {
        val y = tensorOf(1.5, -0.5, 2, 0.25, 3)
        assertAll(functions.map { f ->
            {
                val name = if (f.name == "ln") "log" else f.name
                val one = f.parameterCount == 1
                val method = if (one) Tensor::class.java.getMethod(name) else binary(name)
                val expected = if (one) method.invoke(x) else method.invoke(x, y)
                assertEquals(expected, if (one) f.invoke(null, x) else f.invoke(null, x, y), f.name)
            }
        })
    }

    @Test
    fun theFunctionsAreThese() {
        assertEquals(names.sorted(), functions.map { it.name }.sorted())
    }

    /** If one is the method of another's name, the values tell: `log` and `ln` are one function. */
    @Test
    fun theArgumentTellsThemApart() {
        val unary = functions.filter { it.parameterCount == 1 && it.name != "ln" }
        val same = unary.groupBy { it.invoke(null, x) }.values.filter { it.size > 1 }
        assertEquals(listOf<List<Method>>(), same)
    }

    /** The parameter of an operation is declared with the type parameter of its interface. */
    private fun binary(name: String): Method =
        Tensor::class.java.methods.first { it.name == name && it.parameterTypes.toList() == listOf(Any::class.java) }

    @Test
    fun formulasReadLikeFormulas() {
        val x = tensorOf(0.0, 1.0, 2.0)
        val density = exp(-x * x / 2) / sqrt(Tensor.scalar(2 * PI))
        val expected = x.toDoubleArray().map { exp(-it * it / 2) / kotlin.math.sqrt(2 * PI) }
        assertTrue(density.allClose(expected.toTensor(), 1e-15, 0.0))
        assertEquals(1.0, ln(Tensor.scalar(E)).item(), 1e-15)
        assertEquals(PI / 2, atan2(Tensor.scalar(1.0), Tensor.scalar(0.0)).item(), 1e-15)
    }

    @Test
    fun theyStandBesideThoseOfNumbers() {
        assertEquals(sin(1.0), sin(Tensor.scalar(1.0)).item(), 1e-15)
        assertEquals(hypot(3.0, 4.0), hypot(Tensor.scalar(3.0), Tensor.scalar(4.0)).item(), 1e-15)
    }
}
