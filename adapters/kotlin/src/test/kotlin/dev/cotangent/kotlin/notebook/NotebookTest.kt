package dev.cotangent.kotlin.notebook

import dev.cotangent.GradCheck
import dev.cotangent.Tensor
import dev.cotangent.kotlin.*
import kotlinx.serialization.decodeFromString
import kotlinx.serialization.json.Json
import org.jetbrains.kotlinx.jupyter.api.CodeCell
import org.jetbrains.kotlinx.jupyter.api.FieldValue
import org.jetbrains.kotlinx.jupyter.api.MimeTypedResult
import org.jetbrains.kotlinx.jupyter.api.Notebook
import org.jetbrains.kotlinx.jupyter.api.libraries.ExecutionHost
import org.jetbrains.kotlinx.jupyter.api.libraries.KOTLIN_JUPYTER_LIBRARIES_FILE_NAME
import org.jetbrains.kotlinx.jupyter.api.libraries.KOTLIN_JUPYTER_RESOURCES_PATH
import org.jetbrains.kotlinx.jupyter.api.libraries.LibrariesScanResult
import org.jetbrains.kotlinx.jupyter.api.libraries.LibraryDefinition
import org.jetbrains.kotlinx.jupyter.api.libraries.LibraryDefinitionProducer
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.w3c.dom.Element
import org.w3c.dom.Node
import java.lang.reflect.Proxy
import javax.xml.parsers.DocumentBuilderFactory

/** What a notebook shows, asked of the integration as the kernel asks. */
class NotebookTest {
    /** Of the kernel's own things only the cell in hand is asked for, and of that nothing. */
    private inline fun <reified T> kernels(): T =
        Proxy.newProxyInstance(T::class.java.classLoader, arrayOf(T::class.java)) { _, method, _ ->
            if (method.name != "getCurrentCell") throw AssertionError("not needed: $method")
            cell
        } as T

    private val cell: CodeCell = kernels()

    /** Found as the kernel finds it: by the file in the artifact. */
    private val definition: LibraryDefinition = run {
        val file = "/$KOTLIN_JUPYTER_RESOURCES_PATH/$KOTLIN_JUPYTER_LIBRARIES_FILE_NAME"
        val text = NotebookTest::class.java.getResource(file)!!.readText()
        val producer = Json.decodeFromString<LibrariesScanResult>(text).producers.single()
        val integration = Class.forName(producer.fqn).getConstructor().newInstance() as LibraryDefinitionProducer
        integration.getDefinitions(kernels<Notebook>()).single()
    }

    private fun shown(value: Any): Element {
        val renderer = definition.renderers.single { it.accepts(value) }
        val result = renderer.execution.execute(kernels<ExecutionHost>(), FieldValue(value, null))
        val html = (result.value as MimeTypedResult).getValue("text/html")
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(html.byteInputStream()).documentElement
    }

    private fun Element.all(name: String): List<Element> =
        getElementsByTagName(name).let { found -> List(found.length) { found.item(it) as Element } }

    private fun rows(of: Element): List<List<String>> = of.all("tr").map { row ->
        generateSequence(row.firstChild, Node::getNextSibling).map { it.textContent }.toList()
    }

    @Test
    fun theLibraryIsImported() {
        assertEquals(listOf("dev.cotangent.*", "dev.cotangent.kotlin.*"), definition.imports)
        assertFalse(definition.renderers.any { it.accepts("text") })
    }

    @Test
    fun aMatrixIsATable() {
        val html = shown(tensorOf(1, -2.5, 1.0 / 3, 4e-9).reshape(2, 2))
        assertEquals(
            listOf(listOf("", "0", "1"), listOf("0", "1", "-2.5"), listOf("1", "0.333333", "4E-9")),
            rows(html),
        )
        assertEquals("(2, 2) FLOAT64", html.all("small").single().textContent)
    }

    @Test
    fun otherRanks() {
        assertEquals("1.5", shown(Tensor.scalar(1.5)).all("p").single().textContent)
        assertEquals(listOf(listOf("0", "1"), listOf("true", "false")), rows(shown(Tensor.bools(true, false))))
        assertEquals(listOf("no elements"), shown(Tensor.zeros(0, 3)).all("p").map { it.textContent })
        val stacked = shown((0..23).toTensor().reshape(2, 3, 2, 2))
        val titles = stacked.all("p").map { it.textContent }
        assertEquals(listOf("[0, 0]", "[0, 1]", "[0, 2]", "[1, 0]", "… 2 more"), titles)
        assertEquals(listOf("0", "12", "13"), rows(stacked.all("table")[3])[1])
    }

    @Test
    fun integersAreShownWhole() {
        val whole = listOf(1234567, 123456789, Int.MIN_VALUE).map { "$it" }
        assertEquals(whole, rows(shown(Tensor.ints(1234567, 123456789, Int.MIN_VALUE)))[1])
    }

    @Test
    fun noDigitIsShownThatWasRoundedAway() {
        val shown = rows(shown(tensorOf(123456, 999999.4, 999999.6, 1234567, -1e6)))[1]
        assertEquals(listOf("123456", "999999", "1E+6", "1.23457E+6", "-1E+6"), shown)
    }

    @Test
    fun ofLongAxesTheEndsAreShown() {
        val html = rows(shown((0..1999).toTensor().reshape(20, 100)))
        assertEquals(18, html.size)
        assertEquals(listOf("", "0", "1", "2", "3", "4", "5", "6", "7", "…", "92"), html[0].take(11))
        assertEquals(listOf("…", "…"), html[9].take(2))
        assertEquals(listOf("19", "1900"), html.last().take(2))
        assertEquals("1999", html.last().last())
    }

    @Test
    fun aReportIsATableWithTheWorstFirst() {
        val good = shown(GradCheck.check({ x -> sin(x).sum() }, tensorOf(1, 2, 3)))
        assertEquals("Gradient check passed: 3 derivatives", good.all("p").single().textContent)
        val wrong = customVjp({ it * it }) { x, _ -> { ct -> ct * x * tensorOf(2, 3) } }
        val bad = shown(GradCheck.check({ x -> wrong(x).sum() }, tensorOf(1, 2)))
        assertEquals("Gradient check failed: 1 of 2 derivatives", bad.all("p").single().textContent)
        val (headers, worst, other) = rows(bad)
        assertEquals(headers.size, worst.size)
        assertEquals(listOf("0", "[1]", "[]", "6.0"), worst.take(4))
        assertEquals(listOf("no", "yes"), listOf(worst, other).map { it.last() })
    }

    @Test
    fun aTapeIsAPicture() {
        val (_, _, tape) = vjp({ x, w -> (sin(x * w) + x * exp(x)).sum() / w.norm() }, tensorOf(1, 2), tensorOf(3, 4))
        val svg = shown(tape)
        assertEquals("svg", svg.tagName)
        val labels = svg.all("text").map { text -> text.all("tspan").map { it.textContent } }
        assertEquals(tape.nodes().map { listOf(it.op(), it.shape()) }.toJavaList().toSet(), labels.toSet())
        assertEquals(tape.nodes().size(), labels.size)
        val edges = tape.nodes().map { it.edges().size() }.sum().toInt()
        assertEquals(2 * edges, svg.all("path").size) // a line and its head
    }

    @Test
    fun boxesLieSideBySideAndParentsAbove() {
        fun chain(x: Tensor) = (1..12).fold(x) { y, k -> if (k % 3 == 0) y * x else sin(y) + y / k }
        val (_, _, tape) = vjp(::chain)(tensorOf(1, 2))
        val layout = TapeLayout(tape.nodes())
        for (layer in layout.boxes.groupBy { it.layer }.values) {
            layer.sortedBy { it.x }.zipWithNext { a, b -> assertTrue(a.x + a.width / 2 < b.x - b.width / 2) }
        }
        for (route in layout.routes) {
            route.zipWithNext { above, below -> assertEquals(above.layer + 1, below.layer) }
        }
        val view = shown(tape).getAttribute("viewBox").split(" ").map(String::toDouble)
        for (box in layout.boxes) {
            assertTrue(box.x - box.width / 2 >= view[0] && box.x + box.width / 2 <= view[0] + view[2])
            assertTrue(box.top >= view[1] && box.top + BOX_HEIGHT <= view[1] + view[3])
        }
    }

    @Test
    fun longAndEmptyTapes() {
        val long = vjp { x -> (1..300).fold(x) { y, _ -> sin(y) } }(Tensor.scalar(1.0)).tape
        assertEquals(long.toString(), shown(long).textContent)
        assertEquals("(empty tape)", shown(vjp { Tensor.scalar(1.0) }(Tensor.scalar(2.0)).tape).textContent)
    }
}
