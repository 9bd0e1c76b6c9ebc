/// Runnable examples for Cotangent, and the small helpers they share.
@NullMarked
package dev.cotangent.docs;

import org.jspecify.annotations.NullMarked;
