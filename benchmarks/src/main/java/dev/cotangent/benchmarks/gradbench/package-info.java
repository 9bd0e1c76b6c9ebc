/// A tool for GradBench, the benchmark of automatic differentiation: its functions, each an example
/// of how the library is used, and its protocol.
@NullMarked
package dev.cotangent.benchmarks.gradbench;

import org.jspecify.annotations.NullMarked;
