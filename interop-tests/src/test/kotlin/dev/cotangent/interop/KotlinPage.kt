package dev.cotangent.interop

import dev.cotangent.Tensor
import dev.cotangent.kotlin.*
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import org.jetbrains.letsPlot.Figure
import org.jetbrains.letsPlot.export.ggsave
import org.jetbrains.letsPlot.geom.geomLine
import org.jetbrains.letsPlot.geom.geomPoint
import org.jetbrains.letsPlot.ggsize
import org.jetbrains.letsPlot.label.labs
import org.jetbrains.letsPlot.letsPlot
import java.nio.file.Path
import java.util.Locale
import java.util.Random
import kotlin.io.path.Path

/** A swing that dies away: the curve that docs/kotlin.md fits. */
data class Swing(val amplitude: Tensor, val decay: Tensor, val frequency: Tensor) {
    fun at(t: Tensor): Tensor = amplitude * exp(-decay * t) * cos(frequency * t)
}

data class Layer(val weight: Tensor, val bias: Tensor? = null)

data class Mlp(val layers: List<Layer>, val activation: (Tensor) -> Tensor) {
    operator fun invoke(x: Tensor): Tensor = layers.fold(x) { h, (weight, bias) ->
        val y = h matmul weight
        activation(if (bias == null) y else y + bias)
    }
}

/** The examples of docs/kotlin.md; a test compares the page with them and with what they print. */
class KotlinPage {
    fun gradients() {
        val f = { x: Tensor -> exp(-x * x / 2) * sin(3 * x) }
        val df = grad(f)
        val ddf = grad(df)
        val x = Tensor.scalar(0.5)
        println(listOf(f(x), df(x), ddf(x)))
    }

    fun tensors() {
        val x = tensorOf(1, 2, 3)
        val a = tensor {
            row(1, 0, 2)
            row(0, 3, 1)
        }
        println((a matmul x) + 1)
        println(2 / x - 1)
        println(a[all, 2] + a[0, 1..2])
        println("${a.shape} ${a.dtype} ${a[1, -1].item()}")
        println(Tensor.where(x gt 1.5, x, 0 * x))
    }

    fun several() {
        val (dx, dy) = grad { x, y -> x.pow(2) * y }(Tensor.scalar(3.0), Tensor.scalar(2.0))
        println("$dx $dy")

        val (value, gradient) = valueAndGrad { x -> ln(x).sum() }(tensorOf(1, 2, 4))
        println("$value $gradient")

        val (y, pullback) = vjp { x -> x * x }(tensorOf(1, 2))
        println("$y ${pullback(tensorOf(1, 10))}")

        val (_, tangent) = jvp { x -> x * x }(tensorOf(1, 2), tensorOf(1, 10))
        println(tangent)

        println(hessian { x -> x.pow(3).sum() }(tensorOf(1, 2)))
        println(vmap { row -> row / row.norm() }(tensorOf(3, 4, 6, 8).reshape(2, 2)))
    }

    fun dataClasses() {
        val net = Mlp(
            listOf(Layer(Tensor.eye(2), tensorOf(0.5, -0.5)), Layer(Tensor.ones(2, 1))),
            Tensor::tanh,
        )
        val x = tensorOf(1, 2)
        val (loss, gradient) = valueAndGrad<Mlp> { (it(x) - 1).square().sum() }(net)
        println(loss)
        println(gradient.layers[0].bias)
        println(gradient.layers[1])

        val structure = structure<Mlp>()
        val next = structure.map(net, gradient) { p, dp -> p - 0.1 * dp }
        println((next(x) - 1).square().sum())
    }

    /** Made data: a true swing and noise. */
    fun samples(): Pair<Tensor, Tensor> {
        val noise = Random(42)
        val t = Tensor.linspace(0.0, 6.0, 61)
        val truth = Swing(Tensor.scalar(1.5), Tensor.scalar(0.4), Tensor.scalar(3.0))
        return t to truth.at(t) + List(61) { 0.1 * noise.nextGaussian() }.toTensor()
    }

    /** From the guess to the fit, and the losses on the way. */
    fun fit(t: Tensor, y: Tensor, guess: Swing): Pair<Swing, List<Double>> {
        val structure = structure<Swing>()
        val lossAndGradient = valueAndGrad<Swing> { swing -> (swing.at(t) - y).square().mean() }

        var swing = guess
        val losses = List(500) {
            val (loss, gradient) = lossAndGradient(swing)
            swing = structure.map(swing, gradient) { p, dp -> p - 0.2 * dp }
            loss.item()
        }
        return swing to losses
    }

    fun curve(picture: Path) {
        val (t, y) = samples()
        val guess = Swing(Tensor.scalar(1.0), Tensor.scalar(0.2), Tensor.scalar(2.7))
        val (swing, losses) = fit(t, y, guess)

        println("loss %.4f, then %.4f".format(Locale.ROOT, losses.first(), losses.last()))
        val (amplitude, decay, frequency) = swing
        val found = listOf(amplitude, decay, frequency).map { "%.3f".format(Locale.ROOT, it.item()) }
        println("amplitude, decay, frequency: $found")
        save(plot(t, y, guess, swing), picture)
    }

    private fun plot(t: Tensor, y: Tensor, guess: Swing, swing: Swing): Figure {
        fun line(s: Swing, name: String) = mapOf(
            "t" to t.toDoubleArray().toList(),
            "y" to s.at(t).toDoubleArray().toList(),
            "curve" to List(61) { name },
        )

        val points = mapOf("t" to t.toDoubleArray().toList(), "y" to y.toDoubleArray().toList())
        return letsPlot { x = "t"; this.y = "y" } +
            geomPoint(points, alpha = 0.5) +
            geomLine(line(guess, "first guess"), linetype = "dashed") { color = "curve" } +
            geomLine(line(swing, "fit"), size = 1) { color = "curve" } +
            labs(title = "A swing that dies away: noisy samples and the fit") +
            ggsize(640, 360)
    }

    private fun save(plot: Figure, file: Path) {
        ggsave(plot, file.fileName.toString(), path = file.toAbsolutePath().parent.toString())
    }

    fun coroutines() {
        val f = { x: Tensor -> (sin(x) * x).sum() }
        val points = List(8) { tensorOf(it, it + 1) }
        val gradients = runBlocking {
            points.map { x -> async(Dispatchers.Default) { grad(f)(x) } }.awaitAll()
        }
        println(gradients == points.map(grad(f)))
    }

    fun descents() {
        val gradient = grad { w -> (w - tensorOf(1, 2)).square().sum() }
        val descent = generateSequence(tensorOf(0, 0)) { w -> w - 0.25 * gradient(w) }
        println(descent.first { w -> gradient(w).norm().item() < 1e-6 })
    }
}

/** Draws the picture of the page anew. */
fun main() {
    KotlinPage().curve(Path("docs", "pictures", "swing.svg"))
}
