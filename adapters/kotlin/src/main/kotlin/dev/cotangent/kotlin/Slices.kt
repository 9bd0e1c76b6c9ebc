package dev.cotangent.kotlin

import dev.cotangent.Tensor

/** All positions of an axis, as in `x[all, 0]`; also `all step 2`. */
public val all: IntRange = 0..Int.MAX_VALUE

/**
 * The sub-tensor at these positions of the first axes: `x[1..3]`, `x[0..<2, 4 downTo 0 step 2]`.
 *
 * A range means the positions that it runs through. They are positions as in `x[i]`, negative ones
 * counting from the end, so `-3..-1` are the last three; `0..-1` is empty, in Kotlin as here. A
 * range that runs to [Int.MAX_VALUE], as [all] does, ends where the axis does. Of the axes that are
 * not named all is taken.
 *
 * @throws IndexOutOfBoundsException if a position is outside its axis, or there are too many ranges
 * @throws IllegalArgumentException if a range runs from negative positions into others
 */
public operator fun Tensor.get(vararg ranges: IntProgression): Tensor = part(*ranges)

/** A position of the first axis, which is gone from the result, and a range of the second. */
public operator fun Tensor.get(i: Int, j: IntProgression): Tensor = part(i, j)

/** A range of the first axis, and a position of the second, which is gone from the result. */
public operator fun Tensor.get(i: IntProgression, j: Int): Tensor = part(i, j)

/** Two positions and a range; the axes with positions are gone from the result. */
public operator fun Tensor.get(i: Int, j: Int, k: IntProgression): Tensor = part(i, j, k)

/** Two positions and a range; the axes with positions are gone from the result. */
public operator fun Tensor.get(i: Int, j: IntProgression, k: Int): Tensor = part(i, j, k)

/** Two positions and a range; the axes with positions are gone from the result. */
public operator fun Tensor.get(i: IntProgression, j: Int, k: Int): Tensor = part(i, j, k)

/** A position and two ranges; the axis with the position is gone from the result. */
public operator fun Tensor.get(i: Int, j: IntProgression, k: IntProgression): Tensor = part(i, j, k)

/** A position and two ranges; the axis with the position is gone from the result. */
public operator fun Tensor.get(i: IntProgression, j: Int, k: IntProgression): Tensor = part(i, j, k)

/** A position and two ranges; the axis with the position is gone from the result. */
public operator fun Tensor.get(i: IntProgression, j: IntProgression, k: Int): Tensor = part(i, j, k)

/** Axis by axis; a position takes its axis away. */
private fun Tensor.part(vararg positions: Any): Tensor {
    if (positions.size > rank) {
        throw IndexOutOfBoundsException("get: ${positions.size} positions in a tensor of rank $rank $shape")
    }
    var part = this
    var axis = 0
    for (at in positions) {
        part = if (at is IntProgression) part.range(axis++, at) else part.position(axis, at as Int)
    }
    return part
}

private fun Tensor.position(axis: Int, at: Int): Tensor {
    val n = shape[axis]
    requirePosition(at in -n..<n, "$at", axis)
    val from = if (at < 0) at + n else at
    return slice(axis, from, from + 1, 1).squeeze(axis)
}

private fun Tensor.range(axis: Int, range: IntProgression): Tensor {
    val n = shape[axis]
    val step = range.step
    val open = step > 0 && range.first >= 0 && range.last > Int.MAX_VALUE - step
    if (open) {
        requirePosition(range.first <= n, "$range", axis)
        return slice(axis, range.first, n, step)
    }
    if (range.isEmpty()) return slice(axis, 0, 0, 1)
    val (first, last) = range.first to range.last
    require((first < 0) == (last < 0)) {
        "get: the range $range runs from positions that count from the end to others; " +
            "write two slices, or count all from one end"
    }
    requirePosition(first in -n..<n && last in -n..<n, "$range", axis)
    val from = if (first < 0) first + n else first
    val past = (if (last < 0) last + n else last) + (if (step > 0) 1 else -1)
    return slice(axis, from, if (past < 0) -n - 1 else past, step)
}

private fun Tensor.requirePosition(holds: Boolean, at: String, axis: Int) {
    if (!holds) {
        val n = shape[axis]
        throw IndexOutOfBoundsException(
            "get: $at in axis $axis of shape $shape (positions run from ${-n} to ${n - 1})",
        )
    }
}
