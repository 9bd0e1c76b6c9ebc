package dev.cotangent.interop

import dev.cotangent.Tensor
import dev.cotangent.kotlin.*
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.consumeEach
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** No transformation is tied to a thread, so coroutines may be resumed wherever they like. */
class CoroutinesTest {
    private val f = { x: Tensor -> (sin(x) * x).sum() }
    private val points = List(64) { k -> (0..<50).map { (k + 1) * 0.01 * it }.toTensor() }

    @Test
    fun gradientsInAsync() = runBlocking {
        val expected = points.map(grad(f))
        val gradients = points.map { x -> async(Dispatchers.Default) { grad(f)(x) } }.awaitAll()
        assertEquals(expected, gradients)
    }

    @Test
    fun oneRecordingPulledBackFromMany() = runBlocking {
        val (_, pullback) = vjp { x -> sin(x) * x }(points[1])
        val seeds = List(50) { k -> Tensor.zeros(50) + k }
        val cotangents = seeds.map { seed -> async(Dispatchers.Default) { pullback(seed) } }.awaitAll()
        assertEquals(seeds.map { pullback(it) }, cotangents)
    }

    @Test
    fun nestedTransformationsInsideAsync() = runBlocking {
        val outer = { x: Tensor ->
            runBlocking {
                val parts = listOf(x, 2 * x).map { y ->
                    async(Dispatchers.Default) { grad { z -> (z * z * y).sum() }(y) }
                }
                parts.awaitAll().reduce(Tensor::plus).sum()
            }
        }
        // grad of z² y at z = y is 2 y², so the outer function is the sum of 2 x² + 2 (2 x)²
        assertTrue(grad(outer)(points[1]).allClose(20 * points[1], 1e-14, 0.0))
    }

    @Test
    fun aDescentThatSuspendsBetweenItsSteps() = runBlocking {
        suspend fun descent(pause: suspend () -> Unit): Tensor {
            var w = tensorOf(3, -2)
            repeat(20) {
                val (_, gradient) = valueAndGrad { v -> (v * v).sum() }(w)
                pause()
                w -= 0.1 * gradient
            }
            return w
        }
        val expected = descent { }
        assertEquals(expected, descent { yield() })
        assertEquals(expected, withContext(Dispatchers.Default) { descent { delay(1) } })
    }

    @Test
    fun flowsAndChannels() = runBlocking {
        val gradients = flow { points.take(8).forEach { emit(it) } }.map(grad(f)::invoke).toList()
        assertEquals(points.take(8).map(grad(f)), gradients)
        val channel = Channel<Pair<Int, Tensor>>()
        launch(Dispatchers.Default) {
            points.take(8).mapIndexed { k, x -> launch { channel.send(k to grad(f)(x)) } }.forEach { it.join() }
            channel.close()
        }
        val received = mutableMapOf<Int, Tensor>()
        channel.consumeEach { (k, gradient) -> received[k] = gradient }
        assertEquals(gradients, List(8) { received[it] })
    }
}
