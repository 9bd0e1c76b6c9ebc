package dev.cotangent.notebook

import org.jetbrains.kotlinx.jupyter.testkit.JupyterReplTestCase
import org.jetbrains.kotlinx.jupyter.testkit.ReplProvider
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance

/** A notebook, whose cells a kernel compiles and runs; the library is found on the class path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CellsTest : JupyterReplTestCase(ReplProvider.forLibrariesTesting(listOf("cotangent"))) {
    init {
        exec("%use cotangent")
    }

    /** What stands in the innermost elements of this name. */
    private fun String.all(element: String): List<String> =
        Regex("<$element( [^>]*)?>([^<]*)</$element>").findAll(this).map { it.groupValues[2] }.toList()

    @Test
    fun aTensorIsATable() {
        val html = execHtml("2.0 * tensorOf(1, -2.5, 1.0 / 3, 4).reshape(2, 2)")
        assertEquals(listOf("", "0", "1"), html.all("th"))
        assertEquals(listOf("0", "2", "-5", "1", "0.666667", "8"), html.all("td"))
        assertEquals(listOf("(2, 2) FLOAT64"), html.all("small"))
    }

    @Test
    fun aTapeIsAPicture() {
        val html = execHtml("vjp { x -> sin(x) * x }(tensorOf(1, 2)).tape")
        assertTrue(html.startsWith("<svg ") && html.endsWith("</svg>"))
        assertEquals(setOf("input", "sin", "times", "(2)"), html.all("tspan").toSet())
        assertEquals(3 * 2, html.all("tspan").size) // an operation and a shape for each node
    }

    @Test
    fun aReportIsATable() {
        val html = execHtml("GradCheck.check({ x -> sin(x).sum() }, tensorOf(1, 2, 3))")
        assertEquals(listOf("Gradient check passed: 3 derivatives"), html.all("p"))
        val rows = html.all("td").chunked(html.all("th").size)
        assertEquals(setOf("[0]", "[1]", "[2]"), rows.map { it[1] }.toSet())
        assertEquals(listOf("yes", "yes", "yes"), rows.map { it.last() })
    }

    @Test
    fun whatACellDefinesTheNextOnesUse() {
        exec("data class Line(val slope: Tensor, val offset: Tensor)")
        exec("val loss = { l: Line -> (l.slope * tensorOf(1, 2, 3) + l.offset - tensorOf(3, 5, 7)).square().sum() }")
        val html = execHtml("grad(loss)(Line(Tensor.scalar(1.0), Tensor.scalar(1.0))).slope")
        assertEquals(listOf("-28"), html.all("p"))
    }
}
