package dev.cotangent.kotlin

import dev.cotangent.DType
import dev.cotangent.Shape
import dev.cotangent.Tensor
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

class BuildersTest {
    @Test
    fun numbersOfMixedTypesMakeAVector() {
        assertEquals(Tensor.of(1.0, 2.0, 3.0, 0.5), tensorOf(1, 2L, 3.0, 0.5f))
        assertEquals(DType.FLOAT64, tensorOf(1).dtype)
        assertEquals(Shape.of(0), tensorOf().shape)
    }

    @Test
    fun rowsMakeAMatrix() {
        val x = tensor {
            row(1, 2.5, 3)
            row(4, 5, 6)
        }
        assertEquals(Tensor.of(arrayOf(doubleArrayOf(1.0, 2.5, 3.0), doubleArrayOf(4.0, 5.0, 6.0))), x)
    }

    @Test
    fun rowsOfRowsMakeHigherRanks() {
        val x = tensor {
            for (k in 0..1) {
                row {
                    row(10 * k, 10 * k + 1, 10 * k + 2)
                    row(10 * k + 3, 10 * k + 4, 10 * k + 5)
                }
            }
        }
        assertEquals(Shape.of(2, 2, 3), x.shape)
        assertEquals(Tensor.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0), x.flatten())
    }

    @Test
    fun rowsOfTensorsCarryDerivatives() {
        val rotation = { angle: Tensor ->
            tensor {
                row(cos(angle), -sin(angle))
                row(sin(angle), cos(angle))
            }
        }
        val (value, tangent) = jvp(rotation)(Tensor.scalar(0.0), Tensor.scalar(1.0))
        assertEquals(tensorOf(1, 0, 0, 1), value.flatten() + 0)
        assertEquals(tensorOf(0, -1, 1, 0), tangent.flatten() + 0)
    }

    @Test
    fun raggedAndMissingRowsAreRefused() {
        val ragged = assertThrows<IllegalArgumentException> {
            tensor {
                row(1, 2)
                row(3)
            }
        }
        assertEquals("tensor: row 0 has shape (2), row 1 has (1)", ragged.message)
        assertEquals("tensor: no rows", assertThrows<IllegalArgumentException> { tensor { } }.message)
    }

    @Test
    fun collectionsOfNumbersAndTensors() {
        assertEquals(tensorOf(1, 2, 3), (1..3).toTensor())
        assertEquals(tensorOf(1, 2.5), listOf<Number>(1, 2.5).toTensor())
        assertEquals(tensorOf(1, 2), doubleArrayOf(1.0, 2.0).toTensor())
        val rows = listOf(tensorOf(1, 2), tensorOf(3, 4))
        assertEquals(tensorOf(1, 2, 3, 4).reshape(2, 2), rows.stack())
        assertEquals(tensorOf(1, 3, 2, 4).reshape(2, 2), rows.stack(axis = 1))
        assertEquals(tensorOf(1, 2, 3, 4), rows.concat())
    }

    @Test
    fun aSequenceOfRows() {
        val x = tensorOf(1, 2, 3, 4, 5, 6).reshape(3, 2)
        assertEquals(listOf(tensorOf(1, 2), tensorOf(3, 4), tensorOf(5, 6)), x.asSequence().toList())
        assertEquals(listOf(3.0, 7.0, 11.0), x.asSequence().map { it.sum().item() }.toList())
        val squares = grad { it.asSequence().map { row -> row.sum().square() }.reduce(Tensor::plus) }
        assertEquals(tensorOf(6, 6, 14, 14, 22, 22), squares(x).flatten())
        assertThrows<IllegalArgumentException> { Tensor.scalar(1.0).asSequence() }
    }
}
