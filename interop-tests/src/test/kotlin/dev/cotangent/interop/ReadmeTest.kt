package dev.cotangent.interop

import dev.cotangent.Autodiff
import dev.cotangent.Tensor
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

@JvmRecord
data class Line(val slope: Tensor, val intercept: Tensor)

/** The README's Kotlin example; a test of the docs compares the two. */
class ReadmeTest {
    private fun fitted(): Line {
        val x = Tensor.of(0.0, 1.0, 2.0, 3.0)
        val y = Tensor.of(1.0, 3.0, 5.0, 7.0)
        val gradient = Autodiff.grad(Line::class.java) { (slope, intercept) ->
            (x * slope + intercept - y).square().mean()
        }

        var line = Line(Tensor.scalar(0.0), Tensor.scalar(0.0))
        repeat(300) {
            val d = gradient.apply(line)
            line = Line(line.slope - d.slope * 0.1, line.intercept - d.intercept * 0.1)
        }
        return line
    }

    @Test
    fun theLineIsFound() {
        assertEquals(2.0, fitted().slope.item(), 1e-6)
        assertEquals(1.0, fitted().intercept.item(), 1e-6)
    }
}
