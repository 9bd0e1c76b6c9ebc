package dev.cotangent.kotlin

import dev.cotangent.Shape
import dev.cotangent.Tensor
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource

class SlicesTest {
    private val v = (0..9).toTensor()
    private val x = (0..23).toTensor().reshape(2, 3, 4)

    /** A range means the positions that it runs through, as for a Kotlin list. */
    @ParameterizedTest
    @MethodSource("ranges")
    fun aRangeOfAnAxisIsThatOfAList(range: IntProgression) {
        val list = v.toDoubleArray().toList()
        assertEquals(range.map { list[if (it < 0) it + 10 else it] }, v[range].toDoubleArray().toList())
    }

    @Test
    fun theWholeAxis() {
        assertEquals(v, v[all])
        assertEquals(tensorOf(0, 3, 6, 9), v[all step 3])
        assertEquals(tensorOf(8, 9), v[8..Int.MAX_VALUE])
        assertEquals(tensorOf(), v[10..Int.MAX_VALUE])
        assertEquals(tensorOf(1, 5, 9), x[0, all, 1])
        assertEquals(x, x[all, all, all])
    }

    @Test
    fun positionsAndRangesMix() {
        assertEquals(6.0, x[0, 1, 2].item())
        assertEquals(tensorOf(4, 5, 6, 7), x[0, 1])
        assertEquals(tensorOf(5, 6), x[0, 1, 1..2])
        assertEquals(tensorOf(13, 17), x[1, 0..1, 1])
        assertEquals(tensorOf(11, 23), x[all, -1, -1])
        assertEquals(tensorOf(20, 21, 16, 17).reshape(2, 2), x[1, 2 downTo 1, 0..1])
        assertEquals(tensorOf(9, 8, 21, 20).reshape(2, 2), x[all, 2, 1 downTo 0])
        assertEquals(tensorOf(3, 7).reshape(1, 2), x[0..0, 0..1, 3])
        assertEquals(Shape.of(1, 2, 2), x[1..1, 0..<2, 0..3 step 3].shape)
        assertEquals(x[1], x[1, all])
        assertEquals(x.slice(1, 1, 2, 1).squeeze(1), x[all, 1])
    }

    @Test
    fun derivativesFlowBackToTheirPlaces() {
        val gradient = grad { (it[1..2] * tensorOf(10, 20)).sum() + it[-1] }
        assertEquals(tensorOf(0, 10, 20, 1), gradient(tensorOf(1, 1, 1, 1)))
    }

    @Test
    fun positionsOutsideAreRefused() {
        for (bad in listOf<() -> Tensor>(
            { v[5..10] }, { v[-11..-1] }, { v[11..Int.MAX_VALUE] }, { v[10 downTo 1] },
            { x[0..1, 3] }, { x[0, -4, 0..1] },
        )) {
            val e = assertThrows<IndexOutOfBoundsException> { bad() }
            assertTrue(e.message!!.startsWith("get: "), e.message)
        }
        val named = assertThrows<IndexOutOfBoundsException> { x[0, 1..3] }
        assertEquals("get: 1..3 in axis 0 of shape (3, 4) (positions run from -3 to 2)", named.message)
        val many = assertThrows<IndexOutOfBoundsException> { v[0..1, 0..1] }
        assertEquals("get: 2 positions in a tensor of rank 1 (10)", many.message)
        assertThrows<IllegalArgumentException> { v[-1..1] }
    }

    companion object {
        @JvmStatic
        fun ranges(): List<IntProgression> = listOf(
            0..9, 2..5, 2..<5, 3..3, 5..<5, 0..-1, 0..8 step 2, 0..9 step 4, 9 downTo 0, 7 downTo 2 step 3,
            -3..-1, -1 downTo -10, -9..-2 step 3, 0 downTo 0,
        )
    }

    /** Of more than three axes, positions and ranges are not mixed in one pair of brackets. */
    @Test
    fun imagesAreIndexedTwice() {
        val images = (0..119).toTensor().reshape(2, 3, 4, 5)
        val expected = images.slice(0, 0, 1, 1).slice(2, 1, 4, 1).slice(3, 2, 3, 1).reshape(3, 3)
        assertEquals(expected, images[0][all, 1..3, 2])
        assertEquals(images.slice(2, 1, 4, 1), images[all, all, 1..3, all])
    }
}
