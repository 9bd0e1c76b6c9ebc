package dev.cotangent.notebook

import org.jetbrains.kotlinx.jupyter.testkit.JupyterReplTestCase
import org.jetbrains.kotlinx.jupyter.testkit.ReplProvider
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import org.w3c.dom.Element
import org.w3c.dom.Node
import javax.xml.parsers.DocumentBuilderFactory

/** One notebook, whose cells a kernel compiles and runs; what it shows is what the integration renders. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CellsTest : JupyterReplTestCase(ReplProvider.forLibrariesTesting(listOf("cotangent"))) {
    init {
        exec("%use cotangent")
    }

    private fun shown(cell: String): Element {
        val html = execHtml(cell)
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(html.byteInputStream()).documentElement
    }

    private fun Element.all(name: String): List<Element> =
        getElementsByTagName(name).let { found -> List(found.length) { found.item(it) as Element } }

    private fun rows(of: Element): List<List<String>> = of.all("tr").map { row ->
        generateSequence(row.firstChild, Node::getNextSibling).map { it.textContent }.toList()
    }

    @Test
    fun aTensorIsATable() {
        val html = shown("2.0 * tensorOf(1, -2.5, 1.0 / 3, 4).reshape(2, 2)")
        assertEquals(listOf(listOf("", "0", "1"), listOf("0", "2", "-5"), listOf("1", "0.666667", "8")), rows(html))
        assertEquals("(2, 2) FLOAT64", html.all("small").single().textContent)
    }

    @Test
    fun aTapeIsAPicture() {
        val svg = shown("vjp { x -> sin(x) * x }(tensorOf(1, 2)).tape")
        assertEquals("svg", svg.tagName)
        val labels = svg.all("text").map { text -> text.all("tspan").map { it.textContent } }
        assertEquals(setOf(listOf("input", "(2)"), listOf("sin", "(2)"), listOf("times", "(2)")), labels.toSet())
        assertEquals(2 * 3, svg.all("path").size) // a line and its head for each edge
    }

    @Test
    fun aReportIsATable() {
        val html = shown("GradCheck.check({ x -> sin(x).sum() }, tensorOf(1, 2, 3))")
        assertEquals("Gradient check passed: 3 derivatives", html.all("p").single().textContent)
        val (headers, worst) = rows(html)
        assertEquals(headers.size, worst.size)
        assertEquals(3 + 1, rows(html).size)
        assertEquals("yes", worst.last())
    }

    @Test
    fun whatACellDefinesTheNextOnesUse() {
        exec("data class Line(val slope: Tensor, val offset: Tensor)")
        exec("val loss = { l: Line -> (l.slope * tensorOf(1, 2, 3) + l.offset - tensorOf(3, 5, 7)).square().sum() }")
        exec("val slopes = grad(loss)(Line(tensorOf(1.0).reshape(), Tensor.scalar(1.0))).slope")
        assertEquals("-28", shown("slopes").all("p").single().textContent)
    }
}
