package dev.cotangent.kotlin

import dev.cotangent.DType
import dev.cotangent.Shape
import dev.cotangent.Tensor
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

class OperatorsTest {
    private val x = Tensor.of(1.0, -2.0, 4.0)

    @Test
    fun numbersOfEveryTypeOnTheRight() {
        assertEquals(tensorOf(3, 0, 6), x + 2)
        assertEquals(tensorOf(3, 0, 6), x + 2.0)
        assertEquals(tensorOf(-1, -4, 2), x - 2L)
        assertEquals(tensorOf(2, -4, 8), x * 2f)
        assertEquals(tensorOf(0.5, -1, 2), x / 2.toShort())
        assertEquals(tensorOf(1, -2, 1), x % 3)
    }

    @Test
    fun numbersOfEveryTypeOnTheLeft() {
        assertEquals(tensorOf(3, 0, 6), 2 + x)
        assertEquals(tensorOf(1, 4, -2), 2.0 - x)
        assertEquals(tensorOf(2, -4, 8), 2L * x)
        assertEquals(tensorOf(2, -1, 0.5), 2f / x)
        assertEquals(tensorOf(0, 1, 3), 3 % x)
        assertEquals(tensorOf(2, 0.25, 16), 2.pow(x))
    }

    @Test
    fun aNumberTakesTheTensorsType() {
        val floats = Tensor.floats(1f, 2f)
        for (y in listOf(2 * floats, floats * 2, 1 - floats, 1 / floats, floats % 2, floats.pow(2), 2.pow(floats))) {
            assertEquals(DType.FLOAT32, y.dtype)
        }
        val ints = Tensor.ints(2, 4)
        for (y in listOf(2 * ints, ints + 2, 1 - ints, 5 % ints, ints % 2)) assertEquals(DType.INT32, y.dtype)
        for (y in listOf(0.5 * ints, ints + 0.5, 5 / ints, ints / 2)) assertEquals(DType.FLOAT64, y.dtype)
        assertEquals(Tensor.ints(3, 1), 5 - ints)
        assertEquals(Tensor.of(4.5, 2.5), 6.5 - Tensor.ints(2, 4))
        assertEquals(Tensor.of(2.5, 1.25), 5 / Tensor.ints(2, 4))
    }

    @Test
    fun zerosKeepTheirSign() {
        val zero = tensorOf(0.0)
        assertEquals(Tensor.of(0.0 - 0.0), 0.0 - zero)
        assertEquals(Tensor.of(-0.0 - 0.0), -0.0 - zero)
        assertEquals(Tensor.of(0.0 - -0.0), 0.0 - -zero)
    }

    @Test
    fun signsAndNumbersAsArguments() {
        assertEquals(tensorOf(-1, 2, -4), -x)
        assertEquals(tensorOf(1, 4, 16), x.pow(2))
        assertEquals(tensorOf(1, 1, 1), x.mod(3))
        assertEquals(tensorOf(1, -2, 2), x.minimum(2))
        assertEquals(tensorOf(2, 2, 4), x.maximum(2))
        assertEquals(tensorOf(1, 0, 2), x.clamp(0, 2))
    }

    @Test
    fun assignmentsReplaceTheVariable() {
        var y = x
        y += 1
        y *= x
        y -= tensorOf(1)
        assertEquals(tensorOf(1, 1, 19), y)
        assertEquals(tensorOf(1, -2, 4), x)
    }

    @Test
    fun derivativesFlowThroughNumbersOnTheLeft() {
        val t = Tensor.scalar(2.0)
        assertEquals(5.0, grad { 5 * it }(t).item())
        assertEquals(-1.0, grad { 5 - it }(t).item())
        assertEquals(-1.25, grad { 5 / it }(t).item())
        assertEquals(-2.0, grad { 5 % it }(t).item())
    }

    @Test
    fun infixBindsLooserThanArithmetic() {
        val a = tensor {
            row(1, 2)
            row(3, 4)
        }
        val b = tensorOf(1, 1)
        assertEquals(tensorOf(3, 7), a matmul b)
        assertEquals(tensorOf(6, 14), a matmul b + 1)
        assertEquals(tensorOf(4, 8), (a matmul b) + 1)
        assertEquals(2.0, (b dot b).item())
        assertEquals(Shape.of(2, 3), (b outer x).shape)
    }

    @Test
    fun comparisonsAreElementByElement() {
        val y = tensorOf(1, 0, 5)
        assertEquals(Tensor.bools(false, true, true), x lt y)
        assertEquals(Tensor.bools(true, true, true), x le y)
        assertEquals(Tensor.bools(false, false, false), x gt y)
        assertEquals(Tensor.bools(true, false, false), x ge y)
        assertEquals(Tensor.bools(true, false, false), x eq y)
        assertEquals(Tensor.bools(false, true, true), x ne y)
        assertEquals(Tensor.bools(true, false, false), (x gt 0) and (x lt 2))
        assertEquals(Tensor.bools(true, true, true), (x ge 1) or (x le -2))
        assertEquals(Tensor.bools(false, true, true), (x eq 1) xor (x ne 9))
    }

    @Test
    fun propertiesOfTensorsAndShapes() {
        val y = Tensor.floats(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f)
        assertEquals(Shape.of(2, 3), y.shape)
        assertEquals(DType.FLOAT32, y.dtype)
        assertEquals(2, y.rank)
        assertEquals(6L, y.size)
        assertEquals(2, y.shape.rank)
        assertEquals(6L, y.shape.size)
        assertEquals(2, y.shape[0])
        assertEquals(3, y.shape[-1])
    }
}
