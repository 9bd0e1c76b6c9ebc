package dev.cotangent.interop

import dev.cotangent.Autodiff.grad
import dev.cotangent.Autodiff.valueAndGrad
import dev.cotangent.Autodiff.vjp
import dev.cotangent.Tensor
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** The Java api as Kotlin sees it, without any adapter. */
class KotlinCallsTest {
    @Test
    fun operatorsComeFromTheJavaNames() {
        val x = Tensor.of(1.0, 2.0, 3.0)
        assertEquals(Tensor.of(-1.0, 3.0, 7.0), x * x - x % Tensor.scalar(2.0) - 1.0 + (-x + x) / 4.0)
        assertEquals(2.0, x[1].item())
        assertEquals(Tensor.bools(true, false, false), !x.gt(1.5))
    }

    @Test
    fun lambdasAndReferencesBecomeFunctions() {
        assertEquals(6.0, grad { x: Tensor -> x * x }.apply(Tensor.scalar(3.0)).item())
        assertEquals(2.0, grad { x, y -> x * y }.apply(Tensor.scalar(3.0), Tensor.scalar(2.0))._1.item())
        assertEquals(1.0, grad(Tensor::sin).apply(Tensor.scalar(0.0)).item())
        assertEquals(6.0, grad(grad { x: Tensor -> x * x * x }).apply(Tensor.scalar(1.0)).item())
        assertEquals(4.0, grad(::square).apply(Tensor.scalar(2.0)).item())
    }

    private fun square(x: Tensor): Tensor = x * x

    @Test
    fun resultsDestructure() {
        val (value, gradient) = valueAndGrad { x: Tensor -> x.square().sum() }.apply(Tensor.of(3.0, 4.0))
        assertEquals(25.0, value.item())
        assertEquals(Tensor.of(6.0, 8.0), gradient)
        val (y, pullback, tape) = vjp({ x: Tensor -> x * x }, Tensor.scalar(3.0))
        assertEquals(9.0, y.item())
        assertEquals(6.0, pullback.apply(Tensor.scalar(1.0)).item())
        assertEquals(2, tape.nodes().size())
    }
}
