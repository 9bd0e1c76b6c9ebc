import dev.cotangent.Autodiff
import dev.cotangent.Shape
import dev.cotangent.Structure
import dev.cotangent.Tensor
import dev.cotangent.kotlin.*

data class Line(val slope: Tensor, val intercept: Tensor)

class Control(private val x: Tensor, private val absent: Tensor?, private val line: Line) {
    fun nulls(): List<Any?> = listOf(
        x.plus(x),
        absent?.let { x + it },
        absent?.sin(),
        x matmul (absent ?: x),
        x.broadcastTo(x.shape),
        Tensor.einsum("i->", x),
        Tensor.where(x gt 0, absent ?: x, x),
        grad { it },
        grad { _ -> absent!! },
        grad { it * 2 }(absent ?: x),
        vmap { absent ?: it },
        Autodiff.jvp({ y: Tensor -> y }, x, x),
        Autodiff.vjp({ y: Tensor -> y }, x),
        Structure.record(Line::class.java).leaves(line),
        grad<Line> { x },
        (absent ?: x).shape.let { shape: Shape -> shape },
    )

    fun functions(): List<Any> {
        val f: (Tensor) -> Tensor = grad { y -> y * y }
        val (a, b) = grad { y, z -> y * z }(x, x)
        val g = grad { y, z, u, v, w -> y * z * u * v * w }
        return listOf(f, a, b, g, grad<Line> { it.slope }(line), structure<Line>())
    }

    fun values(): List<Any> {
        var y = x
        y += 1
        for (row in x.asSequence()) if (row == x) y *= row
        return listOf(y, x[0], x[0..1], 2 * x, tensorOf(1, 2), tensor { row { row(1) } }, line.copy(slope = x))
    }
}
