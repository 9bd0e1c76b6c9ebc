package dev.cotangent.kotlin.notebook

import java.math.BigDecimal
import java.math.MathContext

private val DIGITS = MathContext(6)

/** A number with at most six digits: a table is for looking, not for reading back. */
internal fun shown(value: Double): String {
    if (value.isNaN() || value.isInfinite()) return "$value"
    val rounded = BigDecimal(value).round(DIGITS).stripTrailingZeros()
    val positional = value == 0.0 || rounded.abs() >= BigDecimal("1e-4") && rounded.abs() < BigDecimal("1e6")
    return if (positional) rounded.toPlainString() else rounded.toString()
}

internal fun escaped(text: String): String =
    text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")

/** A table of cells, which are text, under headers. */
internal fun table(headers: List<String>, rows: List<List<String>>): String = buildString {
    append("<table>")
    if (headers.isNotEmpty()) headers.joinTo(this, "", "<tr>", "</tr>") { "<th>${escaped(it)}</th>" }
    for (row in rows) row.joinTo(this, "", "<tr>", "</tr>") { "<td>${escaped(it)}</td>" }
    append("</table>")
}
