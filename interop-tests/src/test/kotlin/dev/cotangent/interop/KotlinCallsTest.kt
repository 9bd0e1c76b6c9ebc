package dev.cotangent.interop

import dev.cotangent.Autodiff.grad
import dev.cotangent.Autodiff.jvp
import dev.cotangent.Autodiff.valueAndGrad
import dev.cotangent.Autodiff.vjp
import dev.cotangent.Autodiff.vmap
import dev.cotangent.Tensor
import io.vavr.Tuple
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** The Java api as Kotlin sees it, without any adapter. */
class KotlinCallsTest {
    private val two = Tensor.scalar(2.0)
    private val three = Tensor.scalar(3.0)
    private val one = Tensor.scalar(1.0)

    @Test
    fun operatorsComeFromTheJavaNames() {
        val x = Tensor.of(1.0, 2.0, 3.0)
        assertEquals(Tensor.of(-1.0, 3.0, 7.0), x * x - x % Tensor.scalar(2.0) - 1.0 + (-x + x) / 4.0)
        assertEquals(2.0, x[1].item())
        assertEquals(Tensor.bools(true, false, false), !x.gt(1.5))
    }

    @Test
    fun lambdasOfOneToFiveArgumentsBecomeFunctions() {
        assertEquals(6.0, grad { x: Tensor -> x * x }.apply(three).item())
        assertEquals(Tuple.of(two, three), grad { x, y -> x * y }.apply(three, two))
        assertEquals(Tuple.of(two, three, one), grad { x, y, z -> x * y + z }.apply(three, two, two))
        assertEquals(
            Tuple.of(two, three, one, -one),
            grad { x, y, z, u -> x * y + z - u }.apply(three, two, two, two),
        )
        assertEquals(
            Tuple.of(two, three, one, -one, three),
            grad { x, y, z, u, v -> x * y + z - u + v * 3.0 }.apply(three, two, two, two, two),
        )
    }

    @Test
    fun lambdasOfSeveralArgumentsGoEverywhere() {
        assertEquals(6.0, valueAndGrad { x, y -> x * y }.apply(three, two).value.item())
        assertEquals(Tuple.of(three, two, one), vjp({ x, y, z -> x * y + z }, two, three, two).pullback.apply(one))
        val four = Tuple.of(two, two, two, two)
        assertEquals(8.0, jvp({ x, y, z, u -> x + y + z + u }, four, four).tangent.item())
        val x = Tensor.of(1.0, 2.0)
        assertEquals(x * 5.0, vmap { a, b, c, d, e -> a + b + c + d + e }.apply(x, x, x, x, x))
    }

    @Test
    fun referencesAndFunctionValuesBecomeFunctions() {
        assertEquals(1.0, grad(Tensor::sin).apply(Tensor.scalar(0.0)).item())
        assertEquals(4.0, grad(::square).apply(two).item())
        assertEquals(Tuple.of(two, three), grad(::product).apply(three, two))
        assertEquals(6.0, grad(grad { x: Tensor -> x * x * x }).apply(one).item())
        val value: (Tensor) -> Tensor = { it * it }
        assertEquals(4.0, grad(value).apply(two).item())
        val composed = grad(grad(value).andThen(Tensor::square))
        assertEquals(16.0, composed.apply(two).item())
    }

    /** By the number of parameters, by a type that is named, or by the type that is expected. */
    @Test
    fun overloadsAreResolved() {
        assertEquals(4.0, grad { x: Tensor -> x.square() }.apply(two).item())
        assertEquals(4.0, grad(fun(x: Tensor) = x.square()).apply(two).item())
        assertEquals(Tuple.of(three, two), grad(Tensor::times).apply(two, three))
        assertEquals(two, Tensor.of(1.0, 3.0).mean())
        assertEquals(Tensor.of(1.0, 3.0), Tensor.of(1.0, 3.0).reshape(2, 1).mean(1))
    }

    private fun square(x: Tensor): Tensor = x * x

    private fun product(x: Tensor, y: Tensor): Tensor = x * y

    @Test
    fun resultsDestructure() {
        val (value, gradient) = valueAndGrad { x: Tensor -> x.square().sum() }.apply(Tensor.of(3.0, 4.0))
        assertEquals(25.0, value.item())
        assertEquals(Tensor.of(6.0, 8.0), gradient)
        val (y, pullback, tape) = vjp({ x: Tensor -> x * x }, Tensor.scalar(3.0))
        assertEquals(9.0, y.item())
        assertEquals(6.0, pullback.apply(Tensor.scalar(1.0)).item())
        assertEquals(2, tape.nodes().size())
        val (z, dz) = jvp({ x: Tensor -> x * x }, three, one)
        assertEquals(listOf(9.0, 6.0), listOf(z.item(), dz.item()))
    }
}
