/// The interpreters of operations: reverse and forward mode. Each knows the kinds of operation and
/// none of the operations.
@NullMarked
package dev.cotangent.trace;

import org.jspecify.annotations.NullMarked;
