/// The other libraries. Each is used as its own users would use it.
@NullMarked
package dev.cotangent.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
