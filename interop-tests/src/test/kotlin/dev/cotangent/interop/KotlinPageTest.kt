package dev.cotangent.interop

import dev.cotangent.Tensor
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Path
import kotlin.io.path.Path
import kotlin.io.path.div
import kotlin.io.path.readText

/** docs/kotlin.md shows what a run prints and draws; that its code is this one's, a test of docs says. */
class KotlinPageTest {
    private val docs = Path("..", "docs")
    private val page = KotlinPage()

    @Test
    fun theOutputIsThatOfARun(@TempDir folder: Path) {
        val shown = Regex("```text\n(.*?)```", RegexOption.DOT_MATCHES_ALL)
            .findAll((docs / "kotlin.md").readText())
            .joinToString("") { it.groupValues[1] }
        val printed = printedBy {
            page.gradients()
            page.tensors()
            page.several()
            page.dataClasses()
            page.curve(folder / "swing.svg")
            page.coroutines()
            page.descents()
        }
        assertEquals(shown, printed)
    }

    @Test
    fun thePictureIsThatOfARun(@TempDir folder: Path) {
        printedBy { page.curve(folder / "swing.svg") }
        val drawn = (folder / "swing.svg").readText()
        assertTrue("</svg>" in drawn)
        assertEquals(named((docs / "pictures" / "swing.svg").readText()), named(drawn))
    }

    @Test
    fun theFitIsGood() {
        val (t, y) = page.samples()
        val guess = Swing(Tensor.scalar(1.0), Tensor.scalar(0.2), Tensor.scalar(2.7))
        val (swing, losses) = page.fit(t, y, guess)
        assertEquals(3.0, swing.frequency.item(), 0.05)
        assertTrue(losses.zipWithNext().all { (before, after) -> after <= before })
    }

    private fun printedBy(block: () -> Unit): String {
        val console = System.out
        val out = ByteArrayOutputStream()
        System.setOut(PrintStream(out, true))
        try {
            block()
        } finally {
            System.setOut(console)
        }
        return out.toString().replace(System.lineSeparator(), "\n")
    }

    /** The names of parts, which are drawn by lot, replaced by their numbers. */
    private fun named(svg: String): String =
        Regex("""\bid="(\w+)"""").findAll(svg).map { it.groupValues[1] }.foldIndexed(svg) { k, text, id ->
            text.replace(id, "part$k")
        }
}
