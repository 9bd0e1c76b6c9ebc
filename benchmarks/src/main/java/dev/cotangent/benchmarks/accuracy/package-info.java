/// How far the elementary functions are from the exact values.
@NullMarked
package dev.cotangent.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
