/// The workloads: one file each, and each an example of how to use the library.
@NullMarked
package dev.cotangent.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
