/// JMH benchmarks.
@NullMarked
package dev.cotangent.benchmarks;

import org.jspecify.annotations.NullMarked;
