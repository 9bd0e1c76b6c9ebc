/// The interpreters of operations: reverse mode, forward mode and batching, and what is made of
/// them. Each knows the kinds of operation and none of the operations.
@NullMarked
package dev.cotangent.trace;

import org.jspecify.annotations.NullMarked;
