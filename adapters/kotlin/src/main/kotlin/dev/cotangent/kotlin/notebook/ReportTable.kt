package dev.cotangent.kotlin.notebook

import dev.cotangent.GradCheck

private const val ROWS = 20

private val HEADERS =
    listOf("tensor", "position", "result", "reverse", "forward", "differences", "of what is allowed", "passed")

/** A gradient check as HTML: the verdict, and the derivatives that agree least. */
internal fun reportTable(report: GradCheck.Report): String {
    val entries = report.entries.toJavaList().sortedByDescending { it.excess } // NaN is the largest
    val failed = entries.count { !it.passed() }
    val verdict = if (failed == 0) "passed: ${entries.size}" else "failed: $failed of ${entries.size}"
    val rows = entries.take(ROWS).map { entry ->
        listOf(
            "${entry.tensor}",
            entry.position.mkString("[", ", ", "]"),
            entry.result.mkString("[", ", ", "]"),
            "${entry.reverse}",
            "${entry.forward}",
            "${entry.differences}",
            shown(entry.excess),
            if (entry.passed()) "yes" else "no",
        )
    }
    val more = if (entries.size > ROWS) "<p>… ${entries.size - ROWS} more, which agree better</p>" else ""
    return "<div><p>Gradient check $verdict derivatives</p>${table(HEADERS, rows)}$more</div>"
}
