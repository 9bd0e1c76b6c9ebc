package dev.cotangent.kotlin

import dev.cotangent.Autodiff
import dev.cotangent.Structure
import dev.cotangent.Tensor
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

data class Dense(val weight: Tensor, val bias: Tensor? = null, val activation: (Tensor) -> Tensor = { it }) {
    operator fun invoke(x: Tensor): Tensor {
        val y = weight matmul x
        return activation(if (bias == null) y else y + bias)
    }
}

data class Mlp(val layers: List<Dense>, val name: String, val scale: Map<String, Tensor>, private val rate: Double) {
    operator fun invoke(x: Tensor): Tensor = layers.fold(x) { h, layer -> layer(h) } * scale.getValue("out")
}

@JvmRecord
data class Point(val x: Tensor, val y: Tensor)

data class Segment(internal val from: Point, private val to: Point, val id: UInt, val tags: List<String>) {
    fun length(): Tensor = ((from.x - to.x).square() + (from.y - to.y).square()).sqrt()

    fun ends() = from to to
}

data class Box<A>(val content: A, val others: List<Box<A>> = emptyList())

@ConsistentCopyVisibility
data class Hidden private constructor(val x: Tensor) {
    companion object {
        fun of(x: Tensor) = Hidden(x)
    }
}

@ConsistentCopyVisibility
data class Inside internal constructor(val x: Tensor, val hidden: Hidden)

@JvmInline
value class Weight(val tensor: Tensor)

data class Weighted<out A>(val weight: Weight, val by: A, val count: Int = 1)

data class Many(
    val x0: Tensor, val x1: Tensor, val x2: Tensor, val x3: Tensor, val x4: Tensor, val x5: Tensor,
    val x6: Tensor, val x7: Tensor, val x8: Tensor, val x9: Tensor, val x10: Tensor, val x11: Tensor,
    val x12: Tensor, val x13: Tensor, val x14: Tensor, val x15: Tensor, val x16: Tensor, val x17: Tensor,
    val x18: Tensor, val x19: Tensor, val x20: Tensor, val x21: Tensor, val x22: Tensor, val x23: Tensor,
    val x24: Tensor, val x25: Tensor, val x26: Tensor, val x27: Tensor, val x28: Tensor, val x29: Tensor,
    val x30: Tensor, val x31: Tensor, val x32: Tensor, val x33: Tensor,
)

sealed interface Layer

data class Scale(val by: Tensor) : Layer

data class Shift(val by: Tensor, val of: Layer?) : Layer

data object Relu : Layer

data class Net(val layers: List<Layer>) {
    operator fun invoke(x: Tensor): Tensor = layers.fold(x, ::applied)

    private fun applied(x: Tensor, layer: Layer): Tensor = when (layer) {
        is Scale -> x * layer.by
        is Shift -> (layer.of?.let { applied(x, it) } ?: x) + layer.by
        Relu -> x.relu()
    }
}

class Plain(val weight: Tensor)

data class HoldsPlain(val plain: Plain)

class OfList(val ws: List<Tensor>)

data class HoldsOfList(val plain: OfList)

class OfLayer(val layer: Dense)

data class HoldsOfLayer(val plain: OfLayer)

interface Open

data class OpenScale(val by: Tensor) : Open

class OpenPlain(val by: Tensor) : Open

data class HoldsOpen(val x: Tensor, val open: Open)

data class HoldsAny(val x: Tensor, val any: Any)

sealed interface Mixed

data class MixedScale(val by: Tensor) : Mixed

class MixedPlain(val by: Tensor) : Mixed

data class HoldsSet(val all: Set<Tensor>)

data class HoldsArray(val all: Array<Tensor>)

data class Positive(val x: Tensor) {
    init {
        require(x.item() > 0) { "not positive" }
    }
}

class StructuresTest {
    private val two = Tensor.scalar(2.0)
    private val three = Tensor.scalar(3.0)
    private val five = Tensor.scalar(5.0)

    @Test
    fun nestedDataClassesListsAndMaps() {
        val hidden = Dense(tensorOf(1, 2, 3, 4).reshape(2, 2), tensorOf(5, 6))
        val output = Dense(tensorOf(7, 8).reshape(1, 2))
        val mlp = Mlp(listOf(hidden, output), "mlp", mapOf("out" to tensorOf(1)), 0.5)
        val x = tensorOf(1, -1)
        val gradient = grad<Mlp> { it(x).sum() }(mlp)
        // hidden(x) = (4, 5); output = 7 * 4 + 8 * 5
        val (first, second) = gradient.layers
        assertEquals(tensorOf(7, -7, 8, -8).reshape(2, 2), first.weight)
        assertEquals(tensorOf(7, 8), first.bias)
        assertEquals(tensorOf(4, 5).reshape(1, 2), second.weight)
        assertNull(second.bias)
        assertEquals(tensorOf(68), gradient.scale["out"])
        assertEquals("mlp", gradient.name)
        assertSame(hidden.activation, first.activation)
        val (value, same) = valueAndGrad<Mlp> { it(x).sum() }(mlp)
        assertEquals(68.0, value.item())
        assertEquals(gradient, same)
        assertEquals(4, structure<Mlp>().leaves(mlp).size())
    }

    @Test
    fun hiddenComponentsRecordsAndInlineClasses() {
        val origin = Point(Tensor.scalar(0.0), Tensor.scalar(0.0))
        val segment = Segment(Point(three, Tensor.scalar(4.0)), origin, 7u, listOf("a"))
        val gradient = grad<Segment> { it.length() }(segment)
        val (from, to) = gradient.ends()
        assertTrue(listOf(from.x, from.y).stack().allClose(tensorOf(0.6, 0.8), 1e-15, 0.0))
        assertEquals(Point(-from.x, -from.y), to)
        assertEquals(7u, gradient.id)
        assertSame(segment.tags, gradient.tags)
    }

    @Test
    fun containersAndPairsAlone() {
        assertEquals(listOf(three, two), grad<List<Tensor>> { (a, b) -> a * b }(listOf(two, three)))
        assertEquals(
            mapOf("a" to three, "b" to two),
            grad<Map<String, Tensor>> { it.getValue("a") * it.getValue("b") }(mapOf("b" to three, "a" to two)),
        )
        assertEquals(three to two, grad<Pair<Tensor, Tensor>> { (a, b) -> a * b }(two to three))
        val triple = grad<Triple<Tensor, String, List<Point>>> { (a, _, p) -> a * p[0].x + p[1].y }
        val zero = two.zerosLike()
        assertEquals(
            Triple(three, "n", listOf(Point(two, zero), Point(zero, Tensor.scalar(1.0)))),
            triple(Triple(two, "n", listOf(Point(three, five), Point(five, three)))),
        )
        assertEquals(Tensor.scalar(4.0), grad<Tensor> { it.square() }(two))
    }

    @Test
    fun theTypeIsReadOffTheLambda() {
        val gradient = grad { p: Point -> p.x * p.y }
        assertEquals(Point(three, two), gradient(Point(two, three)))
        assertEquals(Point(three, two), grad(::area)(Point(two, three)))
    }

    private fun area(p: Point) = p.x * p.y

    @Test
    fun typeParametersAndClassesInsideThemselves() {
        fun Box<Tensor>.total(): Tensor = others.fold(content.square()) { sum, box -> sum + box.total() }
        val boxes = Box(two, listOf(Box(three), Box(five, listOf(Box(two)))))
        val gradient = grad<Box<Tensor>> { it.total() }(boxes)
        assertEquals(
            Box(two * 2, listOf(Box(three * 2), Box(five * 2, listOf(Box(two * 2))))),
            gradient,
        )
        val ofPoints = grad<Box<Box<Point>>> { it.content.content.x * it.content.content.y }
        assertEquals(Box(Box(Point(three, two))), ofPoints(Box(Box(Point(two, three)))))
    }

    @Test
    fun constructorsOfAnyVisibility() {
        val gradient = grad<Inside> { it.x * it.hidden.x }
        assertEquals(Inside(three, Hidden.of(two)), gradient(Inside(two, Hidden.of(three))))
    }

    @Test
    fun inlineClassesOverTensors() {
        val gradient = grad<Weighted<Tensor>> { it.weight.tensor * it.by * it.count }
        assertEquals(Weighted(Weight(three * 2), two * 2, 2), gradient(Weighted(Weight(two), three, 2)))
    }

    /** `copy` of more than 32 components needs two numbers to say which of them are given. */
    @Test
    fun manyComponents() {
        val x = Many(
            two, two, two, two, two, two, two, two, two, two, two, two, two, two, two, two, two,
            two, two, two, two, two, two, two, two, two, two, two, two, two, two, two, two, two,
        )
        assertEquals(34, structure<Many>().leaves(x).size())
        assertEquals(x.copy(x33 = three), structure<Many>().map(x.copy(x33 = three)) { it })
        assertEquals(three, grad<Many> { it.x0 * it.x33 }(x.copy(x33 = three)).x0)
    }

    @Test
    fun valuesOfASealedTypeAreWhatTheyAre() {
        val net = Net(listOf(Scale(two), Relu, Shift(three, Scale(five)), Shift(three, null)))
        val gradient = grad<Net> { it(Tensor.scalar(1.0)) }(net)
        // 5 (2 x) + 3 + 3
        val one = Tensor.scalar(1.0)
        assertEquals(Net(listOf(Scale(five), Relu, Shift(one, Scale(two)), Shift(one, null))), gradient)
    }

    @Test
    fun tensorsAreMapped() {
        val structure = structure<Dense>()
        val layer = Dense(tensorOf(1, 2), tensorOf(3))
        assertEquals(layer.copy(weight = tensorOf(2, 4), bias = tensorOf(6)), structure.map(layer) { it * 2 })
        val step = structure.map(layer, Dense(tensorOf(10, 20), tensorOf(30))) { x, dx -> x - dx / 10 }
        assertEquals(layer.copy(weight = tensorOf(0, 0), bias = tensorOf(0)), step)
        val e = assertThrows<IllegalArgumentException> { structure.map(layer, Dense(two)) { x, _ -> x } }
        assertEquals("Structure.map: 2 tensors and 1", e.message)
    }

    @Test
    fun javaSeesDataClassesToo() {
        val gradient = Autodiff.grad(Dense::class.java) { it(tensorOf(1, 2)).sum() }
        val layer = Dense(tensorOf(1, 1).reshape(1, 2), tensorOf(0))
        assertEquals(tensorOf(1, 2).reshape(1, 2), gradient.apply(layer).weight)
        assertEquals(tensorOf(1), gradient.apply(layer).bias)
        assertEquals(1, Structure.record(Dense::class.java).leaves(layer.copy(bias = null)).size())
    }

    @Test
    fun whatCannotBeTakenApartIsRefused() {
        refused("Plain is not a record, nor a data class") { grad<Plain> { it.weight } }
        refused("Plain holds tensors in a way that is not known") { grad<HoldsPlain> { it.plain.weight } }
        refused("OfList holds tensors") { grad<HoldsOfList> { it.plain.ws[0] } }
        refused("OfLayer holds tensors") { grad<HoldsOfLayer> { it.plain.layer.weight } }
        refused("MixedPlain holds tensors") { grad<List<Mixed>> { two } }
        refused("java.util.Set<dev.cotangent.Tensor> holds tensors") { grad<HoldsSet> { it.all.first() } }
        refused("dev.cotangent.Tensor[] holds tensors") { grad<HoldsArray> { it.all[0] } }
        refused("Set<") { grad<Set<Tensor>> { it.first() } }
        refused("Map<java.lang.Integer") { grad<Map<Int, Tensor>> { it.getValue(1) } }
        refused("java.lang.String is not") { grad<String> { two } }
        refused("is not made of tensors") { grad<List<String>> { two } }
        refused("Relu is not a record, nor a data class") { grad<Relu> { two } }
    }

    @Test
    fun whatADeclarationHidesIsRefusedWithTheValue() {
        refused("component2 of dev.cotangent.kotlin.HoldsOpen") { grad<HoldsOpen> { it.x }(HoldsOpen(two, OpenScale(two))) }
        refused("OpenPlain with a tensor") { grad<HoldsOpen> { it.x }(HoldsOpen(two, OpenPlain(two))) }
        refused("Dense with a tensor") { grad<HoldsAny> { it.x }(HoldsAny(two, Dense(two))) }
        val f = { x: Tensor -> x * two }
        assertSame(f, grad<HoldsAny> { it.x }(HoldsAny(two, f)).any)
        assertSame(Relu, grad<HoldsAny> { it.x }(HoldsAny(two, Relu)).any)
    }

    private fun refused(message: String, call: () -> Unit) {
        val e = assertThrows<IllegalArgumentException> { call() }
        assertTrue(e.message!!.startsWith("Structure.") && message in e.message!!, e.message)
    }

    @Test
    fun whatTheConstructorThrowsIsSeen() {
        val e = assertThrows<IllegalArgumentException> { grad<Positive> { -it.x }(Positive(two)) }
        assertEquals("not positive", e.message)
    }
}
