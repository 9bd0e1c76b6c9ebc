/// Kernels of single operations, which the build writes here as ordinary classes.
@NullMarked
package dev.cotangent.kernels.prebuilt;

import org.jspecify.annotations.NullMarked;
