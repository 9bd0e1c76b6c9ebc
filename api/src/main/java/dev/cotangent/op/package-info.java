/// Operations: for each, what kind of map it is, its kernel and its derivative, in one place.
@NullMarked
package dev.cotangent.op;

import org.jspecify.annotations.NullMarked;
