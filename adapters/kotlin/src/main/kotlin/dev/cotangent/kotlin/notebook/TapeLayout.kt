package dev.cotangent.kotlin.notebook

import dev.cotangent.tape.Node
import java.util.IdentityHashMap

private const val CHARACTER = 7.5
private const val PADDING = 12.0
private const val GAP = 22.0
private const val SWEEPS = 8

internal const val BOX_HEIGHT = 40.0
internal const val LAYER_HEIGHT = 78.0

/** A node of the tape, or a point through which a longer edge passes on its way. */
internal class Place(val node: Node<*>?, val layer: Int) {
    val lines: List<String> = node?.let { listOf(it.op(), it.shape()) } ?: listOf()
    val width: Double = if (node == null) 6.0 else maxOf(56.0, lines.maxOf { it.length } * CHARACTER + 2 * PADDING)
    val above: MutableList<Place> = mutableListOf()
    val below: MutableList<Place> = mutableListOf()
    var x: Double = 0.0 // of the middle
    val top: Double get() = layer * LAYER_HEIGHT
}

/**
 * Where the nodes of a tape are drawn: each in the layer of its height, so that edges run downwards.
 * An edge over several layers passes through a place in each, and goes round the boxes there. Places
 * are put in the order of the means of their neighbours, which leaves few crossings.
 */
internal class TapeLayout(nodes: Iterable<Node<*>>) {
    private val places = IdentityHashMap<Node<*>, Place>()
    private val layers = mutableListOf<MutableList<Place>>()

    /** Each edge as the places that it runs through, from the parent to the node. */
    val routes: List<List<Place>>

    init {
        for (node in nodes) places[node] = placed(node, node.height())
        routes = nodes.flatMap { node -> node.edges().map { route(places.getValue(it.node()), places.getValue(node)) } }
        repeat(SWEEPS) { k ->
            if (k % 2 == 0) layers.forEach { arrange(it) { place -> place.above } }
            else layers.asReversed().forEach { arrange(it) { place -> place.below } }
        }
    }

    val boxes: List<Place> get() = layers.flatten().filter { it.node != null }

    val left: Double get() = layers.flatten().minOf { it.x - it.width / 2 }

    val right: Double get() = layers.flatten().maxOf { it.x + it.width / 2 }

    val height: Double get() = (layers.size - 1) * LAYER_HEIGHT + BOX_HEIGHT

    private fun placed(node: Node<*>?, layer: Int): Place {
        while (layers.size <= layer) layers += mutableListOf<Place>()
        return Place(node, layer).also { layers[layer] += it }
    }

    private fun route(from: Place, to: Place): List<Place> {
        val route = listOf(from) + (from.layer + 1..<to.layer).map { placed(null, it) } + to
        route.zipWithNext { above, below ->
            above.below += below
            below.above += above
        }
        return route
    }

    /** Sorts a layer by the means of the neighbours, and puts it side by side around their middle. */
    private fun arrange(layer: MutableList<Place>, neighbours: (Place) -> List<Place>) {
        val wanted = layer.associateWithTo(IdentityHashMap()) { place ->
            neighbours(place).map { it.x }.average().let { if (it.isNaN()) place.x else it }
        }
        layer.sortBy { wanted.getValue(it) }
        var x = 0.0
        for (place in layer) {
            x += place.width / 2
            place.x = x
            x += place.width / 2 + GAP
        }
        val shift = layer.sumOf { wanted.getValue(it) - it.x } / layer.size
        for (place in layer) place.x += shift
    }
}
