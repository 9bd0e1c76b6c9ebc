package dev.cotangent.kotlin

import dev.cotangent.Tensor

// Kotlin's < and == give one Boolean; these compare element by element, and no derivative flows
// through the BOOL tensor that results. Infix calls bind looser than arithmetic: `x lt y + 1` is
// `x lt (y + 1)`. Among themselves they bind alike, from the left: `(x gt 0) and (x lt 1)`.

/** Where `x < y`, element by element. */
public infix fun Tensor.lt(y: Tensor): Tensor = lt(y)

/** Where `x < y`, element by element. */
public infix fun Tensor.lt(y: Number): Tensor = lt(y.toDouble())

/** Where `x <= y`, element by element. */
public infix fun Tensor.le(y: Tensor): Tensor = le(y)

/** Where `x <= y`, element by element. */
public infix fun Tensor.le(y: Number): Tensor = le(y.toDouble())

/** Where `x > y`, element by element. */
public infix fun Tensor.gt(y: Tensor): Tensor = gt(y)

/** Where `x > y`, element by element. */
public infix fun Tensor.gt(y: Number): Tensor = gt(y.toDouble())

/** Where `x >= y`, element by element. */
public infix fun Tensor.ge(y: Tensor): Tensor = ge(y)

/** Where `x >= y`, element by element. */
public infix fun Tensor.ge(y: Number): Tensor = ge(y.toDouble())

/** Where `x = y`, element by element; NaN equals nothing. */
public infix fun Tensor.eq(y: Tensor): Tensor = eq(y)

/** Where `x = y`, element by element. */
public infix fun Tensor.eq(y: Number): Tensor = eq(y.toDouble())

/** Where `x` differs from `y`, element by element; NaN differs from everything. */
public infix fun Tensor.ne(y: Tensor): Tensor = ne(y)

/** Where `x` differs from `y`, element by element. */
public infix fun Tensor.ne(y: Number): Tensor = ne(y.toDouble())

/** Where both are true; of BOOL tensors. */
public infix fun Tensor.and(y: Tensor): Tensor = and(y)

/** Where at least one is true; of BOOL tensors. */
public infix fun Tensor.or(y: Tensor): Tensor = or(y)

/** Where exactly one is true; of BOOL tensors. */
public infix fun Tensor.xor(y: Tensor): Tensor = xor(y)
