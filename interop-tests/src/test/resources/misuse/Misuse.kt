import dev.cotangent.Autodiff
import dev.cotangent.Shape
import dev.cotangent.Structure
import dev.cotangent.Tensor
import dev.cotangent.kotlin.*

data class Line(val slope: Tensor, val intercept: Tensor)

class Misuse(private val x: Tensor, private val absent: Tensor?, private val line: Line) {
    fun nulls() {
        x.plus(null) // error: Null cannot be a value of a non-null type
        x + absent // error: actual type is 'Tensor?'
        absent.sin() // error: only safe (?.)
        x matmul absent // error: but 'Tensor' was expected
        x.broadcastTo(null) // error: Null cannot be a value of a non-null type
        Tensor.einsum(null, x) // error: Null cannot be a value of a non-null type
        Tensor.where(x gt 0, absent, x) // error: but 'Tensor' was expected
        grad { null } // error: Null cannot be a value of a non-null type
        grad { _ -> absent } // error: expected 'Tensor', actual 'Tensor?'
        grad { it * 2 }(absent) // error: but 'Tensor' was expected
        vmap { absent } // error: expected 'Any', actual 'Tensor?'
        Autodiff.jvp({ y: Tensor -> y }, x, absent) // error: but 'Tensor' was expected
        Autodiff.vjp({ y: Tensor -> y }, null) // error: Null cannot be a value of a non-null type
        Structure.record(Line::class.java).leaves(null) // error: Null cannot be a value of a non-null type
        grad<Line?> { x } // error: none of the following candidates is applicable
        val shape: Shape = absent?.shape // error: expected 'Shape', actual 'Shape?'
    }

    fun functions() {
        grad { y -> y.item() } // error: expected 'Tensor', actual 'Double'
        val f: (Tensor) -> Tensor = grad { y, z -> y * z } // error: expected '(Tensor) -> Tensor', actual '(Tensor, Tensor)
        val (a, b, c) = grad { y, z -> y * z }(x, x) // error: 'component3()'
        grad<Line> { it.slope }(x) // error: but 'Line' was expected
        grad { y -> y * y }(x, x) // error: too many arguments
        grad { y, z, u, v, w, t -> y } // error: none of the following candidates is applicable
        Structure<Line> { Tensor.zeros() } // error: does not have constructors
    }

    fun values() {
        x[0] = 1.0 // error: 'set'
        for (row in x) println(row) // error: 'iterator()'
        if (x eq x) println(x) // error: but 'Boolean' was expected
        if (x < x) println(x) // error: 'compareTo'
        x += 1 // error: 'val' cannot be reassigned
        x["first"] // error: none of the following candidates is applicable
        x[0.5] // error: none of the following candidates is applicable
        "2" * x // error: none of the following candidates is applicable
        tensorOf("1", "2") // error: but 'Number' was expected
        tensor { row { row(1); build() } } // error: it is internal
        TensorBuilder() // error: it is internal
        line.slope = x // error: 'val' cannot be reassigned
    }
}
