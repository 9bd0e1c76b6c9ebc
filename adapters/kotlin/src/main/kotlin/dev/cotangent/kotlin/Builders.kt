package dev.cotangent.kotlin

import dev.cotangent.Tensor

/** A FLOAT64 vector of these numbers. */
public fun tensorOf(vararg values: Number): Tensor =
    Tensor.of(*DoubleArray(values.size) { values[it].toDouble() })

/**
 * A tensor written down row by row; rows of rows give higher ranks.
 *
 * ```kotlin
 * tensor {
 *     row(1, 2, 3)
 *     row(4, 5, 6)
 * }
 * ```
 *
 * @throws IllegalArgumentException if there are no rows, or their shapes differ
 */
public fun tensor(rows: TensorBuilder.() -> Unit): Tensor = TensorBuilder().apply(rows).build()

/** Keeps the rows of an inner builder from being added to an outer one. */
@DslMarker
public annotation class TensorDsl

/** Collects the rows of a tensor: see [tensor]. */
@TensorDsl
public class TensorBuilder internal constructor() {
    private val rows = mutableListOf<Tensor>()

    /** A row of numbers, FLOAT64. */
    public fun row(vararg values: Number) {
        rows += tensorOf(*values)
    }

    /** A row of tensors of one shape, side by side; derivatives flow through. */
    public fun row(first: Tensor, vararg others: Tensor) {
        rows += Tensor.stack(0, first, *others)
    }

    /** A row that is itself made of rows. */
    public fun row(rows: TensorBuilder.() -> Unit) {
        this.rows += tensor(rows)
    }

    internal fun build(): Tensor {
        require(rows.isNotEmpty()) { "tensor: no rows" }
        rows.forEachIndexed { k, row ->
            require(row.shape == rows[0].shape) {
                "tensor: row 0 has shape ${rows[0].shape}, row $k has ${row.shape}"
            }
        }
        return Tensor.stack(0, *rows.toTypedArray())
    }
}
