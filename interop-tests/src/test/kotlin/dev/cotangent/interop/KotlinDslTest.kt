package dev.cotangent.interop

import dev.cotangent.GradCheck
import dev.cotangent.Structure
import dev.cotangent.Tensor
import dev.cotangent.kotlin.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import kotlin.math.*

private data class Network(
    val layers: List<Layer>,
    val scales: Map<String, Tensor>,
    val activation: (Tensor) -> Tensor,
) {
    operator fun invoke(x: Tensor): Tensor =
        layers.fold(x) { h, (weight, bias) ->
            activation(if (bias == null) h matmul weight else (h matmul weight) + bias)
        } * scales.getValue("out")
}

/** The adapter as a project sees it that imports everything, kotlin.math too. */
class KotlinDslTest {
    private val x = tensor {
        row(0.5, -1)
        row(2, 0.25)
    }

    @Test
    fun operatorsReferencesAndFunctionsTogether() {
        val wave = { t: Tensor -> exp(-t * t / 2) * sin(PI * t) + 2 * t.pow(3) - 1 / (1 + t.square()) }
        assertTrue(GradCheck.check({ t -> wave(t).sum() }, x).passed())
        val closed = x.flatten().toDoubleArray().map { t ->
            exp(-t * t / 2) * (PI * cos(PI * t) - t * sin(PI * t)) + 6 * t * t + 2 * t / (1 + t * t).pow(2)
        }
        val gradient = grad { t -> wave(t).sum() }(x)
        assertTrue(gradient.flatten().allClose(closed.toTensor(), 1e-13, 1e-13))
    }

    @Test
    fun slicesAndProperties() {
        val halves = x[all, 0] to x[all, -1]
        assertEquals(tensorOf(0.5, 2) to tensorOf(-1, 0.25), halves)
        assertEquals(listOf(2, 2), List(x.rank) { x.shape[it] })
        assertEquals(x[1], x[1..1].squeeze(0))
        assertEquals(x.flip(0), x[1 downTo 0])
    }

    @Test
    fun aNetworkOfDataClasses() {
        val network = Network(
            listOf(Layer(x, tensorOf(0.1, 0.2)), Layer(x * 0.5, null)),
            mapOf("out" to Tensor.scalar(1.5)),
            Tensor::tanh,
        )
        val input = tensorOf(1, 2)
        val (value, gradient) = valueAndGrad<Network> { it(input).square().sum() }(network)
        assertEquals(network(input).square().sum(), value)
        assertEquals(2 * value.item() / 1.5, gradient.scales.getValue("out").item(), 1e-12)
        assertEquals(listOf(false, true), gradient.layers.map { it.bias == null })
        val structure: Structure<Network> = structure()
        assertTrue(GradCheck.check(structure, { it(input).square().sum() }, network).passed())
    }

    @Test
    fun aDescentIsASequence() {
        val gradient = grad { w -> (w - tensorOf(1, 2)).square().sum() }
        val descent = generateSequence(tensorOf(0, 0)) { w -> w - 0.25 * gradient(w) }
        val found = descent.first { w -> gradient(w).norm().item() < 1e-6 }
        assertTrue(found.allClose(tensorOf(1, 2), 1e-6, 0.0))
        val losses = descent.map { w -> (w - tensorOf(1, 2)).square().sum().item() }.take(3).toList()
        assertEquals(listOf(5.0, 1.25, 0.3125), losses)
    }

    @Test
    fun samplesInASequence() {
        val weight = tensorOf(0.5, 1.0)
        val perRow = x.asSequence().map { row -> grad { w -> (w dot row).square() }(weight) }.toList()
        assertEquals(vmap { row -> grad { w -> (w dot row).square() }(weight) }(x), perRow.stack())
    }
}
