package dev.cotangent.program

import dev.cotangent.Explanation
import dev.cotangent.Tensor
import dev.cotangent.kotlin.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A gradient explained to a program, which is in a package of its own. */
class ExplainTest {
    private fun sourceOf(kind: Explanation.Kind, explanation: Explanation): String {
        val finding = explanation.findings.single()
        assertEquals(kind, finding.kind)
        return finding.source
    }

    @Test
    fun theLineIsThatOfTheProgram() {
        val explanation = explain { x -> sqrt(x).sum() }(tensorOf(0, 1))
        assertEquals(tensorOf(Double.POSITIVE_INFINITY, 0.5), explanation.gradient)
        assertFrom("ExplainTest.kt:", sourceOf(Explanation.Kind.INFINITE, explanation))
    }

    @Test
    fun operatorsAndSequencesStandBetween() {
        val explanation = explain { x -> (2 / x).sum() }(tensorOf(0, 1))
        assertFrom("ExplainTest.kt:", sourceOf(Explanation.Kind.INFINITE, explanation))
        val roots = explain { x -> x.asSequence().map(Tensor::sqrt).toList().stack().sum() }(tensorOf(0, 1))
        assertFrom("ExplainTest.kt:", sourceOf(Explanation.Kind.INFINITE, roots))
    }

    private fun assertFrom(file: String, source: String) = assertTrue(source.startsWith(file), source)
}
