/// Cotangent: functional automatic differentiation. Users import this package; start at [Autodiff]
/// and [Tensor].
@NullMarked
package dev.cotangent;

import org.jspecify.annotations.NullMarked;
