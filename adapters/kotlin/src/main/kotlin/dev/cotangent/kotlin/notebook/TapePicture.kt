package dev.cotangent.kotlin.notebook

import dev.cotangent.tape.Node
import dev.cotangent.tape.Tape
import java.util.Locale

private const val DRAWN = 200
private const val MARGIN = 12.0

/** A tape as an SVG picture from the inputs down to the output; a long one as text. */
internal fun tapePicture(tape: Tape<*>): String {
    val nodes: List<Node<*>> = tape.nodes().toJavaList()
    if (nodes.isEmpty()) return "<p>(empty tape)</p>"
    if (nodes.size > DRAWN) return "<pre>${escaped("$tape")}</pre>"
    val layout = TapeLayout(nodes)
    val width = layout.right - layout.left + 2 * MARGIN
    val height = layout.height + 2 * MARGIN
    return buildString {
        append("""<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${n(width)}" height="${n(height)}" """)
        append("""viewBox="${n(layout.left - MARGIN)} ${n(-MARGIN)} ${n(width)} ${n(height)}">""")
        append("""<title>tape of ${nodes.size} nodes</title>""")
        for (route in layout.routes) append(edge(route))
        val output = nodes.last()
        for (box in layout.boxes) append(box(box, output))
        append("</svg>")
    }
}

private fun edge(route: List<Place>): String = buildString {
    val start = route.first()
    append("""<path fill="none" stroke="#8a96a3" stroke-width="1.3" d="M ${n(start.x)} ${n(bottom(start))}""")
    route.zipWithNext { from, to ->
        val middle = (bottom(from) + to.top) / 2
        append(" C ${n(from.x)} ${n(middle)} ${n(to.x)} ${n(middle)} ${n(to.x)} ${n(to.top)}")
        if (to.node == null) append(" V ${n(bottom(to))}")
    }
    append("\"/>")
    val end = route.last()
    append("""<path fill="#8a96a3" d="M ${n(end.x)} ${n(end.top)} l -3.5 -7 h 7 z"/>""")
}

private fun bottom(place: Place): Double = place.top + BOX_HEIGHT

private fun box(place: Place, output: Node<*>): String = buildString {
    val (fill, stroke) = when {
        place.node!!.isLeaf -> "#fdf1d8" to "#d9a441"
        place.node === output -> "#dff1e4" to "#5ba475"
        else -> "#eef3f9" to "#9bb3cd"
    }
    val round = if (place.node.isLeaf) BOX_HEIGHT / 2 else 6.0
    append("""<rect x="${n(place.x - place.width / 2)}" y="${n(place.top)}" width="${n(place.width)}" """)
    append("""height="${n(BOX_HEIGHT)}" rx="${n(round)}" fill="$fill" stroke="$stroke"/>""")
    append("""<text x="${n(place.x)}" text-anchor="middle" font-family="sans-serif" font-size="12" fill="#2b3440">""")
    place.lines.forEachIndexed { k, line ->
        append("""<tspan x="${n(place.x)}" y="${n(place.top + 17 + 15 * k)}">${escaped(line)}</tspan>""")
    }
    append("</text>")
}

/** With a point, whatever the machine's language. */
private fun n(value: Double): String = "%.1f".format(Locale.ROOT, value)
