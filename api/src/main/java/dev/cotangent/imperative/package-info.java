/// For those who come from PyTorch: variables with a gradient that `backward()` adds to, and
/// optimizers that change them.
///
/// This is the only part of the library where something changes. Nothing else knows of it; the
/// functions of [dev.cotangent.Autodiff] need none of it. A graph of variables belongs to one
/// thread at a time.
@NullMarked
package dev.cotangent.imperative;

import org.jspecify.annotations.NullMarked;
