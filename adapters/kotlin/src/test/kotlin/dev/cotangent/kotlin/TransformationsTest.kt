package dev.cotangent.kotlin

import dev.cotangent.Shape
import dev.cotangent.Structure
import dev.cotangent.Tensor
import io.vavr.Tuple
import io.vavr.Tuple2
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class TransformationsTest {
    private val x = tensorOf(1, 2)
    private val two = Tensor.scalar(2.0)
    private val three = Tensor.scalar(3.0)

    private data class Line(val slope: Tensor, val intercept: Tensor) {
        operator fun invoke(x: Tensor) = slope * x + intercept
    }

    private val line = Line(two, three)
    private val direction = Line(Tensor.scalar(1.0), Tensor.scalar(10.0))

    @Test
    fun recordingsArePulledBack() {
        val (y, pullback, tape) = vjp { it * it }(x)
        assertEquals(tensorOf(1, 4), y)
        assertEquals(tensorOf(2, 40), pullback(tensorOf(1, 10)))
        assertEquals(tensorOf(0, 4), pullback(tensorOf(0, 1)))
        assertEquals(2, tape.nodes().size())
        assertEquals(tensorOf(2, 40), vjp({ it * it }, x).pullback(tensorOf(1, 10)))
        val one = Tensor.scalar(1.0)
        assertEquals(Tuple.of(three, two), vjp { a, b -> a * b }(two, three).pullback(one))
        assertEquals(Tuple.of(three, two), vjp({ a, b -> a * b }, two, three).pullback(one))
        assertEquals(Tuple.of(three, two, one), vjp { a, b, c -> a * b + c }(two, three, two).pullback(one))
        assertEquals(
            Tuple.of(one, one, one, -one),
            vjp { a, b, c, d -> a + b + c - d }(two, two, two, two).pullback(one),
        )
        assertEquals(
            Tuple.of(one, one, one, one, two),
            vjp { a, b, c, d, e -> a + b + c + d + 2 * e }(two, two, two, two, two).pullback(one),
        )
        assertEquals(Line(two, Tensor.scalar(1.0)), vjp<Line> { it(two) }(line).pullback(one))
    }

    @Test
    fun tangentsArePushedForward() {
        val (y, dy) = jvp { it * it }(x, tensorOf(1, 10))
        assertEquals(tensorOf(1, 4), y)
        assertEquals(tensorOf(2, 40), dy)
        assertEquals(tensorOf(2, 40), jvp({ it * it }, x, tensorOf(1, 10)).tangent)
        val at = Tuple.of(two, three)
        assertEquals(13.0, jvp { a, b -> a * b }(at, at).tangent.item() + 1)
        assertEquals(13.0, jvp({ a, b -> a * b }, at, at).tangent.item() + 1)
        val three3 = Tuple.of(two, two, two)
        assertEquals(24.0, jvp { a, b, c -> a * b * c }(three3, three3).tangent.item())
        val four = Tuple.of(two, two, two, two)
        assertEquals(8.0, jvp { a, b, c, d -> a + b + c + d }(four, four).tangent.item())
        val five = Tuple.of(two, two, two, two, two)
        assertEquals(10.0, jvp { a, b, c, d, e -> a + b + c + d + e }(five, five).tangent.item())
        assertEquals(12.0, jvp<Line> { it(two) }(line, direction).tangent.item())
        assertEquals(tensorOf(2, 40), linearize { it * it }(x).pushforward(tensorOf(1, 10)))
        assertEquals(12.0, linearize<Line> { it(two) }(line).pushforward(direction).item())
    }

    @Test
    fun matricesOfDerivatives() {
        val squares = tensorOf(2, 0, 0, 4).reshape(2, 2)
        assertEquals(squares, jacobian { it * it }(x))
        assertEquals(squares, jacobianForward { it * it }(x))
        assertEquals(tensorOf(6, 0, 0, 12).reshape(2, 2), hessian { it.pow(3).sum() }(x))
        assertEquals(tensorOf(6, 120), hvp { it.pow(3).sum() }(x, tensorOf(1, 10)))
        assertEquals(tensorOf(2, 1), jacobian<Line> { it(two) }(line))
        assertEquals(tensorOf(2, 1), jacobianForward<Line> { it(two) }(line))
        // of (2 s + i)^2
        assertEquals(tensorOf(8, 4, 4, 2).reshape(2, 2), hessian<Line> { it(two).square() }(line))
        assertEquals(Line(Tensor.scalar(48.0), Tensor.scalar(24.0)), hvp<Line> { it(two).square() }(line, direction))
    }

    @Test
    fun functionsAreMapped() {
        val rows = tensorOf(1, 2, 3, 4).reshape(2, 2)
        assertEquals(tensorOf(3, 7), vmap { it.sum() }(rows))
        assertEquals(tensorOf(4, 6), vmap(inAxis = 1) { it.sum() }(rows))
        assertEquals(rows.transpose() * 2, vmap(outAxis = -1) { it * 2 }(rows))
        assertEquals(tensorOf(2, 4, 6, 8).reshape(2, 2), vmap(grad { it.square().sum() })(rows))
        assertEquals(tensorOf(5, 25), vmap { a, b -> a dot b }(rows, rows))
        assertEquals(tensorOf(8, 18), vmap { a, b, c -> a.sum() + b + c }(rows, x, tensorOf(4, 9)))
        assertEquals(tensorOf(4, 8), vmap { a, b, c, d -> a + b + c + d }(x, x, x, x))
        assertEquals(tensorOf(5, 10), vmap { a, b, c, d, e -> a + b + c + d + e }(x, x, x, x, x))
        val several: Tuple2<Tensor, Line> = vmap { Tuple.of(it * 2, Line(it, it + 1)) }(x)
        assertEquals(Tuple.of(tensorOf(2, 4), Line(x, tensorOf(2, 3))), several)
    }

    @Test
    fun structuresAreMapped() {
        val lines = Line(tensorOf(1, 2), tensorOf(10, 20))
        assertEquals(tensorOf(12, 24), vmap<Line, Tensor> { it(two) }(lines))
        val gradients = vmap<Line, Line>(grad<Line> { it(two).square() })(lines)
        assertEquals(Line(tensorOf(48, 96), tensorOf(24, 48)), gradients)
        val pairs = Structure.pair(Structure.tensor(), Structure.unmapped<Line>())
        val shared = vmap(pairs, Structure.tensor()) { (x, line) -> line(x) }
        assertEquals(tensorOf(5, 7), shared(Tuple.of(x, line)))
    }

    @Test
    fun checkpointsChangeNothing() {
        val f = { t: Tensor -> sin(t * t).sum() }
        assertEquals(grad(f)(x), grad(checkpoint(f))(x))
        val ofLine = checkpoint<Line> { it(two).square() }
        assertEquals(Line(Tensor.scalar(28.0), Tensor.scalar(14.0)), grad<Line>(ofLine)(line))
    }

    @Test
    fun derivativesOfYourOwn() {
        val clipped = customVjp({ it * 10 }) { _, _ -> { ct -> ct.clamp(-1, 1) } }
        assertEquals(1.0, grad { clipped(it) * 5 }(two).item())
        val doubled = customJvp({ it }) { _, dx -> 2 * dx }
        assertEquals(2.0, grad(doubled)(two).item())
        val product = customVjp({ a, b -> a * b }) { (a, b), _ -> { ct -> Tuple.of(ct * b * 2, ct * a * 3) } }
        assertEquals(Tuple.of(Tensor.scalar(6.0), Tensor.scalar(6.0)), grad(product)(two, three))
        val forward = customJvp({ a, b -> a * b }) { (a, b), (da, db) -> a * db + 7 * b * da }
        assertEquals(Tuple.of(Tensor.scalar(21.0), two), grad(forward)(two, three))
        val sum = customVjp({ a, b, c -> a + b + c }) { _, y -> { ct -> Tuple.of(ct, ct * y, ct * 3) } }
        assertEquals(Tuple.of(Tensor.scalar(1.0), Tensor.scalar(6.0), three), grad(sum)(two, two, two))
        val weighted = customJvp({ a, b, c -> a + b + c }) { _, (da, db, dc) -> da + 2 * db + 3 * dc }
        assertEquals(Tuple.of(Tensor.scalar(1.0), two, three), grad(weighted)(two, two, two))
    }

    @Test
    fun shapesInsideAMapAreThoseOfASlice() {
        val seen = mutableListOf<Shape>()
        vmap {
            seen += it.shape
            it
        }(Tensor.zeros(5, 2, 3))
        assertEquals(listOf(Shape.of(2, 3)), seen)
    }
}
