package dev.cotangent.kotlin.notebook

import dev.cotangent.DType
import dev.cotangent.Tensor
import dev.cotangent.kotlin.*

private const val EDGE = 8
private const val MATRICES = 4

/**
 * A tensor as HTML: the last two axes are a table, one for each position of the others; shape and type
 * below. Of long axes the ends are shown, of many matrices the first.
 */
internal fun tensorTable(x: Tensor): String {
    val tables = when {
        x.size == 0L -> "<p>no elements</p>"
        x.rank == 0 -> "<p>${cell(x)}</p>"
        x.rank == 1 -> matrix(x.expandDims(0), named = false)
        x.rank == 2 -> matrix(x, named = true)
        else -> stacked(x)
    }
    return "<div>$tables<small>${escaped("${x.shape} ${x.dtype}")}</small></div>"
}

private fun stacked(x: Tensor): String {
    val leading = x.shape.toArray().dropLast(2)
    val matrices = x.reshape(-1, x.shape[-2], x.shape[-1])
    val count = matrices.shape[0]
    val shown = (0..<minOf(count, MATRICES)).joinToString("") { k ->
        "<p>${position(k, leading)}</p>${matrix(matrices[k], named = true)}"
    }
    return if (count > MATRICES) "$shown<p>… ${count - MATRICES} more</p>" else shown
}

/** The position along the leading axes, row-major. */
private fun position(k: Int, leading: List<Int>): String {
    var rest = k
    return leading.reversed().map { n -> (rest % n).also { rest /= n } }.reversed().toString()
}

private fun matrix(x: Tensor, named: Boolean): String {
    val rows = ends(x.shape[0])
    val columns = ends(x.shape[1])
    val headers = columns.map { it?.toString() ?: "…" }
    val cells = rows.map { i ->
        val name = if (named) listOf(i?.toString() ?: "…") else listOf()
        name + columns.map { j -> if (i == null || j == null) "…" else cell(x[i, j]) }
    }
    return table(if (named) listOf("") + headers else headers, cells)
}

/** The positions that are shown, null for those left out. */
private fun ends(n: Int): List<Int?> =
    if (n <= 2 * EDGE + 1) (0..<n).toList() else (0..<EDGE) + listOf(null) + (n - EDGE..<n)

/** Integers are shown as they are. */
private fun cell(x: Tensor): String = when (x.dtype) {
    DType.BOOL -> "${x.item() != 0.0}"
    DType.INT32 -> "${x.item().toInt()}"
    else -> shown(x.item())
}
