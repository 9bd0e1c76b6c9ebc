/// Operations: for each, what kind of map it is, its kernel and its derivative, in one place.
///
/// Users call the methods of [dev.cotangent.Tensor]; what each does, for which shapes and types,
/// and with which derivative, is said in the `...Ops` interfaces that it inherits them from. The
/// classes of the same families hold the entries.
@NullMarked
package dev.cotangent.op;

import org.jspecify.annotations.NullMarked;
