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

    /** Each function is the method of its name, but for the alias. */
    @Test
    fun functionsAreTheMethodsOfTheirNames() {
        val x = tensorOf(0.25, 0.75)
        val y = tensorOf(1.5, -0.5)
        assertTrue(functions.size > 40)
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
