/// Workloads, measured beside other libraries that do the same work in the same process.
@NullMarked
package dev.cotangent.benchmarks;

import org.jspecify.annotations.NullMarked;
