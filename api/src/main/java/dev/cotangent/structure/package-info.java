/// The structures behind [dev.cotangent.Structure].
@NullMarked
package dev.cotangent.structure;

import org.jspecify.annotations.NullMarked;
