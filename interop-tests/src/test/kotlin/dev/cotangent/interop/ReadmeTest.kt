package dev.cotangent.interop

import dev.cotangent.Tensor
import dev.cotangent.kotlin.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

data class Line(val slope: Tensor, val intercept: Tensor)

/** The README's Kotlin example; a test of the docs compares the two. */
class ReadmeTest {
    private fun fitted(): Line {
        val x = tensorOf(0, 1, 2, 3)
        val y = tensorOf(1, 3, 5, 7)
        val gradient = grad<Line> { (slope, intercept) -> (x * slope + intercept - y).square().mean() }

        var line = Line(Tensor.scalar(0.0), Tensor.scalar(0.0))
        repeat(300) {
            val d = gradient(line)
            line = Line(line.slope - 0.1 * d.slope, line.intercept - 0.1 * d.intercept)
        }
        return line
    }

    @Test
    fun theLineIsFound() {
        assertEquals(2.0, fitted().slope.item(), 1e-6)
        assertEquals(1.0, fitted().intercept.item(), 1e-6)
    }
}
