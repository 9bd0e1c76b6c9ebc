package dev.cotangent.benchmarks.gradbench;

/// A matrix by its rows (CSR).
///
/// @param rows where each row begins among the entries, and where the last one ends
/// @param columns of the entries
/// @param values of the entries
public record SparseMatrix(int[] rows, int[] columns, double[] values) {}
