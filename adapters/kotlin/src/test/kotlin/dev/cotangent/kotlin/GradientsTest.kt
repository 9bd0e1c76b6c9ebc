package dev.cotangent.kotlin

import dev.cotangent.Autodiff
import dev.cotangent.Shape
import dev.cotangent.Tensor
import io.vavr.Function1
import io.vavr.Function2
import io.vavr.Function3
import io.vavr.Function4
import io.vavr.Function5
import io.vavr.Tuple
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

private fun cube(x: Tensor): Tensor = x * x * x

class GradientsTest {
    private val two = Tensor.scalar(2.0)
    private val three = Tensor.scalar(3.0)

    @Test
    fun aGradientIsAKotlinFunction() {
        val gradient: (Tensor) -> Tensor = grad { x -> x * x * x }
        assertEquals(12.0, gradient(two).item())
        assertEquals(listOf(12.0, 27.0), listOf(two, three).map(gradient).map { it.item() })
        assertEquals(12.0, grad(gradient)(two).item())
        assertEquals(6.0, grad(grad(grad { it.pow(3) }))(two).item())
    }

    @Test
    fun referencesAreFunctions() {
        assertEquals(12.0, grad(::cube)(two).item())
        assertEquals(1.0, grad(Tensor::sin)(Tensor.scalar(0.0)).item())
        assertEquals(1.0, grad(::sin)(Tensor.scalar(0.0)).item())
        val (dx, dy) = grad(Tensor::atan2)(two, three)
        assertEquals(3.0 / 13, dx.item(), 1e-15)
        assertEquals(-2.0 / 13, dy.item(), 1e-15)
    }

    @Test
    fun upToFiveArguments() {
        val (dx, dy) = grad { x, y -> x * y }(two, three)
        assertEquals(listOf(3.0, 2.0), listOf(dx, dy).map { it.item() })
        val (a, b, c) = grad { x, y, z -> x * y * z }(two, three, two)
        assertEquals(listOf(6.0, 4.0, 6.0), listOf(a, b, c).map { it.item() })
        val (d, e, f, g) = grad { x, y, z, u -> x * y - z / u }(two, three, two, two)
        assertEquals(listOf(3.0, 2.0, -0.5, 0.5), listOf(d, e, f, g).map { it.item() })
        val (h, i, j, k, l) = grad { x, y, z, u, v -> x + 2 * y + 3 * z + 4 * u + 5 * v }(two, two, two, two, two)
        assertEquals(listOf(1.0, 2.0, 3.0, 4.0, 5.0), listOf(h, i, j, k, l).map { it.item() })
    }

    @Test
    fun valuesComeWithGradients() {
        val (y, dy) = valueAndGrad { x -> x.square().sum() }(tensorOf(3, 4))
        assertEquals(25.0, y.item())
        assertEquals(tensorOf(6, 8), dy)
        val (product, gradient) = valueAndGrad { x, y -> x * y }(two, three)
        val (dx, _) = gradient
        assertEquals(6.0, product.item())
        assertEquals(3.0, dx.item())
        assertEquals(12.0, valueAndGrad { x, y, z -> x * y * z }(two, three, two).value.item())
        assertEquals(10.0, valueAndGrad { x, y, z, u -> x * y + z * u }(two, three, two, two).value.item())
        val five = valueAndGrad { x, y, z, u, v -> x * y + z * u + v }(two, two, two, two, three)
        assertEquals(11.0, five.value.item())
    }

    @Test
    fun somethingRidesAlong() {
        val (value, gradient, seen) = valueGradAux { x -> x.square().sum() to x.shape }(tensorOf(1, 2))
        assertEquals(5.0, value.item())
        assertEquals(tensorOf(2, 4), gradient)
        assertEquals(Shape.of(2), seen)
        val named = valueGradAux<Pair<Tensor, Tensor>, List<String>> { (a, b) -> a * b to listOf("a", "b") }
        val (_, line, names) = named(two to three)
        assertEquals(three to two, line)
        assertEquals(listOf("a", "b"), names)
    }

    @Test
    fun perturbationsAreNotConfused() {
        // d/dx x (d/dy (x + y)) = 1
        assertEquals(1.0, grad { x -> x * grad { y -> x + y }(Tensor.scalar(1.0)) }(two).item())
    }

    @Test
    fun vavrsFunctionsAreCalledAsKotlins() {
        val f1 = Function1 { a: Int -> a }
        val f2 = Function2 { a: Int, b: Int -> a + b }
        val f3 = Function3 { a: Int, b: Int, c: Int -> a + b + c }
        val f4 = Function4 { a: Int, b: Int, c: Int, d: Int -> a + b + c + d }
        val f5 = Function5 { a: Int, b: Int, c: Int, d: Int, e: Int -> a + b + c + d + e }
        assertEquals(listOf(1, 3, 6, 10, 15), listOf(f1(1), f2(1, 2), f3(1, 2, 3), f4(1, 2, 3, 4), f5(1, 2, 3, 4, 5)))
        assertEquals(12.0, Autodiff.grad(::cube)(two).item())
    }

    @Test
    fun tuplesDestructure() {
        val (a, b) = Tuple.of(1, "b")
        val (c, d, e) = Tuple.of(3, "d", 5.0)
        val (f, g, h, i) = Tuple.of(6, 7, 8, 9)
        val (j, k, l, m, n) = Tuple.of(10, 11, 12, 13, "n")
        assertEquals(listOf(1, "b", 3, "d", 5.0), listOf(a, b, c, d, e))
        assertEquals(listOf(6, 7, 8, 9, 10, 11, 12, 13, "n"), listOf(f, g, h, i, j, k, l, m, n))
    }
}
